/**
 * When to try again after a connection was lost: 1 s, doubling to a minute, with jitter so that the
 * clients of a restarted daemon do not all come at once. Pure: chance arrives as an argument.
 *
 * @module
 */

const FIRST_MILLIS = 1000;
const LONGEST_MILLIS = 60_000;
/** How far jitter may shorten a delay. */
const JITTER = 0.25;

/**
 * How long to wait before the next attempt, in milliseconds: `attempt` counts from 0, `chance` is
 * from 0 up to 1. Never more than a minute, never less than 750 ms. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { retryDelay } from "./reconnect.ts";
 *
 * assertEquals([0, 1, 2, 9].map((attempt) => retryDelay(attempt, 0)), [1000, 2000, 4000, 60_000]);
 * ```
 */
export function retryDelay(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.min(attempt, 16));
  return Math.round(longest * (1 - JITTER * chance));
}
