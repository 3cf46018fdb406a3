/**
 * Retention: removes what is not kept, a little at a time, so that writing does not wait for long.
 *
 * @module
 */

import type { Retention } from "../store.ts";
import type { Database } from "./database.ts";
import { LAST_SAID_KIND } from "./event_row.ts";
import type { StoredRow } from "./event_table.ts";
import type { PlaceRow } from "./place_table.ts";

/** How many events are removed at a time, each with its words. */
const SLICE = 50;
/** How many are removed at a time when their words are only marked. */
const FAST_SLICE = 250;
/** So many rooms are looked at in one call: each costs a few reads, also if nothing is removed. */
const ROOMS_AT_ONCE = 200;
/** With more than this to remove it costs less to mark words, and to rewrite the index at the end. */
export const MAX_THOROUGH = 5000;
/**
 * A room keeps twice as many events of any kind as messages, and so many more: arrivals alone would grow
 * without a bound where nobody speaks.
 */
export const OTHERS_KEPT = 10_000;
/** How many pages are given back to the file system at a time, of 4 KiB each. */
const FREED_PAGES = 1000;

/** Removes what is not kept from a database; one walk over all rooms takes several calls. */
export class Pruner {
  readonly #database: Database;
  /** The rooms of the present walk that were not looked at to the end; undefined between two walks. */
  #left: PlaceRow[] | undefined;
  /** By place, the number up to which events are too many; 0 if none are. */
  readonly #tooMany = new Map<number, number>();
  #removed = 0;
  #isRewriting = false;

  /** For this database. */
  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether this walk, or the last one, has removed anything so far. */
  get hasRemoved(): boolean {
    return this.#removed > 0;
  }

  /** Removes a part, and returns whether the walk is at its end. Throws what SQLite throws. */
  prune(retention: Retention): boolean {
    const { index } = this.#database;
    if (this.#isRewriting) return this.#rewrite(false);
    if (this.#left === undefined) this.#begin();
    if (!this.#database.transact(() => this.#slice(retention))) return false;
    // A walk may have been cut off by the end of the process.
    return index.isThorough ? this.#end() : this.#rewrite(true);
  }

  #begin(): void {
    this.#left = this.#database.places.all().reverse();
    this.#tooMany.clear();
    this.#removed = 0;
  }

  #rewrite(isFirst: boolean): boolean {
    const { index } = this.#database;
    this.#isRewriting = true;
    if (!this.#database.transact(() => index.rewrite(isFirst))) return false;
    index.setThorough(true);
    this.#isRewriting = false;
    return this.#end();
  }

  #end(): boolean {
    this.#left = undefined;
    this.#shrink();
    this.#database.emptyLog();
    return true;
  }

  #slice(retention: Retention): boolean {
    const { places, events, index } = this.#database;
    const isThorough = index.isThorough && this.#removed <= MAX_THOROUGH;
    if (!isThorough && index.isThorough) index.setThorough(false);
    const limit = isThorough ? SLICE : FAST_SLICE;
    const left = this.#left ?? [];
    let [removed, seen] = [0, 0];
    for (let place = left.at(-1); place !== undefined; place = left.at(-1)) {
      const present = places.find(place.room, place.epoch);
      const rows = present === undefined ? [] : this.#surplus(present, retention, limit - removed);
      events.remove(rows);
      removed += rows.length;
      this.#removed += rows.length;
      if (removed >= limit) return false;
      if (present !== undefined) this.#removeIfPast(present);
      left.pop();
      seen++;
      if (seen === ROOMS_AT_ONCE) break;
    }
    return left.length === 0;
  }

  /** Rows of a place that are not kept: no more than `limit`, and all of them if there are fewer. */
  #surplus({ id, kept }: PlaceRow, retention: Retention, limit: number): StoredRow[] {
    const { events } = this.#database;
    const old = events.olderThan(id, retention.before, limit);
    if (old.length > 0) return old;
    let surplus = kept - retention.keepMessages;
    if (surplus <= 0) return this.#others(id, retention, limit);
    const rows: StoredRow[] = [];
    for (const row of events.first(id, { from: 0, to: Infinity }, limit)) {
      if (surplus === 0) break;
      if (row.kind <= LAST_SAID_KIND) surplus--;
      rows.push(row);
    }
    return rows;
  }

  /** Rows of a place that has too many events of any kind. */
  #others(id: number, { keepMessages }: Retention, limit: number): StoredRow[] {
    const { events } = this.#database;
    const last = this.#tooMany.get(id) ?? events.numberBack(id, 2 * keepMessages + OTHERS_KEPT);
    this.#tooMany.set(id, last);
    return last === 0 ? [] : events.first(id, { from: 0, to: last }, limit);
  }

  /** A room that has ended, and of which nothing is left, is forgotten. */
  #removeIfPast({ id, closed }: PlaceRow): void {
    const { places, events } = this.#database;
    if (closed === null || events.first(id, { from: 0, to: Infinity }, 1).length > 0) return;
    places.remove(id);
  }

  /** Gives pages back to the file system if more are free than the next days will need. */
  #shrink(): void {
    const { db } = this.#database;
    const pages = Number(db.prepare("PRAGMA page_count").get()?.["page_count"]);
    const free = Number(db.prepare("PRAGMA freelist_count").get()?.["freelist_count"]);
    if (free * 4 > pages) db.exec(`PRAGMA incremental_vacuum(${FREED_PAGES})`);
  }
}
