/**
 * Rooms of the last run that wait for their members: recorded rooms that had not vanished when the
 * daemon ended. They have no members and are not listed. The first client that enters one continues it;
 * those that nobody has entered in time are closed.
 *
 * @module
 */

import type { Millis } from "../units.ts";
import { roomWithout } from "./forgetting.ts";
import type { RoomData, Title } from "./room.ts";

/** How long rooms wait after the start. */
export const ROOMS_WAIT: Millis = 10 * 60_000;

/** Waiting rooms as plain data. */
export interface WaitingData {
  /** The rooms. */
  readonly rooms: readonly RoomData[];
  /** When they are closed, by the monotonic clock; undefined before the first tick. */
  readonly until: Millis | undefined;
}

/** The rooms that wait; owned by the ledger. Never throws. */
export class WaitingRooms {
  readonly #byFold = new Map<string, RoomData>();
  readonly #bySkeleton = new Map<string, RoomData>();
  #until: Millis | undefined;

  /** None, or those that waited when the data was taken. */
  constructor(data?: WaitingData) {
    for (const room of data?.rooms ?? []) {
      this.#byFold.set(room.fold, room);
      this.#bySkeleton.set(room.skeleton, room);
    }
    this.#until = data?.until;
  }

  /** Everything, as plain data. */
  snapshot(): WaitingData {
    return { rooms: [...this.#byFold.values()], until: this.#until };
  }

  /** Whether a room waits that has another name and looks like this one. */
  isTaken({ fold, skeleton }: Title): boolean {
    const twin = this.#bySkeleton.get(skeleton);
    return twin !== undefined && twin.fold !== fold;
  }

  /** The room with this fold, which waits no longer; undefined if none waits. */
  take(fold: string): RoomData | undefined {
    const room = this.#byFold.get(fold);
    if (room === undefined) return undefined;
    this.#byFold.delete(fold);
    this.#bySkeleton.delete(room.skeleton);
    return room;
  }

  /** Forgets what was said and done under these names. */
  forget(names: ReadonlySet<string>): void {
    for (const room of this.#byFold.values()) {
      const rest = roomWithout(room, names);
      this.#byFold.set(room.fold, rest);
      this.#bySkeleton.set(room.skeleton, rest);
    }
  }

  /** Time has passed: the rooms that have waited too long, which wait no longer. */
  expire(at: Millis): RoomData[] {
    if (this.#byFold.size === 0) return [];
    this.#until ??= at + ROOMS_WAIT;
    if (at < this.#until) return [];
    const expired = [...this.#byFold.values()];
    this.#byFold.clear();
    this.#bySkeleton.clear();
    return expired;
  }
}
