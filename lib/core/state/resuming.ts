/**
 * What a client that resumes has still to be told, room by room. As long as it resumes, it hears none of
 * its rooms live, so that it is told everything in one order. Plain data, kept at its seat; `rules/past/resuming.ts`
 * alone decides.
 *
 * @module
 */

import type { RoomName } from "../units.ts";
import type { Remembered } from "./ring.ts";

/** A room of a client that resumes. */
export interface ResumedRoom {
  /** The room. */
  readonly room: RoomName;
  /** Its epoch when the client entered it. */
  readonly epoch: string;
  /** The `seq` of the next event that the client is told. */
  next: number;
  /** The client may read from this `seq` on, whatever becomes of the room: it has been a member since. */
  readonly since: number;
  /**
   * The client's own arrival, which it is told also if the room has forgotten it. Undefined if it was
   * told to the client when it came, as a person.
   */
  readonly joined?: Remembered | undefined;
  /** The client's own departure, the last event that it is told; undefined as long as it is a member. */
  left?: Remembered | undefined;
  /** The store has been asked up to this `seq`: what it does not have is lost. */
  sought: number;
  /** The last event that the store is being asked for; undefined while it is asked nothing. */
  asked?: number | undefined;
}

/** All that a client that resumes has still to be told. */
export interface Resuming {
  /** By order of entry. A room that was left and entered again is here twice. */
  rooms: ResumedRoom[];
  /** Whether the store is asked nothing more, because it could not answer. */
  isStoreSilent: boolean;
}

/** A copy that shares nothing that changes. */
export function copyOfResuming({ rooms, isStoreSilent }: Resuming): Resuming {
  return { rooms: rooms.map((room) => ({ ...room })), isStoreSilent };
}
