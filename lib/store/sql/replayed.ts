/**
 * What one node of several wrote before it was started: it reads a part of the log again, and what it is
 * told of these numbers once more is not written a second time, also if it was removed meanwhile.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { PlaceRow, PlaceTable } from "./place_table.ts";

/** Notes that one node of several writes this file, so that others have what it has. Throws what SQLite throws. */
export function noteShared(db: DatabaseSync): void {
  db.exec("INSERT OR IGNORE INTO setting (key, value) VALUES ('shared', 'on')");
}

/** Whether one node of several has written this file. Throws what SQLite throws. */
export function isShared(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM setting WHERE key = 'shared'").get() !== undefined;
}

/** The numbers that were written before the start, by room. */
export class Replayed {
  /** The last place that was there at the start. */
  readonly #lastPlace: number;
  /** The last number that each of them had then, as far as something was written of it since. */
  readonly #seqs = new Map<number, number>();

  /** With the places that are in the file now. Throws what SQLite throws. */
  constructor(places: PlaceTable) {
    this.#lastPlace = places.last();
  }

  /** The last number of this place that was written before the start; 0 if there is none. */
  upTo(place: PlaceRow | undefined): number {
    if (place === undefined || place.id > this.#lastPlace) return 0;
    const known = this.#seqs.get(place.id) ?? place.seq;
    this.#seqs.set(place.id, known);
    return known;
  }
}
