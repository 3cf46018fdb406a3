/**
 * The store's twin for tests: it keeps everything in memory, and fails when a test says so.
 *
 * @module
 */

import type { StartPlace } from "../core/rules/starting.ts";
import type { Reserved } from "../core/event.ts";
import type { RoomMessage } from "../core/message.ts";
import type { PageQuestion, SearchQuestion } from "../core/questions/question.ts";
import type { Millis } from "../core/units.ts";
import { fold } from "../text/fold.ts";
import { isBlank, isMatch, searchQuery } from "../text/search_terms.ts";
import { isExcepted } from "./excepted.ts";
import { StoreFailure, type StoreProblem } from "./failure.ts";
import { isAfterInOrder } from "./search_order.ts";
import {
  type Batch,
  type PageAnswer,
  type PlaceBatch,
  RESERVED_AHEAD,
  RESERVED_LEAST,
  type Retention,
  type SearchAnswer,
  type Store,
} from "./store.ts";

/** A room as a memory store keeps it. */
export interface MemoryPlace extends Omit<PlaceBatch, "events"> {
  /** The last number that is reserved. */
  readonly reserved: number;
  /** All that is kept, by order. */
  readonly events: readonly RoomMessage[];
}

/** What a memory store keeps; given to the next one, it is what a file is to a store. */
export type MemoryFile = Map<string, MemoryPlace>;

/** A store in memory. */
export class MemoryStore implements Store {
  readonly #file: MemoryFile;
  /** Why every call fails; undefined if none does. Set by the test. */
  problem: StoreProblem | undefined;

  /** With what another one has kept. */
  constructor(file: MemoryFile = new Map()) {
    this.#file = file;
  }

  /** See `Store.open`. All rooms go on, each with all that it has told. */
  // deno-lint-ignore require-await
  async open(_now: Millis): Promise<readonly StartPlace[]> {
    this.#check();
    const open = [...this.#file.entries()].filter(([, { closed }]) => closed === undefined);
    return open.map(([key, place]) => {
      const seq = place.reserved;
      const present = { ...place, seq, reserved: seq + RESERVED_AHEAD };
      this.#file.set(key, present);
      return present;
    });
  }

  /** See `Store.write`. */
  // deno-lint-ignore require-await
  async write({ places, isFinal }: Batch): Promise<readonly Reserved[]> {
    this.#check();
    return places.flatMap((place) => this.#write(place, isFinal));
  }

  /** See `Store.page`. */
  // deno-lint-ignore require-await
  async page(question: PageQuestion): Promise<PageAnswer> {
    this.#check();
    const { room, epoch, from, limit, said, before = Infinity, beforeTime = Infinity, after } =
      question;
    const events = (this.#file.get(keyOf(room, epoch))?.events ?? []).filter((event) =>
      event.seq >= from && event.seq < before && event.time < beforeTime &&
      event.seq > (after ?? 0) && (!said || isSaid(event))
    );
    const page = after === undefined ? events.slice(-limit) : events.slice(0, limit);
    return { kind: "page", events: page, hasMore: page.length < events.length };
  }

  /** See `Store.search`. */
  // deno-lint-ignore require-await
  async search(question: SearchQuestion): Promise<SearchAnswer> {
    this.#check();
    const { places, limit, below } = question;
    const found = places.flatMap(({ room, epoch, from }) =>
      (this.#file.get(keyOf(room, epoch))?.events ?? [])
        .filter((event) => event.seq >= from && isResult(question, event))
        .map((event) => ({ event, epoch }))
    ).sort((one, other) => inOrder(one.event, other.event)).filter(({ event }) =>
      below === undefined || inOrder(event, below) > 0
    );
    const last = found[limit - 1];
    const events = found.slice(0, limit).map(({ event }) => event);
    if (last === undefined || found.length <= limit) return { kind: "found", events };
    const { time, room, seq } = last.event;
    return { kind: "found", events, more: { time, room, epoch: last.epoch, seq } };
  }

  /** See `Store.prune`. */
  // deno-lint-ignore require-await
  async prune({ before, keepMessages }: Retention): Promise<boolean> {
    this.#check();
    for (const [key, place] of this.#file) {
      let events = place.events.filter(({ time }) => time >= before);
      const first = events.filter(isSaid).at(-keepMessages);
      if (events.filter(isSaid).length > keepMessages) {
        events = events.filter(({ seq }) => seq >= (first?.seq ?? Infinity));
      }
      if (events.length === 0 && place.closed !== undefined) this.#file.delete(key);
      else this.#file.set(key, { ...place, events });
    }
    return true;
  }

  /** See `Store.close`. */
  // deno-lint-ignore require-await
  async close(): Promise<void> {
    this.problem = { code: "gone" };
  }

  #check(): void {
    if (this.problem !== undefined) throw new StoreFailure(this.problem);
  }

  #write(batch: PlaceBatch, isFinal: boolean): Reserved[] {
    const { room, epoch, seq, closed } = batch;
    const key = keyOf(room, epoch);
    const before = this.#file.get(key);
    const present = new Map(before?.events.map((event) => [event.seq, event]));
    for (const event of batch.events) {
      if (!present.has(event.seq)) present.set(event.seq, event);
    }
    const events = [...present.values()].sort((one, other) => one.seq - other.seq);
    const kept = before?.reserved ?? 0;
    const isShort = closed === undefined && !isFinal && kept - seq < RESERVED_LEAST;
    const reserved = isFinal || closed !== undefined ? seq : isShort ? seq + RESERVED_AHEAD : kept;
    this.#file.set(key, { ...batch, events, reserved });
    return isShort ? [{ room, epoch, upTo: reserved }] : [];
  }
}

function keyOf(room: string, epoch: string): string {
  return `${room} ${epoch}`;
}

function isSaid({ kind }: RoomMessage): boolean {
  return kind === "message" || kind === "action";
}

function isResult(question: SearchQuestion, event: RoomMessage): boolean {
  const { terms, by, since = -Infinity, before = Infinity } = question;
  const query = searchQuery(terms);
  if (isBlank(query) && by === undefined) return false;
  return (event.kind === "message" || event.kind === "action") && event.time >= since &&
    event.time < before && !isExcepted(question, event.from, event.time) &&
    (by === undefined || fold(event.from) === by) && isMatch(query, event.text);
}

function inOrder(one: Numbered, other: Numbered): number {
  if (one.room === other.room) return other.seq - one.seq;
  return isAfterInOrder(one, other) ? 1 : -1;
}

type Numbered = Pick<RoomMessage, "room" | "time" | "seq">;
