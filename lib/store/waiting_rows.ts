/**
 * What waits to be written: the recorded rooms with their events, bounded, and given out in batches.
 *
 * @module
 */

import type { StartPlace } from "../core/rules/starting.ts";
import type { RoomState } from "../core/event.ts";
import type { RoomMessage } from "../core/message.ts";
import { Memory } from "../core/state/memory.ts";
import type { Bytes, Millis, RoomName } from "../core/units.ts";
import { RecordedRoom } from "./recorded_room.ts";
import type { Batch, PlaceBatch } from "./store.ts";
import { WaitingOrder } from "./waiting_order.ts";

/** The most events of a batch. */
export const BATCH_ROWS = 200;
/** With more events than this waiting, the oldest are dropped. */
export const MAX_WAITING = 10_000;
/** The same for the size of their texts. */
export const MAX_WAITING_BYTES: Bytes = 16 * 1024 * 1024;
/** So many are dropped at a time, so that the search for the longest queue is rare. */
const DROPPED_AT_ONCE = 500;

/** What belongs to an event besides its text. */
export interface Circumstances {
  /** The epoch of its room. */
  readonly epoch: string;
  /** What the room is like; undefined if only its recorded events say it. */
  readonly state?: RoomState | undefined;
  /** When it came in, since the epoch. */
  readonly now: Millis;
}

/** What a batch has. */
export type Taken = Pick<Batch, "places" | "order">;

/** Events of a room, or decisions; they stop waiting in the order in which they were added. */
interface Queue {
  /** How many were added so far. */
  readonly added: number;
  /** How many of them wait no more. */
  readonly settled: number;
}

/** What waited at one moment. */
export class Mark {
  /** The queues in which something waited, and how much had been added to each. */
  readonly #added: (readonly [Queue, number])[] = [];

  /** What waits in these queues now. */
  constructor(queues: Iterable<Queue>) {
    for (const queue of queues) {
      if (queue.settled < queue.added) this.#added.push([queue, queue.added]);
    }
  }

  /** Whether nothing of it waits any more: it is written, or was dropped. */
  get isSettled(): boolean {
    return this.#added.every(([queue, added]) => queue.settled >= added);
  }
}

/** The recorded rooms, and what of them waits; and what waits of the decisions to keep order. */
export class WaitingRows {
  /** What was decided. */
  readonly order: WaitingOrder = new WaitingOrder();
  readonly #remember: number;
  readonly #memory: Memory;
  readonly #rooms = new Map<string, RecordedRoom>();
  /** The epoch under which each room is recorded now. */
  readonly #epochs = new Map<RoomName, string>();
  #count = 0;
  /** How many of them are in no batch. */
  #unsent = 0;
  #size: Bytes = 0;
  #added = 0;
  #dropped = 0;

  /** Of each room, `remember` events are never dropped. */
  constructor(remember: number) {
    this.#remember = remember;
    this.#memory = new Memory(remember);
  }

  /** How many events wait. */
  get count(): number {
    return this.#count;
  }

  /** How many events were dropped so far. */
  get dropped(): number {
    return this.#dropped;
  }

  /** How many events wait that no batch has. */
  get unsent(): number {
    return this.#unsent;
  }

  /** How many events were added so far. */
  get added(): number {
    return this.#added;
  }

  /** When the oldest event that waits was told, since the epoch; undefined if none waits. */
  get oldest(): Millis | undefined {
    let oldest: Millis | undefined;
    for (const { waiting: [first] } of this.#rooms.values()) {
      if (first !== undefined && first.time < (oldest ?? Infinity)) oldest = first.time;
    }
    return oldest;
  }

  /** What waits now. */
  mark(): Mark {
    return new Mark([this.order, ...this.#rooms.values()]);
  }

  /** Whether all is written. */
  get isEmpty(): boolean {
    return this.order.isWritten &&
      Iterator.from(this.#rooms.values()).every((place) => place.isWritten);
  }

  /** A room goes on that the store has. */
  restore(place: StartPlace): void {
    this.#set(new RecordedRoom(place, this.#memory));
  }

  /** A room is told an event. */
  add(event: RoomMessage, { epoch, state, now }: Circumstances): void {
    const { room, seq } = event;
    const other = this.#epochs.get(room);
    if (other !== undefined && other !== epoch) this.close(room, other, now);
    const place = this.#rooms.get(keyOf(room, epoch)) ??
      this.#set(RecordedRoom.beginning({ room, epoch, seq }, this.#memory));
    place.add(event, state);
    this.#epochs.set(room, epoch);
    this.#added++;
    this.#count++;
    this.#unsent++;
    this.#size += sizeOf(event);
    if (this.#count > MAX_WAITING || this.#size > MAX_WAITING_BYTES) this.#drop();
  }

  /** A room vanishes or becomes private, `now`. */
  close(room: RoomName, epoch: string, now: Millis): void {
    this.#rooms.get(keyOf(room, epoch))?.close(now);
    if (this.#epochs.get(room) === epoch) this.#epochs.delete(room);
  }

  /**
   * What is to be written next, with no more than {@linkcode BATCH_ROWS} events; undefined if nothing is. The
   * room that fills a batch is the last to be looked at for the next, so that no room waits for another.
   */
  take(): Taken | undefined {
    const order = this.order.take();
    const places = this.#takePlaces();
    return order === undefined && places.length === 0 ? undefined : { places, order };
  }

  /** The state of every room that is recorded now, without events; for the end. */
  last(): PlaceBatch[] {
    return [...this.#rooms.values()].filter((place) => !place.isClosed).map((place) =>
      place.take(0)
    );
  }

  /** What `take` gave is written. */
  written({ places, order }: Taken): void {
    if (order !== undefined) this.order.written(order);
    for (const batch of places) {
      const key = keyOf(batch.room, batch.epoch);
      const place = this.#rooms.get(key);
      if (place === undefined) continue;
      this.#forget(place.written(batch));
      if (!place.isClosed || !place.isWritten) continue;
      this.#rooms.delete(key);
      this.#memory.drop(place.recent);
    }
  }

  /** None of the batches that are being written counts: what they had is to be written again. */
  resend(): void {
    this.order.resend();
    for (const place of this.#rooms.values()) place.resend();
    this.#unsent = this.#count;
  }

  /** The file is gone, and what was written with it: what is remembered waits again. */
  restart(): void {
    this.order.restart();
    for (const place of this.#rooms.values()) place.restart();
    const waiting = Array.from(this.#rooms.values(), (place) => place.waiting).flat();
    this.#added += waiting.length - this.#count;
    this.#count = this.#unsent = waiting.length;
    this.#size = waiting.reduce((sum, event) => sum + sizeOf(event), 0);
  }

  /** The events of a room that wait. */
  of(room: RoomName, epoch: string): readonly RoomMessage[] {
    return this.#rooms.get(keyOf(room, epoch))?.waiting ?? [];
  }

  #takePlaces(): PlaceBatch[] {
    let left = BATCH_ROWS;
    const places: PlaceBatch[] = [];
    for (const [key, place] of this.#rooms) {
      if (!place.hasUnsent) continue;
      const batch = place.take(left);
      places.push(batch);
      left -= batch.events.length;
      if (left > 0) continue;
      this.#rooms.delete(key);
      this.#rooms.set(key, place);
      break;
    }
    this.#unsent -= BATCH_ROWS - left;
    return places;
  }

  #set(place: RecordedRoom): RecordedRoom {
    this.#rooms.set(keyOf(place.room, place.epoch), place);
    this.#epochs.set(place.room, place.epoch);
    this.#memory.take(place.recent);
    return place;
  }

  /** Drops the oldest events of the room of which most wait, and nothing that rooms remember. */
  #drop(): void {
    let longest: RecordedRoom | undefined;
    for (const place of this.#rooms.values()) {
      if (place.waiting.length > (longest?.waiting.length ?? 0)) longest = place;
    }
    if (longest === undefined) return;
    const { unsent } = longest;
    const dropped = longest.dropOldest(DROPPED_AT_ONCE, this.#remember);
    this.#dropped += dropped.length;
    this.#unsent -= unsent - longest.unsent;
    this.#forget(dropped);
  }

  #forget(events: readonly RoomMessage[]): void {
    this.#count -= events.length;
    for (const event of events) this.#size -= sizeOf(event);
  }
}

function keyOf(room: RoomName, epoch: string): string {
  return `${room} ${epoch}`;
}

/** Roughly: names and the like are short. */
function sizeOf(event: RoomMessage): Bytes {
  return 64 + ("text" in event ? 2 * event.text.length : 0);
}
