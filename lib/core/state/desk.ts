/**
 * The desk: what is known only here, of the clients that this process serves. How each listens, when
 * it last spoke, where it speaks, and which arrivals and departures are held back for people. It has
 * no order of its own: what all agree on is in the ledger.
 *
 * @module
 */

import type { Audience, Origin } from "../event.ts";
import type { ClientId, Millis, RoomName } from "../units.ts";
import { Announcer, type AnnouncerData } from "./announcer.ts";

/** One client at the desk. */
export interface Seat {
  /** Unique for the life of the process. */
  readonly client: ClientId;
  /** Where it comes from. */
  readonly origin: Origin;
  /** How it listens; changed by a late hello. */
  audience: Audience;
  /** The room that it speaks in. */
  room: RoomName;
  /** When it entered, by the clock that never goes back. */
  readonly enteredAt: Millis;
  /** When its last line came, or its entry, by the same clock. */
  activeAt: Millis;
  /** Whether it was told, since its last line, that it will be disconnected for being idle. */
  isWarned: boolean;
  /** Overlong lines since the last accepted one. */
  strikes: number;
}

/** A desk as plain data, for `snapshot` and `restore`. */
export interface DeskData {
  /** By order of entry. */
  readonly seats: readonly Seat[];
  /** What is held back, by room. */
  readonly announcers: readonly AnnouncerData[];
  /** Whether the daemon stops. */
  readonly isClosed: boolean;
}

/** The local state; owned by `Chat`. */
export class Desk {
  readonly #seats = new Map<ClientId, Seat>();
  readonly #announcers = new Map<RoomName, Announcer>();
  /** Whether the daemon stops, so that nobody is let in any more. */
  isClosed: boolean;

  /** An empty desk, or one as it was when `data` was taken. */
  constructor(data?: DeskData) {
    for (const seat of data?.seats ?? []) this.#seats.set(seat.client, { ...seat });
    for (const each of data?.announcers ?? []) {
      this.#announcers.set(each.room, Announcer.restore(each));
    }
    this.isClosed = data?.isClosed ?? false;
  }

  /** Everything, as plain data that shares nothing with the desk. */
  snapshot(): DeskData {
    return {
      seats: Array.from(this.#seats.values(), (seat) => ({ ...seat })),
      announcers: Array.from(this.#announcers.values(), (announcer) => announcer.snapshot()),
      isClosed: this.isClosed,
    };
  }

  /** How many clients are served. */
  get population(): number {
    return this.#seats.size;
  }

  /** All clients, by order of entry. */
  seats(): Iterable<Seat> {
    return this.#seats.values();
  }

  /** The seat of a client; undefined if it is not here. */
  seatOf(client: ClientId): Seat | undefined {
    return this.#seats.get(client);
  }

  /** Gives a client a seat. */
  add(seat: Seat): void {
    this.#seats.set(seat.client, seat);
  }

  /** Takes the seat away. */
  remove(client: ClientId): void {
    this.#seats.delete(client);
  }

  /** All that hold something back, or have. */
  announcers(): Iterable<Announcer> {
    return this.#announcers.values();
  }

  /** What is held back in a room. */
  announcer(room: RoomName): Announcer {
    let announcer = this.#announcers.get(room);
    if (announcer === undefined) this.#announcers.set(room, announcer = new Announcer(room));
    return announcer;
  }
}
