/**
 * A recorded room as the history knows it: its state, what waits to be written, and its last events, so
 * that a file that is gone can be made anew.
 *
 * @module
 */

import type { StartPlace } from "../core/rules/starting.ts";
import type { RoomState } from "../core/event.ts";
import type { RoomMessage } from "../core/message.ts";
import type { Memory } from "../core/state/memory.ts";
import { isSaid, Ring } from "../core/state/ring.ts";
import type { Millis, RoomName } from "../core/units.ts";
import type { PlaceBatch } from "./store.ts";

/** A room under one epoch, while something of it is to be written. */
export class RecordedRoom {
  /** The room. */
  readonly room: RoomName;
  /** Its epoch. */
  readonly epoch: string;
  /** Its last events, for a file that is made anew. */
  readonly recent: Ring;
  readonly #memory: Memory;
  #topic: string;
  #seq: number;
  #said: number;
  #openFrom: number;
  #closed: Millis | undefined;
  /** By order; the first `#sent` of them are in batches that are being written. */
  #waiting: RoomMessage[] = [];
  #sent = 0;
  #added = 0;
  /** How many batches are being written. */
  #batches = 0;
  /** Whether the last batch had the present state. */
  #isStateSent = true;

  /** As the store has it. Its last events count in this memory until `drop` takes them out. */
  constructor(place: StartPlace, memory: Memory) {
    this.room = place.room;
    this.epoch = place.epoch;
    this.#memory = memory;
    this.recent = new Ring(place.events.map((event) => ({ event, ordinal: 0 })));
    this.#topic = place.topic;
    this.#seq = place.seq;
    this.#said = place.said;
    this.#openFrom = place.openFrom;
  }

  /** A room whose first recorded event has this number: it became public with the one before. */
  static beginning(
    { room, epoch, seq }: { room: RoomName; epoch: string; seq: number },
    memory: Memory,
  ): RecordedRoom {
    const before = seq - 1;
    const counts = { seq: before, reserved: before, said: 0, openFrom: before };
    return new RecordedRoom({ room, epoch, ...counts, topic: "", events: [] }, memory);
  }

  /** The events that wait to be written, by order. */
  get waiting(): readonly RoomMessage[] {
    return this.#waiting;
  }

  /** How many events wait that no batch has. */
  get unsent(): number {
    return this.#waiting.length - this.#sent;
  }

  /** How many events were added so far. */
  get added(): number {
    return this.#added;
  }

  /** How many of them wait no more. They stop waiting in the order in which they were added. */
  get settled(): number {
    return this.#added - this.#waiting.length;
  }

  /** Whether there is anything that no batch has. */
  get hasUnsent(): boolean {
    return this.#sent < this.#waiting.length || !this.#isStateSent;
  }

  /** Whether all is written. */
  get isWritten(): boolean {
    return this.#batches === 0 && !this.hasUnsent;
  }

  /** Whether the room has vanished or is public no more. */
  get isClosed(): boolean {
    return this.#closed !== undefined;
  }

  /**
   * The room is told this. One that was closed is public again, and `state` says what it has become
   * meanwhile.
   */
  add(event: RoomMessage, state?: RoomState): void {
    if (this.isClosed) {
      this.#openFrom = event.seq - 1;
      this.#closed = undefined;
    }
    this.#seq = event.seq;
    if (state !== undefined) {
      this.#topic = state.topic;
      this.#said = state.said;
      this.#openFrom = state.openFrom;
    } else if (isSaid(event)) this.#said++;
    if (event.kind === "topic") this.#topic = event.text;
    this.#memory.add(this.recent, { event, ordinal: 0 });
    this.#waiting.push(event);
    this.#added++;
    this.#isStateSent = false;
  }

  /** The room vanishes, or becomes private. */
  close(at: Millis): void {
    this.#closed = at;
    this.#isStateSent = false;
  }

  /** What is to be written next: the state, and the first `limit` events that no other batch has. */
  take(limit: number): PlaceBatch {
    const events = this.#waiting.slice(this.#sent, this.#sent + limit);
    this.#sent += events.length;
    this.#batches++;
    const isLast = this.#sent === this.#waiting.length;
    this.#isStateSent = isLast;
    return {
      room: this.room,
      epoch: this.epoch,
      topic: this.#topic,
      seq: this.#seq,
      said: this.#said,
      openFrom: this.#openFrom,
      events,
      // With more to come it is not closed yet.
      closed: isLast ? this.#closed : undefined,
    };
  }

  /** What `take` gave is written. Returns the events that waited until now. */
  written({ events }: PlaceBatch): readonly RoomMessage[] {
    this.#batches--;
    const last = events.at(-1)?.seq ?? 0;
    const left = this.#waiting.findIndex((event) => event.seq > last);
    const done = this.#waiting.splice(0, left < 0 ? this.#waiting.length : left);
    this.#sent = Math.max(0, this.#sent - done.length);
    return done;
  }

  /** None of the batches that are being written counts: what they had is to be written again. */
  resend(): void {
    if (this.#batches > 0) this.#isStateSent = false;
    this.#batches = 0;
    this.#sent = 0;
  }

  /** Nothing of the room is in the file any more: what is remembered waits again. */
  restart(): void {
    const [first] = this.#waiting;
    const lost = [...this.recent.from()].filter(({ seq }) => seq < (first?.seq ?? Infinity));
    this.#waiting = [...lost, ...this.#waiting];
    this.#added += lost.length;
    this.#sent = 0;
    this.#isStateSent = false;
  }

  /** Drops the oldest events that wait, no more than `count`, and returns them; the last `kept` stay. */
  dropOldest(count: number, kept: number): readonly RoomMessage[] {
    const surplus = Math.max(0, this.#waiting.length - kept);
    const dropped = this.#waiting.splice(0, Math.min(count, surplus));
    this.#sent = Math.max(0, this.#sent - dropped.length);
    return dropped;
  }
}
