/**
 * Reads pages of one room, and what a room remembers at the start.
 *
 * @module
 */

import type { StartPlace } from "../../core/rules/starting.ts";
import type { RoomMessage } from "../../core/message.ts";
import type { PageQuestion } from "../../core/questions/question.ts";
import type { PageAnswer } from "../store.ts";
import type { Database } from "./database.ts";
import { MAX_SEQ, partsOfId } from "./event_row.ts";
import { eventOf, type StoredRow } from "./event_table.ts";
import type { PlaceRow } from "./place_table.ts";

/** The most events that a room remembers at the start, as in the rings of the core. */
const MAX_REMEMBERED = 10_000;

/** A page ends early when its texts have more UTF-16 units than this together. */
export const PAGE_LIMIT = 256 * 1024;

/** The answer to the question. Throws what SQLite throws, and if a row has no meaning. */
export function pageOf(database: Database, question: PageQuestion): PageAnswer {
  const { room, epoch, from, limit, said, before = MAX_SEQ + 1, beforeTime, after } = question;
  const { events } = database;
  const place = database.places.find(room, epoch);
  if (place === undefined) return { kind: "page", events: [], hasMore: false };
  let to = before - 1;
  if (beforeTime !== undefined) to = Math.min(to, events.lastBefore(place.id, beforeTime));
  const isUp = after !== undefined;
  const span = { from: isUp ? Math.max(from, after + 1) : from, to };
  const rows = isUp
    ? events.first(place.id, span, limit + 1, said)
    : events.last(place.id, span, limit + 1, said);
  const taken = rows.slice(0, fitting(rows, limit));
  const page = taken.map((row) => eventOf(row, place));
  return {
    kind: "page",
    events: isUp ? page : page.reverse(),
    hasMore: taken.length < rows.length,
  };
}

/** How many of the rows make one page: at least one, if there is one. */
function fitting(rows: readonly StoredRow[], limit: number): number {
  let size = 0;
  let count = 0;
  for (const { name, text, detail } of rows.slice(0, limit)) {
    size += name.length + text.length + (detail?.length ?? 0);
    if (count > 0 && size > PAGE_LIMIT) break;
    count++;
  }
  return count;
}

/**
 * A room as it goes on at the start; `remember` is how many messages it gets back. Throws what SQLite
 * throws, and if a row has no meaning.
 */
export function startPlace(database: Database, place: PlaceRow, remember: number): StartPlace {
  const { room, epoch, seq, reserved, said, topic, openFrom } = place;
  const events = rememberedOf(database, place, remember);
  return { room, epoch, seq, reserved, said, topic, openFrom, events };
}

function rememberedOf({ events }: Database, place: PlaceRow, remember: number): RoomMessage[] {
  if (remember === 0) return [];
  const all = { from: 0, to: MAX_SEQ };
  const messages = events.last(place.id, all, remember, true);
  // A room that has heard less than it may remember remembers everything.
  const oldest = messages.length < remember ? undefined : messages.at(-1);
  const from = oldest === undefined ? 0 : partsOfId(oldest.id).seq;
  const rows = events.last(place.id, { ...all, from }, MAX_REMEMBERED, false);
  return rows.reverse().map((row) => eventOf(row, place));
}
