/**
 * The ring of a room: what the room remembers. It holds the last messages and actions, and the
 * arrivals, departures, renames, topics and settings since the first of them. Before a room has heard as many messages
 * as it may remember, it holds everything. The events are the same objects that were told.
 *
 * @module
 */

import type { RoomMessage } from "../message.ts";
import type { Bytes, ClientId } from "../units.ts";

/** The most events of a ring, of whatever kind. */
export const MAX_EVENTS = 10_000;

/** What an event takes besides its text, about. */
const EVENT_BYTES: Bytes = 200;

/** A text with one character beyond Latin 1 takes so many for each of its UTF-16 units. */
const BYTES_A_UNIT: Bytes = 2;

/** An event with its place in the order of all rooms. */
export interface Remembered {
  /** Rises with every event of the chat, whatever its room. */
  readonly ordinal: number;
  /** What was told. */
  readonly event: RoomMessage;
  /** The client that said it; undefined if it is not known, as after a start, or not a message. */
  readonly by?: ClientId | undefined;
}

/** The events that one room remembers, to read. Never throws. */
export interface RingView {
  /** How many events it holds. */
  readonly size: number;
  /** How many messages and actions it holds. */
  readonly said: number;
  /** The `seq` of the first event; undefined if it holds none. */
  readonly firstSeq: number | undefined;
  /** The events from this `seq` on, by order of `seq`; all of them without one. */
  from(seq?: number): Iterable<RoomMessage>;
  /** The events before this `seq`, the last first; all of them without one. */
  back(seq?: number): Iterable<Remembered>;
  /** The events from this `seq` on, each with its place in the order of all rooms. */
  remembered(seq?: number): Iterable<Remembered>;
}

/** The events that one room remembers; owned by the ledger. Never throws. */
export class Ring implements RingView {
  #held: Remembered[];
  /** The index of the first event that is held; those before it are released from time to time. */
  #first = 0;
  /** How many of the events are messages or actions. */
  #said = 0;
  #bytes: Bytes = 0;

  /** A ring that holds these events. */
  constructor(held: Iterable<Remembered> = []) {
    this.#held = [...held];
    for (const { event } of this.#held) this.#count(event, 1);
  }

  /** How many events it holds. */
  get size(): number {
    return this.#held.length - this.#first;
  }

  /** How many messages and actions it holds. */
  get said(): number {
    return this.#said;
  }

  /** About how much memory its events take. */
  get bytes(): Bytes {
    return this.#bytes;
  }

  /** The `seq` of the first event; undefined if it holds none. */
  get firstSeq(): number | undefined {
    return this.#held[this.#first]?.event.seq;
  }

  /** Forgets so many of the oldest events. */
  forget(count: number): void {
    for (let n = 0; n < count; n++) this.#forgetFirst();
    this.#compact();
  }

  /** Adds an event. Beyond `limit` messages or {@linkcode MAX_EVENTS} events, forgets the oldest. */
  push(held: Remembered, limit: number): void {
    this.#held.push(held);
    this.#count(held.event, 1);
    while (this.#said > limit) this.#forgetFirst();
    if (this.size > MAX_EVENTS) this.#forgetFirst();
    if (this.#said === limit) this.#forgetBeforeFirstSaid();
    this.#compact();
  }

  /** The events from this `seq` on, by order of `seq`; all of them without one. */
  *from(seq = 0): Generator<RoomMessage, void, void> {
    for (const { event } of this.remembered(seq)) yield event;
  }

  /** The events before this `seq`, the last first; all of them without one. */
  *back(seq = Infinity): Generator<Remembered, void, void> {
    for (let index = this.#indexOf(seq) - 1; index >= this.#first; index--) {
      const held = this.#held[index];
      if (held !== undefined) yield held;
    }
  }

  /** The events from this `seq` on, each with its place in the order of all rooms. */
  *remembered(seq = 0): Generator<Remembered, void, void> {
    for (let index = this.#indexOf(seq); index < this.#held.length; index++) {
      const held = this.#held[index];
      if (held !== undefined) yield held;
    }
  }

  #count(event: RoomMessage, sign: 1 | -1): void {
    if (isSaid(event)) this.#said += sign;
    const text = "text" in event ? event.text : "";
    this.#bytes += sign * (EVENT_BYTES + BYTES_A_UNIT * text.length);
  }

  #forgetFirst(): void {
    const held = this.#held[this.#first];
    if (held === undefined) return;
    this.#first++;
    this.#count(held.event, -1);
  }

  /** Arrivals and the like are remembered since the first message only. */
  #forgetBeforeFirstSaid(): void {
    for (;;) {
      const held = this.#held[this.#first];
      if (held === undefined || isSaid(held.event)) return;
      this.#forgetFirst();
    }
  }

  /** Releases forgotten events when they are a quarter of the others, so that a call costs little. */
  #compact(): void {
    if (this.#first < 32 || this.#first * 4 < this.size) return;
    this.#held = this.#held.slice(this.#first);
    this.#first = 0;
  }

  /** The index of the first event with this `seq` or a higher one. */
  #indexOf(seq: number): number {
    let [low, high] = [this.#first, this.#held.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#held[middle]?.event.seq ?? Infinity) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether an event is a message or an action. Never throws. */
export function isSaid({ kind }: RoomMessage): boolean {
  return kind === "message" || kind === "action";
}
