/**
 * Time and the event loop, as an argument: whatever waits for either is given a pacer, so that a test
 * can stand in for both.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** The time and the event loop; made in `system_pacer.ts`. */
export interface Pacer {
  /** A clock that never goes back, and that leaves out what the process slept through. */
  now(): Millis;
  /**
   * Calls once, when the event loop has taken in what it knows to be ready. It asks the kernel what
   * else is when it has nothing to do, and once in about a hundred of these calls.
   */
  soon(call: () => void): void;
  /**
   * Calls once, after so long; returns how to cancel it. The call is told how much later than asked
   * it comes, by a clock that leaves nothing out.
   */
  later(after: Millis, call: (late: Millis) => void): () => void;
}
