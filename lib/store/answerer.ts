/**
 * Answers questions from the store, and from what it does not hold: events that wait to be written, and
 * rooms that are not recorded.
 *
 * @module
 */

import type { RoomMessage } from "../core/message.ts";
import type {
  Cursor,
  PageQuestion,
  RememberedPlace,
  SearchQuestion,
  StoreAnswer,
  StoreQuestion,
} from "../core/questions/question.ts";
import { isSaid } from "../core/state/ring.ts";
import type { Millis } from "../core/units.ts";
import type { Pacer } from "../time/pacer.ts";
import { isExcepted } from "./excepted.ts";
import { failureOf, type StoreFailure } from "./failure.ts";
import { scan } from "./scan.ts";
import { isAfterInOrder } from "./search_order.ts";
import type { PageAnswer, SearchAnswer, Store } from "./store.ts";
import type { WaitingRows } from "./waiting_rows.ts";

/** The parts of an answerer. */
export interface AnswererParts {
  /** Where most answers come from. */
  readonly store: Store;
  /** The clock and the turns of the event loop. */
  readonly pacer: Pacer;
  /** What the store does not hold yet. */
  readonly rows: WaitingRows;
  /** Writes what waits, unless the store fails. Never rejects. */
  readonly flush: () => Promise<void>;
  /** Told why a question could not be answered. */
  readonly report: (failure: StoreFailure) => void;
}

/** A search that waits longer than this is not carried out: who asked has been told that it failed. */
const LONGEST_WAIT: Millis = 5000;
/** With more searches than this waiting, further ones fail at once. */
const MAX_SEARCHES = 100;

const UNAVAILABLE: StoreAnswer = { kind: "failed", why: "unavailable" };

/** Answers questions, one search after the other: each keeps the store from writing for its time. */
export class Answerer {
  readonly #parts: AnswererParts;
  #last: Promise<unknown> = Promise.resolve();
  #searches = 0;

  /** No question waits. */
  constructor(parts: AnswererParts) {
    this.#parts = parts;
  }

  /** The answer; `failed` if the store cannot be read. Never rejects. */
  async answer(question: StoreQuestion): Promise<StoreAnswer> {
    try {
      return await (question.kind === "page" ? this.#page(question) : this.#inTurn(question));
    } catch (error) {
      this.#parts.report(failureOf(error));
      return UNAVAILABLE;
    }
  }

  async #page(question: PageQuestion): Promise<StoreAnswer> {
    await this.#parts.flush();
    const page = await this.#parts.store.page(question);
    return withWaiting(page, question, this.#parts.rows.of(question.room, question.epoch));
  }

  async #inTurn(question: SearchQuestion): Promise<StoreAnswer> {
    if (this.#searches >= MAX_SEARCHES) return UNAVAILABLE;
    const { pacer } = this.#parts;
    const until = pacer.now() + LONGEST_WAIT;
    this.#searches++;
    const search = this.#last.then(() =>
      pacer.now() > until ? UNAVAILABLE : this.#search(question)
    );
    this.#last = search.catch(() => {}).finally(() => this.#searches--);
    return await search;
  }

  async #search(question: SearchQuestion): Promise<StoreAnswer> {
    const { store, pacer, rows, flush } = this.#parts;
    await flush();
    const stored = await store.search(question);
    if (stored.kind === "failed") return stored;
    const waiting = question.places.map((place) => (
      { ...place, events: rows.of(place.room, place.epoch).filter(isWanted(question)) }
    )).filter(({ events }) => events.length > 0);
    const remembered = [...question.remembered, ...waiting];
    const scanned = await scan({ ...question, remembered }, pacer);
    return merged(stored, scanned, question);
  }
}

/** A page together with what waits to be written, which is later than all that the store has. */
function withWaiting(
  page: PageAnswer,
  question: PageQuestion,
  waiting: readonly RoomMessage[],
): PageAnswer {
  const { from, before = Infinity, beforeTime = Infinity, after, said, limit } = question;
  const last = page.events.at(-1)?.seq ?? 0;
  const more = waiting.filter((event) =>
    event.seq > last && event.seq >= from && event.seq > (after ?? 0) && event.seq < before &&
    event.time < beforeTime && (!said || isSaid(event))
  );
  if (more.length === 0) return page;
  // Upwards, the rest of the store comes before what waits.
  if (after !== undefined && page.hasMore) return page;
  const all = [...page.events, ...more];
  const events = after === undefined ? all.slice(-limit) : all.slice(0, limit);
  return { kind: "page", events, hasMore: page.hasMore || events.length < all.length };
}

type Found = Extract<SearchAnswer, { kind: "found" }>;

/** The results of two searches of different rooms, or of different events of one room, as one. */
function merged(one: Found, other: SearchAnswer, question: SearchQuestion): StoreAnswer {
  if (other.kind === "failed") return other;
  if (other.events.length === 0) return one;
  const sorted = [...one.events, ...other.events].sort(byOrder);
  // What memory has of a room from before it was open may be in the store as well.
  const all = sorted.filter((event, index) => !isSame(event, sorted[index - 1]));
  const events = all.slice(0, question.limit);
  const hasMore = events.length < all.length || one.more !== undefined || other.more !== undefined;
  const last = events.at(-1);
  if (!hasMore || last === undefined) return { kind: "found", events };
  return { kind: "found", events, more: cursorAt(last, question) };
}

/** Whether an event that waits is not by one of those whom the client ignores. */
function isWanted(question: SearchQuestion): (event: RoomMessage) => boolean {
  return (event) =>
    event.kind !== "message" && event.kind !== "action" ||
    !isExcepted(question, event.from, event.time);
}

function isSame({ room, seq }: RoomMessage, other: RoomMessage | undefined): boolean {
  return other !== undefined && other.room === room && other.seq === seq;
}

function byOrder(one: RoomMessage, other: RoomMessage): number {
  if (one.room === other.room) return other.seq - one.seq;
  return isAfterInOrder(one, other) ? 1 : -1;
}

function cursorAt({ room, time, seq }: RoomMessage, question: SearchQuestion): Cursor {
  const places: readonly Pick<RememberedPlace, "room" | "epoch">[] = [
    ...question.places,
    ...question.remembered,
  ];
  const epoch = places.find((place) => place.room === room)?.epoch ?? "";
  return { time, room, epoch, seq };
}
