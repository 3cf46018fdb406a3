/**
 * The ring of a room: what the room remembers. It holds the last messages and actions, and the
 * arrivals, departures, renames, topics and settings since the first of them. Before a room has heard as many messages
 * as it may remember, it holds everything. The events are the same objects that were told.
 *
 * @module
 */

import type { RoomMessage } from "../message.ts";
import { type Bytes, type ClientId, clientId } from "../units.ts";

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
  /** The messages and actions before this `seq`, the last first; all of them without one. */
  back(seq?: number): Iterable<Remembered>;
  /** The events from this `seq` on, each with its place in the order of all rooms. */
  remembered(seq?: number): Iterable<Remembered>;
  /**
   * The arrivals and departures that follow one another without a gap from this `seq` on, as far as `before`,
   * exclusive; undefined if the first event is none. Fast: thousands of clients may ask for thousands of events.
   */
  row(seq: number, before: number): Row | undefined;
}

/** Arrivals and departures that follow one another in a room. */
export interface Row {
  /** The `seq` of the first. */
  readonly first: number;
  /** The `seq` of the last. */
  readonly last: number;
  /** The place of the first in the order of all rooms. */
  readonly ordinal: number;
  /** How many arrived, and the `seq` of the last of them; 0 if none did. */
  readonly arrived: { readonly count: number; readonly last: number };
  /** The same for those who left. */
  readonly left: { readonly count: number; readonly last: number };
}

/** The events that one room remembers; owned by the ledger. Never throws. */
export class Ring implements RingView {
  // Three lists, and not one of objects, which would take half as much memory again as the events.
  #events: RoomMessage[] = [];
  #ordinals: number[] = [];
  /** The clients that said the events; 0 where that is not known. */
  #speakers: number[] = [];
  /** The index of the first event that is held; those before it are released from time to time. */
  #first = 0;
  /** How many of the events are messages or actions. */
  #said = 0;
  #bytes: Bytes = 0;

  /** A ring that holds these events. */
  constructor(held: Iterable<Remembered> = []) {
    for (const each of held) this.#add(each);
  }

  /** How many events it holds. */
  get size(): number {
    return this.#events.length - this.#first;
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
    return this.#events[this.#first]?.seq;
  }

  /** Adds an event. Beyond `limit` messages or {@linkcode MAX_EVENTS} events, forgets the oldest. */
  push(held: Remembered, limit: number): void {
    this.#add(held);
    while (this.#said > limit) this.#forgetFirst();
    if (this.size > MAX_EVENTS) this.#forgetFirst();
    if (this.#said === limit) this.#forgetBeforeFirstSaid();
    this.#compact();
  }

  /** Forgets so many of the oldest events. */
  forget(count: number): void {
    for (let n = 0; n < count; n++) this.#forgetFirst();
    this.#compact();
  }

  /** Forgets the events that this says, wherever they are. Their numbers are then not there. */
  remove(isGone: (event: RoomMessage) => boolean): void {
    const held = [...this.remembered()].filter(({ event }) => !isGone(event));
    if (held.length === this.size) return;
    [this.#events, this.#ordinals, this.#speakers] = [[], [], []];
    this.#first = this.#said = this.#bytes = 0;
    for (const each of held) this.#add(each);
  }

  /** The events from this `seq` on, by order of `seq`; all of them without one. */
  *from(seq = 0): Generator<RoomMessage, void, void> {
    for (let index = this.#indexOf(seq); index < this.#events.length; index++) {
      const event = this.#events[index];
      if (event !== undefined) yield event;
    }
  }

  /** The messages and actions before this `seq`, the last first; all of them without one. */
  *back(seq = Infinity): Generator<Remembered, void, void> {
    for (let index = this.#indexOf(seq) - 1; index >= this.#first; index--) {
      const event = this.#events[index];
      // Thousands of arrivals may be between two of them.
      if (event !== undefined && isSaid(event)) yield this.#heldAt(index, event);
    }
  }

  /** Arrivals and departures in a row; see the interface. */
  row(seq: number, before: number): Row | undefined {
    const begin = this.#indexOf(seq);
    const arrived = { count: 0, last: 0 };
    const left = { count: 0, last: 0 };
    let [first, last] = [0, 0];
    for (let index = begin; index < this.#events.length; index++) {
      const event = this.#events[index];
      if (event === undefined || event.seq >= before) break;
      if (event.kind !== "joined" && event.kind !== "left") break;
      // What is missing in the middle is told as a gap.
      if (index > begin && event.seq !== last + 1) break;
      const sum = event.kind === "joined" ? arrived : left;
      sum.count++;
      last = sum.last = event.seq;
      if (index === begin) first = last;
    }
    if (first === 0) return undefined;
    return { first, last, ordinal: this.#ordinals[begin] ?? 0, arrived, left };
  }

  /** The events from this `seq` on, each with its place in the order of all rooms. */
  *remembered(seq = 0): Generator<Remembered, void, void> {
    for (let index = this.#indexOf(seq); index < this.#events.length; index++) {
      const event = this.#events[index];
      if (event !== undefined) yield this.#heldAt(index, event);
    }
  }

  #heldAt(index: number, event: RoomMessage): Remembered {
    const by = this.#speakers[index] ?? 0;
    return { event, ordinal: this.#ordinals[index] ?? 0, by: by === 0 ? undefined : clientId(by) };
  }

  #add({ event, ordinal, by }: Remembered): void {
    this.#events.push(event);
    this.#ordinals.push(ordinal);
    this.#speakers.push(by ?? 0);
    this.#count(event, 1);
  }

  #count(event: RoomMessage, sign: 1 | -1): void {
    if (isSaid(event)) this.#said += sign;
    const text = "text" in event ? event.text : "";
    this.#bytes += sign * (EVENT_BYTES + BYTES_A_UNIT * text.length);
  }

  #forgetFirst(): void {
    const event = this.#events[this.#first];
    if (event === undefined) return;
    this.#first++;
    this.#count(event, -1);
  }

  /** Arrivals and the like are remembered since the first message only. */
  #forgetBeforeFirstSaid(): void {
    for (;;) {
      const event = this.#events[this.#first];
      if (event === undefined || isSaid(event)) return;
      this.#forgetFirst();
    }
  }

  /** Releases forgotten events when they are a quarter of the others, so that a call costs little. */
  #compact(): void {
    if (this.#first < 32 || this.#first * 4 < this.size) return;
    this.#events = this.#events.slice(this.#first);
    this.#ordinals = this.#ordinals.slice(this.#first);
    this.#speakers = this.#speakers.slice(this.#first);
    this.#first = 0;
  }

  /** The index of the first event with this `seq` or a higher one. */
  #indexOf(seq: number): number {
    let [low, high] = [this.#first, this.#events.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.seq ?? Infinity) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether an event is a message or an action. Never throws. */
export function isSaid({ kind }: RoomMessage): boolean {
  return kind === "message" || kind === "action";
}
