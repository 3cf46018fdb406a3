/**
 * The desk: the local state of the clients that this process serves. It holds how each client
 * hears, its last activity and its room, whom it ignores and who last wrote to it, and the arrivals
 * and departures that are held for people.
 * The state that all processes agree on is in the ledger.
 *
 * @module
 */

import type { Detail } from "../dialect.ts";
import type { Notice } from "../notice.ts";
import type { ClientId, Millis, RoomName } from "../units.ts";
import { Announcer, type AnnouncerData, type Listeners } from "./announcer.ts";
import { Correspondence, type CorrespondenceData } from "./correspondence.ts";
import { Ignoring, type IgnoringData } from "./ignoring.ts";
import { Lost } from "./lost.ts";
import { agreedSeat, copyOfSeat, type Seat } from "./seat.ts";

/** A stop of the daemon that was announced. */
export interface Stop {
  /** When, by the monotonic clock. */
  readonly at: Millis;
  /** Why; empty if no reason was given. */
  readonly reason: string;
  /** How much time there was left when everybody was last told. */
  readonly told: Millis;
}

/** A desk as plain data, for `snapshot` and `restore`. */
export interface DeskData {
  /** By order of entry. */
  readonly seats: readonly Seat[];
  /** Held announcements, by room. */
  readonly announcers: readonly AnnouncerData[];
  /** Who ignores whom. */
  readonly ignoring: IgnoringData;
  /** What is remembered of private words. */
  readonly correspondence: CorrespondenceData;
  /** How many questions have been asked for clients. */
  readonly questions: number;
  /** Whether the daemon stops. */
  readonly isClosed: boolean;
  /** The stop that was announced; undefined if there is none. */
  readonly stop?: Stop | undefined;
  /** What operators were told of a part of the daemon that fails, while it does. */
  readonly alarm?: Notice | undefined;
}

/** A desk at which nobody sits, as data. */
const EMPTY: DeskData = {
  seats: [],
  announcers: [],
  ignoring: [],
  correspondence: { correspondents: [], awayNotes: [] },
  questions: 0,
  isClosed: false,
};

/** The desk of a chat that several nodes share, when it begins with this data: this node serves nobody. */
export function withoutOwn(data: DeskData): DeskData {
  const seats = data.seats.map((seat) => ({ ...agreedSeat(seat), isForeign: true as const }));
  return { ...EMPTY, seats, ...(data.stop && { stop: data.stop }) };
}

/** The local state; owned by `Chat`. */
export class Desk {
  readonly #seats = new Map<ClientId, Seat>();
  readonly #announcers = new Map<RoomName, Announcer>();
  /** Those of the rooms in which there has been a program that is told sums. */
  readonly #summers = new Map<RoomName, Announcer>();
  /** Who ignores whom. */
  readonly ignoring: Ignoring;
  /** What is remembered of private words. */
  readonly correspondence: Correspondence;
  /** Whether the daemon stops; then no client is let in any more. */
  isClosed: boolean;
  /** What operators were told of a part of the daemon that fails; undefined if none does. */
  alarm: Notice | undefined;
  /** The stop that was announced; undefined if there is none. The value is replaced and not changed. */
  stop: Stop | undefined;
  /** Whether the line to the other nodes is down. */
  isWaiting = false;
  /** Clients that this node still serves, and that all nodes have seen leave because it was given up for dead. */
  readonly lost: Lost = new Lost();
  #questions: number;

  /** An empty desk, or one as it was when `data` was taken. */
  constructor(data?: DeskData) {
    for (const seat of data?.seats ?? []) this.#seats.set(seat.client, copyOfSeat(seat));
    for (const each of data?.announcers ?? []) {
      const all = each.detail === "summed" ? this.#summers : this.#announcers;
      all.set(each.room, Announcer.restore(each));
    }
    this.ignoring = new Ignoring(data?.ignoring);
    this.correspondence = new Correspondence(data?.correspondence);
    this.#questions = data?.questions ?? 0;
    this.isClosed = data?.isClosed ?? false;
    this.stop = data?.stop;
    this.alarm = data?.alarm;
  }

  /** Everything, as plain data that shares nothing with the desk. */
  snapshot(): DeskData {
    return {
      seats: Array.from(this.#seats.values(), copyOfSeat),
      announcers: Array.from(this.announcers(), (announcer) => announcer.snapshot()),
      ignoring: this.ignoring.snapshot(),
      correspondence: this.correspondence.snapshot(),
      questions: this.#questions,
      isClosed: this.isClosed,
      ...(this.stop && { stop: this.stop }),
      ...(this.alarm && { alarm: this.alarm }),
    };
  }

  /** What all nodes agree on, as plain data that shares nothing with the desk. */
  agreed(): DeskData {
    return {
      ...EMPTY,
      seats: Array.from(this.#seats.values(), agreedSeat),
      ...(this.stop && { stop: this.stop }),
    };
  }

  /** How many clients are here. */
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

  /** Takes the seat away, and forgets everything about the client. */
  remove(client: ClientId): void {
    this.#seats.delete(client);
    this.ignoring.forget(client);
    this.correspondence.forget(client);
  }

  /** Takes the seat away of a client that may be back: what is remembered of it stays. */
  lose(client: ClientId): void {
    this.#seats.delete(client);
  }

  /** The id of the next question. */
  nextQuestion(): number {
    return ++this.#questions;
  }

  /** The announcers of all rooms that have ever held something. */
  *announcers(): Generator<Announcer, void, void> {
    yield* this.#announcers.values();
    yield* this.#summers.values();
  }

  /** The announcers of a room that have ever held something. */
  announcersOf(room: RoomName): readonly Announcer[] {
    return [this.#announcers.get(room), this.#summers.get(room)].filter((each) =>
      each !== undefined
    );
  }

  /** The announcer of a room for those who are told with this detail, if there is one. */
  announcerIfAny(room: RoomName, detail: Detail): Announcer | undefined {
    if (detail === "every") return undefined;
    return detail === "summed" ? this.#summers.get(room) : this.#announcers.get(room);
  }

  /** Forgets the announcers of a room that does not exist any more, with what they hold. */
  removeAnnouncers(room: RoomName): void {
    this.#announcers.delete(room);
    this.#summers.delete(room);
  }

  /** The announcer of a room for people, or for programs that are told sums; made at the first call. */
  announcer(room: RoomName, detail: Listeners = "gathered"): Announcer {
    const all = detail === "summed" ? this.#summers : this.#announcers;
    let announcer = all.get(room);
    if (announcer === undefined) all.set(room, announcer = new Announcer(room, detail));
    return announcer;
  }
}
