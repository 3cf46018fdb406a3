/**
 * A seat: the local state of one client at the desk. Plain data.
 *
 * @module
 */

import type { Hearing } from "../dialect.ts";
import type { Origin } from "../event.ts";
import type { HeldName } from "../questions/question.ts";
import type { ClientId, Millis, RoomName } from "../units.ts";
import type { Asked, Search } from "./asked.ts";
import { copyOfResuming, type Resuming } from "./resuming.ts";

/**
 * The local state of one client. Its lists are replaced and not changed: to push an element reserves
 * memory for 16 more, for each client.
 */
export interface Seat {
  /** Unique for the life of the process. */
  readonly client: ClientId;
  /** Where it connects from; with several nodes as all of them know it. */
  readonly origin: Origin;
  /** Where it really connects from, if `origin` does not say it: only its own node knows. */
  readonly realOrigin?: Origin | undefined;
  /** Whether another node serves it: then nothing is kept here that only its own node must know. */
  readonly isForeign?: true | undefined;
  /** Whether the end of its stay was proposed, so that it is not proposed again. */
  isProposed?: true | undefined;
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
  /** When its last line came that a person may have typed, or its entry: not a ping, which programs send. */
  awakeAt: Millis;
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

/** A copy that shares nothing that changes. */
export function copyOfSeat(seat: Seat): Seat {
  const { rooms, before, asked, resuming } = seat;
  return {
    ...seat,
    rooms: [...rooms],
    before: [...before],
    asked: [...asked],
    ...(resuming && { resuming: copyOfResuming(resuming) }),
  };
}

/** What all nodes know of a client. When its last line came is what this node knows of it. */
export function agreedSeat(seat: Seat): Seat {
  const { client, origin, hearing, room, rooms, before, enteredAt, activeAt, awakeAt } = seat;
  const { program, formerNames } = seat;
  return {
    ...{ client, origin, hearing, room, rooms: [...rooms], before: [...before] },
    ...{ enteredAt, activeAt, awakeAt, isWarned: false, strikes: 0, asked: [], searchedAt: [] },
    ...(program !== undefined && { program }),
    ...(formerNames !== undefined && { formerNames }),
  };
}
