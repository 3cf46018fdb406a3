/**
 * What all rooms together remember, and its bound: anybody can make a room, and the longest lines in
 * every ring of every room would be more than a process should hold.
 *
 * @module
 */

import type { RoomMessage } from "../message.ts";
import type { Bytes } from "../units.ts";
import type { Remembered, Ring } from "./ring.ts";

/** About the most bytes that all rooms together remember. */
export const MAX_REMEMBERED: Bytes = 256 * 1_048_576;

/** Beyond the bound, the room that remembers the most forgets this part of its events at once. */
const FORGOTTEN_SHARE = 1 / 8;

/** Counts and bounds what the rooms of a ledger remember. Never throws. */
export class Memory {
  readonly #limit: number;
  readonly #rings = new Set<Ring>();
  #bytes: Bytes = 0;

  /** Each room remembers so many messages. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** About how many bytes are remembered. */
  get bytes(): Bytes {
    return this.#bytes;
  }

  /** A room is there, with what it remembers. */
  take(ring: Ring): void {
    this.#rings.add(ring);
    this.#bytes += ring.bytes;
  }

  /** A room has vanished, with what it remembered. */
  drop(ring: Ring): void {
    if (this.#rings.delete(ring)) this.#bytes -= ring.bytes;
  }

  /** A room remembers an event. Beyond a bound, the oldest events of a room are forgotten. */
  add(ring: Ring, held: Remembered): void {
    const before = ring.bytes;
    ring.push(held, this.#limit);
    this.#bytes += ring.bytes - before;
    while (this.#bytes > MAX_REMEMBERED) this.#forgetSome();
  }

  /** A room forgets the events that this says. */
  remove(ring: Ring, isGone: (event: RoomMessage) => boolean): void {
    const before = ring.bytes;
    ring.remove(isGone);
    this.#bytes += ring.bytes - before;
  }

  #forgetSome(): void {
    let largest: Ring | undefined;
    for (const ring of this.#rings) {
      if (ring.bytes > (largest?.bytes ?? -1)) largest = ring;
    }
    if (largest === undefined || largest.size === 0) return void (this.#bytes = 0);
    const before = largest.bytes;
    largest.forget(Math.ceil(largest.size * FORGOTTEN_SHARE));
    this.#bytes += largest.bytes - before;
  }
}
