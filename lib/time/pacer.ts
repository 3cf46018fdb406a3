/**
 * Time and the event loop, as an argument: whatever waits for either is given a pacer, so that a test
 * can stand in for both.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** The time and the event loop; made in `server.ts`. */
export interface Pacer {
  /** A clock that never jumps. */
  now(): Millis;
  /**
   * Calls once, when the event loop has taken in what it knows to be ready. It asks the kernel what
   * else is when it has nothing to do, and once in about a hundred of these calls.
   */
  soon(call: () => void): void;
  /** Calls once, after so long; returns how to cancel it. */
  later(after: Millis, call: () => void): () => void;
}
