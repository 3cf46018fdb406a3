/**
 * Writes a batch into the database: events, the state of each room, the numbers reserved ahead, and what was
 * decided to keep order.
 *
 * @module
 */

import type { Reserved } from "../../core/event.ts";
import { type OrderBatch, type PlaceBatch, RESERVED_AHEAD, RESERVED_LEAST } from "../store.ts";
import type { Database } from "./database.ts";
import type { PlaceRow } from "./place_table.ts";
import type { Replayed } from "./replayed.ts";
import { MAX_SEQ } from "./event_row.ts";

/**
 * The number up to which a room must be reserved anew with this batch; undefined if enough is reserved.
 * Numbers beyond `MAX_SEQ` never are: then the core gives the room another epoch. Throws what SQLite
 * throws.
 */
export function reserveFor(
  { places }: Database,
  { room, epoch, seq, closed }: PlaceBatch,
): number | undefined {
  if (closed !== undefined) return undefined;
  const reserved = places.find(room, epoch)?.reserved ?? 0;
  const upTo = Math.min(seq + RESERVED_AHEAD, MAX_SEQ);
  return reserved - seq < RESERVED_LEAST && upTo > reserved ? upTo : undefined;
}

/**
 * Writes what the batch of one node of several has of one room: no numbers are reserved, and nothing is
 * written of those that were written before the start. Throws what SQLite throws.
 */
export function writeShared(database: Database, batch: PlaceBatch, replayed: Replayed): void {
  const { room, epoch, closed } = batch;
  const { places, events } = database;
  const found = places.find(room, epoch);
  const upTo = replayed.upTo(found);
  const news = batch.events.filter(({ seq }) => seq > upTo && seq <= MAX_SEQ);
  if (news.length > 0 && found === undefined && places.isFull) return;
  if (news.length > 0) {
    const id = found?.id ?? places.insert(room, epoch);
    const place = { id, indexed: found?.indexed ?? 0 };
    places.countKept(id, events.appendAll(place, news));
    // A batch that failed may come after later ones.
    const state = found !== undefined && found.seq > batch.seq ? found : batch;
    const seq = Math.min(state.seq, MAX_SEQ);
    places.update(id, { ...state, seq, reserved: seq });
    if (closed !== undefined) places.close(id, closed);
  } else if (closed !== undefined && found?.closed === null) places.close(found.id, closed);
}

/**
 * Writes what the batch has of one room; runs in a transaction. Returns what was reserved. With
 * `isFinal` the room goes on with the next number. A new room in a file that has as many as it can is left
 * out: then the others are still recorded. Throws what SQLite throws.
 */
export function writePlace(database: Database, batch: PlaceBatch, isFinal: boolean): Reserved[] {
  const { room, epoch, closed } = batch;
  const { places, events } = database;
  const found = places.find(room, epoch);
  if (found === undefined && places.isFull) return [];
  const upTo = isFinal ? undefined : reserveFor(database, batch);
  const id = found?.id ?? places.insert(room, epoch);
  const place = { id, indexed: found?.indexed ?? 0 };
  const news = batch.events.filter(({ seq }) => seq <= MAX_SEQ);
  places.countKept(id, events.appendAll(place, news));
  const seq = Math.min(Math.max(batch.seq, found?.seq ?? 0), MAX_SEQ);
  const reserved = isFinal ? seq : upTo ?? Math.max(found?.reserved ?? 0, seq);
  places.update(id, { ...batch, seq, reserved });
  if (closed !== undefined) places.close(id, closed);
  return upTo === undefined ? [] : [{ room, epoch, upTo }];
}

/** Writes what was decided; runs in a transaction. Throws what SQLite throws. */
export function writeOrder({ order }: Database, { changes, isWhole }: OrderBatch): void {
  if (isWhole) order.clear();
  for (const change of changes) order.apply(change);
}

/**
 * A room goes on at the start: after the last number that may have been told, with further numbers
 * reserved. Returns it as it is then. Throws what SQLite throws.
 */
export function goOn({ places }: Database, place: PlaceRow): PlaceRow {
  const seq = place.reserved;
  const present = { ...place, seq, reserved: Math.min(seq + RESERVED_AHEAD, MAX_SEQ) };
  places.update(place.id, present);
  return present;
}
