/**
 * Orphans: rooms that may stay without members for a while, because those who were in them may be back: their
 * node was given up for dead.
 *
 * @module
 */

import type { Millis, RoomName } from "../units.ts";

/** Orphans as plain data: each room, and until when it may stay. */
export type OrphansData = readonly (readonly [RoomName, Millis])[];

/** The rooms that may stay without members; owned by the ledger. Never throws. */
export class Orphans {
  readonly #until: Map<RoomName, Millis>;

  /** None, or those when the data was taken. */
  constructor(data: OrphansData = []) {
    this.#until = new Map(data);
  }

  /** Everything, as plain data. */
  snapshot(): OrphansData {
    return [...this.#until];
  }

  /** The room may stay until then. */
  add(room: RoomName, until: Millis): void {
    this.#until.set(room, until);
  }

  /** Whether a room may stay. */
  has(room: RoomName): boolean {
    return this.#until.has(room);
  }

  /** Time has passed: those that may stay no longer, which are no orphans any more. */
  expire(at: Millis): RoomName[] {
    if (this.#until.size === 0) return [];
    const expired: RoomName[] = [];
    for (const [room, until] of this.#until) {
      if (at < until) continue;
      this.#until.delete(room);
      expired.push(room);
    }
    return expired;
  }
}
