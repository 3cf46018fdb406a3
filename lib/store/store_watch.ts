/**
 * What the history reports of the store, for measuring it.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** Told of each batch that was written. Must not throw, and must return at once. */
export interface StoreWatch {
  /** So many events were written, in so long. */
  wrote(events: number, took: Millis): void;
}

/** How the store keeps up. */
export interface StoreReading {
  /** Whether what is said does not reach the disk at present. */
  readonly isFailing: boolean;
  /** How many attempts have failed so far. */
  readonly failures: number;
  /** How many events wait to be written. */
  readonly waiting: number;
  /** How many events were dropped so far, because too many waited. */
  readonly dropped: number;
  /** How long the oldest event waits, by the system clock, which may jump. */
  readonly lag: Millis;
}
