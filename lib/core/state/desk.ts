/**
 * The desk: the local state of the clients that this process serves. It holds how each client
 * hears, its last activity and its room, whom it ignores and who last wrote to it, and the arrivals
 * and departures that are held for people.
 * The state that all processes agree on is in the ledger.
 *
 * @module
 */

import type { Hearing } from "../dialect.ts";
import type { Origin } from "../event.ts";
import type { Notice } from "../notice.ts";
import type { ClientId, Millis, RoomName } from "../units.ts";
import type { HeldName } from "../questions/question.ts";
import type { Asked, Search } from "./asked.ts";
import { Announcer, type AnnouncerData } from "./announcer.ts";
import { Correspondence, type CorrespondenceData } from "./correspondence.ts";
import { Ignoring, type IgnoringData } from "./ignoring.ts";
import { copyOfResuming, type Resuming } from "./resuming.ts";

/**
 * The local state of one client. Its lists are replaced and not changed: to push an element reserves
 * memory for 16 more, for each client.
 */
export interface Seat {
  /** Unique for the life of the process. */
  readonly client: ClientId;
  /** Where it connects from. */
  readonly origin: Origin;
  /** How it hears its rooms; changed by a late hello. */
  hearing: Hearing;
  /**
   * The room that it speaks in. A person is in it. For a program it is the room of its welcome, which it
   * may have left.
   */
  room: RoomName;
  /** The rooms that it is in, by order of entry; never empty. */
  rooms: readonly RoomName[];
  /** The other rooms that it has spoken in and not left; the last is the one before `room`. */
  before: readonly RoomName[];
  /** The program and its version, as the client calls it, safe to show; undefined if it does not say. */
  program?: string | undefined;
  /** When it entered, by the monotonic clock. */
  readonly enteredAt: Millis;
  /** When its last line came, or its entry, by the same clock. */
  activeAt: Millis;
  /** Whether it has had the idle warning since its last line. */
  isWarned: boolean;
  /** Overlong lines since the last accepted one. */
  strikes: number;
  /** The questions that it waits for; only the first has been asked. */
  readonly asked: Asked[];
  /** When it has searched in the last minute, by the monotonic clock, the oldest first. */
  searchedAt: readonly Millis[];
  /** The last names that it had before, with the time of each, the oldest first; undefined is none. */
  formerNames?: readonly HeldName[] | undefined;
  /** Its last search, if that has found more than it was told; undefined otherwise. */
  search?: Search | undefined;
  /** What it has still to be told of its rooms; undefined if it hears them live. */
  resuming?: Resuming | undefined;
}

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

/** The local state; owned by `Chat`. */
export class Desk {
  readonly #seats = new Map<ClientId, Seat>();
  readonly #announcers = new Map<RoomName, Announcer>();
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
  #questions: number;

  /** An empty desk, or one as it was when `data` was taken. */
  constructor(data?: DeskData) {
    for (const seat of data?.seats ?? []) this.#seats.set(seat.client, copyOf(seat));
    for (const each of data?.announcers ?? []) {
      this.#announcers.set(each.room, Announcer.restore(each));
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
      seats: Array.from(this.#seats.values(), copyOf),
      announcers: Array.from(this.#announcers.values(), (announcer) => announcer.snapshot()),
      ignoring: this.ignoring.snapshot(),
      correspondence: this.correspondence.snapshot(),
      questions: this.#questions,
      isClosed: this.isClosed,
      ...(this.stop && { stop: this.stop }),
      ...(this.alarm && { alarm: this.alarm }),
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

  /** Takes the seat away, and forgets everything about the client. */
  remove(client: ClientId): void {
    this.#seats.delete(client);
    this.ignoring.forget(client);
    this.correspondence.forget(client);
  }

  /** The id of the next question. */
  nextQuestion(): number {
    return ++this.#questions;
  }

  /** The announcers of all rooms that have ever held something. */
  announcers(): Iterable<Announcer> {
    return this.#announcers.values();
  }

  /** The announcer of a room if it has ever held something. */
  announcerIfAny(room: RoomName): Announcer | undefined {
    return this.#announcers.get(room);
  }

  /** Forgets the announcer of a room that does not exist any more, with what it holds. */
  removeAnnouncer(room: RoomName): void {
    this.#announcers.delete(room);
  }

  /** The announcer of a room; made at the first call. */
  announcer(room: RoomName): Announcer {
    let announcer = this.#announcers.get(room);
    if (announcer === undefined) this.#announcers.set(room, announcer = new Announcer(room));
    return announcer;
  }
}

function copyOf(seat: Seat): Seat {
  const { rooms, before, asked, resuming } = seat;
  return {
    ...seat,
    rooms: [...rooms],
    before: [...before],
    asked: [...asked],
    ...(resuming && { resuming: copyOfResuming(resuming) }),
  };
}
