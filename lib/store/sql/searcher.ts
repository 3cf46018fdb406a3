/**
 * Searches in the database: the index gives the candidates of each room, the newest first; their texts
 * decide; the rooms are merged by time.
 *
 * @module
 */

import type { RoomMessage } from "../../core/message.ts";
import type { Cursor, SearchedPlace, SearchQuestion } from "../../core/questions/question.ts";
import type { Millis } from "../../core/units.ts";
import { fold } from "../../text/fold.ts";
import { indexTerms, isMatch, type SearchQuery, searchQuery } from "../../text/search_terms.ts";
import type { SearchAnswer } from "../store.ts";
import type { Database } from "./database.ts";
import { eventId, LAST_SAID_KIND } from "./event_row.ts";
import { eventOf, type StoredRow } from "./event_table.ts";
import type { PlaceRow } from "./place_table.ts";
import { isExcepted } from "../excepted.ts";
import { isAfterInOrder } from "../search_order.ts";

/** How long one search may take. */
export const SEARCH_LIMIT: Millis = 250;

/** The index is asked for so many numbers at a time, because one step of it cannot be interrupted. */
const WINDOW = 2 ** 16;
/** The most candidates that are taken from the index at a time. */
const CANDIDATES = 64;

/** The search took too long. */
class TooLong extends Error {}

/** One search. */
interface Search {
  readonly question: SearchQuestion;
  readonly query: SearchQuery;
  /** When it must end, by the monotonic clock. */
  readonly until: Millis;
}

/** The next result of one room. */
interface Head {
  readonly event: RoomMessage;
  readonly place: PlaceRow;
  readonly rest: Iterator<RoomMessage>;
}

/** Searches in a database. */
export class Searcher {
  readonly #database: Database;
  readonly #now: () => Millis;

  /** In this database; `now` is a monotonic clock. */
  constructor(database: Database, now: () => Millis) {
    this.#database = database;
    this.#now = now;
  }

  /** Answers the question, or says that it took longer than {@linkcode SEARCH_LIMIT}. Throws what SQLite throws. */
  search(question: SearchQuestion): SearchAnswer {
    const query = searchQuery(question.terms);
    const search = { question, query, until: this.#now() + SEARCH_LIMIT };
    try {
      return this.#merge(search);
    } catch (error) {
      if (error instanceof TooLong) return { kind: "failed", why: "too-long" };
      throw error;
    }
  }

  /** Takes the newest head again and again. */
  #merge(search: Search): SearchAnswer {
    const { question: { places, limit } } = search;
    const heads = places.flatMap((place) => this.#head(search, place));
    const events: RoomMessage[] = [];
    let last: Cursor | undefined;
    while (heads.length > 0) {
      if (events.length === limit) return { kind: "found", events, more: last };
      const index = newestOf(heads);
      const { event, place, rest } = heads[index] as Head;
      events.push(event);
      last = { time: event.time, room: place.room, epoch: place.epoch, seq: event.seq };
      const next = rest.next();
      if (next.done) heads.splice(index, 1);
      else heads[index] = { event: next.value, place, rest };
    }
    return { kind: "found", events };
  }

  #head(search: Search, { room, epoch, from }: SearchedPlace): Head[] {
    const place = this.#database.places.find(room, epoch);
    if (place === undefined) return [];
    const rest = this.#results(search, place, from);
    const first = rest.next();
    return first.done ? [] : [{ event: first.value, place, rest }];
  }

  /** The results of one room, the newest first. */
  *#results(search: Search, place: PlaceRow, from: number): Generator<RoomMessage, void, void> {
    const { since, before, below } = search.question;
    const { events } = this.#database;
    // Numbers rise with time, unless the clock was set back: the bounds in time are bounds in numbers.
    let last = place.seq;
    if (before !== undefined) last = Math.min(last, events.lastBefore(place.id, before));
    if (below !== undefined) last = Math.min(last, this.#lastBelow(place, below));
    const first = since === undefined
      ? from
      : Math.max(from, events.lastBefore(place.id, since) + 1);
    for (const id of this.#candidates(search, eventId(place.id, first), eventId(place.id, last))) {
      const row = events.get(id);
      if (row !== undefined && isResult(search, row)) yield eventOf(row, place);
    }
  }

  /** The highest number of a place that can come after this result. */
  #lastBelow(place: PlaceRow, below: Cursor): number {
    if (place.room === below.room && place.epoch === below.epoch) return below.seq - 1;
    const isLater = isAfterInOrder({ time: below.time, room: place.room }, below);
    return this.#database.events.lastBefore(place.id, isLater ? below.time + 1 : below.time);
  }

  /** The ids from `first` to `last` that the index has for the query, the highest first. */
  *#candidates(search: Search, first: number, last: number): Generator<number, void, void> {
    const query = { terms: indexTerms(search.query), by: search.question.by };
    if (query.terms.length === 0 && query.by === undefined) return;
    for (let top = last; top >= first;) {
      if (this.#now() > search.until) throw new TooLong();
      const bottom = Math.max(first, top - WINDOW + 1);
      const ids = this.#database.index.find(query, { first: bottom, last: top, limit: CANDIDATES });
      yield* ids;
      top = ids.length < CANDIDATES ? bottom - 1 : (ids.at(-1) ?? bottom) - 1;
    }
  }
}

/** Whether a candidate is a result: the index knows neither times nor what stands in a row. */
function isResult({ question, query }: Search, { kind, time, name, text }: StoredRow): boolean {
  const { since = -Infinity, before = Infinity, by } = question;
  return kind <= LAST_SAID_KIND && time >= since && time < before &&
    !isExcepted(question, name, time) &&
    (by === undefined || fold(name) === by) && isMatch(query, text);
}

function newestOf(heads: readonly Head[]): number {
  let newest = 0;
  for (const [index, head] of heads.entries()) {
    const best = heads[newest];
    if (best !== undefined && isAfterInOrder(best.event, head.event)) newest = index;
  }
  return newest;
}
