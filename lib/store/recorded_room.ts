/**
 * A recorded room as the history knows it: its state, what waits to be written, and its last events, so
 * that a file that is gone can be made anew.
 *
 * @module
 */

import type { StartPlace } from "../core/rules/starting.ts";
import type { RoomMessage } from "../core/message.ts";
import { isSaid, Ring } from "../core/state/ring.ts";
import type { Millis, RoomName } from "../core/units.ts";
import type { PlaceBatch } from "./store.ts";

/** A room under one epoch, while something of it is to be written. */
export class RecordedRoom {
  /** The room. */
  readonly room: RoomName;
  /** Its epoch. */
  readonly epoch: string;
  readonly #remember: number;
  readonly #recent: Ring;
  #topic: string;
  #seq: number;
  #said: number;
  #openFrom: number;
  #closed: Millis | undefined;
  #waiting: RoomMessage[] = [];
  #hasChanged = false;

  /** As the store has it. `remember` is how many messages are kept for a file that is made anew. */
  constructor(place: StartPlace, remember: number) {
    this.room = place.room;
    this.epoch = place.epoch;
    this.#remember = remember;
    this.#recent = new Ring(place.events.map((event) => ({ event, ordinal: 0 })));
    this.#topic = place.topic;
    this.#seq = place.seq;
    this.#said = place.said;
    this.#openFrom = place.openFrom;
  }

  /** A room whose first recorded event has this number: it became public with the one before. */
  static beginning(
    { room, epoch, seq }: { room: RoomName; epoch: string; seq: number },
    remember: number,
  ): RecordedRoom {
    const before = seq - 1;
    const counts = { seq: before, reserved: before, said: 0, openFrom: before };
    return new RecordedRoom({ room, epoch, ...counts, topic: "", events: [] }, remember);
  }

  /** The events that wait to be written, by order. */
  get waiting(): readonly RoomMessage[] {
    return this.#waiting;
  }

  /** Whether there is anything to write. */
  get hasChanged(): boolean {
    return this.#hasChanged;
  }

  /** Whether the room has vanished or is public no more. */
  get isClosed(): boolean {
    return this.#closed !== undefined;
  }

  /** The room is told this. One that was closed is public again. */
  add(event: RoomMessage): void {
    if (this.isClosed) {
      this.#openFrom = event.seq - 1;
      this.#closed = undefined;
    }
    this.#seq = event.seq;
    if (isSaid(event)) this.#said++;
    if (event.kind === "topic") this.#topic = event.text;
    this.#recent.push({ event, ordinal: 0 }, this.#remember);
    this.#waiting.push(event);
    this.#hasChanged = true;
  }

  /** The room vanishes, or becomes private. */
  close(at: Millis): void {
    this.#closed = at;
    this.#hasChanged = true;
  }

  /** What is to be written next: the state, and the first `limit` events that wait. */
  batch(limit: number): PlaceBatch {
    const events = this.#waiting.slice(0, limit);
    return {
      room: this.room,
      epoch: this.epoch,
      topic: this.#topic,
      seq: this.#seq,
      said: this.#said,
      openFrom: this.#openFrom,
      events,
      // With more to come it is not closed yet.
      closed: events.length === this.#waiting.length ? this.#closed : undefined,
    };
  }

  /** What `batch` gave is written. Returns the events that waited until now. */
  written({ events, seq, closed }: PlaceBatch): readonly RoomMessage[] {
    const last = events.at(-1)?.seq ?? 0;
    const left = this.#waiting.findIndex((event) => event.seq > last);
    const done = this.#waiting.splice(0, left < 0 ? this.#waiting.length : left);
    this.#hasChanged = this.#waiting.length > 0 || this.#seq !== seq || this.#closed !== closed;
    return done;
  }

  /** Nothing of the room is in the file any more: what is remembered waits again. */
  restart(): void {
    const [first] = this.#waiting;
    const lost = [...this.#recent.from()].filter(({ seq }) => seq < (first?.seq ?? Infinity));
    this.#waiting = [...lost, ...this.#waiting];
    this.#hasChanged = true;
  }

  /** Drops the oldest events that wait, no more than `count`, and returns them; what is remembered stays. */
  dropOldest(count: number): readonly RoomMessage[] {
    const surplus = Math.max(0, this.#waiting.length - this.#remember);
    return this.#waiting.splice(0, Math.min(count, surplus));
  }
}
