/**
 * The store's twin for tests: it keeps everything in memory, and fails when a test says so.
 *
 * @module
 */

import type { Reserved } from "../core/event.ts";
import type { RoomMessage } from "../core/message.ts";
import type { OrderChange, OrderKept } from "../core/order.ts";
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
  SEAL_KEY_BYTES,
  type SearchAnswer,
  type Started,
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
export interface MemoryFile {
  /** The rooms, by name and epoch. */
  readonly places: Map<string, MemoryPlace>;
  /** The last decision about each subject that is in force. */
  readonly order: Map<string, OrderChange>;
  /** The key of the digests. */
  readonly sealKey: Uint8Array<ArrayBuffer>;
}

/** A file without contents. */
export function memoryFile(): MemoryFile {
  return { places: new Map(), order: new Map(), sealKey: new Uint8Array(SEAL_KEY_BYTES) };
}

/** A store in memory. */
export class MemoryStore implements Store {
  readonly #file: MemoryFile;
  /** Why every call fails; undefined if none does. Set by the test. */
  problem: StoreProblem | undefined;

  /** With what another one has kept. */
  constructor(file: MemoryFile = memoryFile()) {
    this.#file = file;
  }

  /** See `Store.open`. All rooms go on, each with all that it has told. */
  // deno-lint-ignore require-await
  async open(now: Millis): Promise<Started> {
    this.#check();
    const { places, order } = this.#file;
    const open = [...places.entries()].filter(([, { closed }]) => closed === undefined);
    const goingOn = open.map(([key, place]) => {
      const seq = place.reserved;
      const present = { ...place, seq, reserved: seq + RESERVED_AHEAD };
      places.set(key, present);
      return present;
    });
    return { places: goingOn, order: inForce(order, now), sealKey: this.#file.sealKey };
  }

  /** See `Store.write`. */
  // deno-lint-ignore require-await
  async write({ places, order, isFinal }: Batch): Promise<readonly Reserved[]> {
    this.#check();
    if (order?.isWhole) this.#file.order.clear();
    for (const change of order?.changes ?? []) this.#decide(change);
    return places.flatMap((place) => this.#write(place, isFinal));
  }

  /** See `Store.page`. */
  // deno-lint-ignore require-await
  async page(question: PageQuestion): Promise<PageAnswer> {
    this.#check();
    const { room, epoch, from, limit, said, before = Infinity, beforeTime = Infinity, after } =
      question;
    const events = (this.#file.places.get(keyOf(room, epoch))?.events ?? []).filter((event) =>
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
      (this.#file.places.get(keyOf(room, epoch))?.events ?? [])
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
  async prune({ now, before, keepMessages }: Retention): Promise<boolean> {
    this.#check();
    for (const [key, change] of this.#file.order) {
      if (hasEnded(change, now)) this.#file.order.delete(key);
    }
    for (const [key, place] of this.#file.places) {
      let events = place.events.filter(({ time }) => time >= before);
      const first = events.filter(isSaid).at(-keepMessages);
      if (events.filter(isSaid).length > keepMessages) {
        events = events.filter(({ seq }) => seq >= (first?.seq ?? Infinity));
      }
      if (events.length === 0 && place.closed !== undefined) this.#file.places.delete(key);
      else this.#file.places.set(key, { ...place, events });
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

  #decide(change: OrderChange): void {
    const { order } = this.#file;
    switch (change.kind) {
      case "ban":
      case "mute":
        return void order.set(subjectOf(change.kind, change), change);
      case "unban":
        return void order.delete(subjectOf("ban", change));
      case "unmute":
        return void order.delete(subjectOf("mute", change));
      case "lockdown":
        return void (change.isOn ? order.set("lockdown", change) : order.delete("lockdown"));
      case "room":
        if (change.isKept) return void order.set(`room ${change.room}`, change);
        for (const [key, other] of order) {
          if ("room" in other && other.room === change.room) order.delete(key);
        }
    }
  }

  #write(batch: PlaceBatch, isFinal: boolean): Reserved[] {
    const { room, epoch, seq, closed } = batch;
    const key = keyOf(room, epoch);
    const before = this.#file.places.get(key);
    const present = new Map(before?.events.map((event) => [event.seq, event]));
    for (const event of batch.events) {
      if (!present.has(event.seq)) present.set(event.seq, event);
    }
    const events = [...present.values()].sort((one, other) => one.seq - other.seq);
    const kept = before?.reserved ?? 0;
    const isShort = closed === undefined && !isFinal && kept - seq < RESERVED_LEAST;
    const reserved = isFinal || closed !== undefined ? seq : isShort ? seq + RESERVED_AHEAD : kept;
    this.#file.places.set(key, { ...batch, events, reserved });
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

function subjectOf(kind: string, { room, network }: { room: string; network: string }): string {
  return `${kind} ${room} ${network}`;
}

function inForce(order: MemoryFile["order"], now: Millis): OrderKept {
  const changes = [...order.values()].filter((change) => !hasEnded(change, now));
  const of = <K extends OrderChange["kind"]>(wanted: K) =>
    changes.flatMap(({ kind, ...rest }) =>
      kind === wanted ? [rest as unknown as Omit<Extract<OrderChange, { kind: K }>, "kind">] : []
    );
  return {
    bans: of("ban"),
    mutes: of("mute"),
    isLockedDown: order.has("lockdown"),
    rooms: of("room").sort((one, other) => one.room < other.room ? -1 : 1),
  };
}

function hasEnded(change: OrderChange, now: Millis): boolean {
  return (change.kind === "ban" || change.kind === "mute") &&
    (change.until ?? Infinity) <= now;
}
