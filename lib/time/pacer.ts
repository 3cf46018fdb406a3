/**
 * Time and the event loop as an argument: code that waits for either is given a pacer, so that a test
 * can replace both.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** The time and the event loop; made in `system_pacer.ts`. */
export interface Pacer {
  /** A monotonic clock that leaves out standstills of the process. */
  now(): Millis;
  /**
   * Calls once, when the event loop has handled all events that it knows of. The loop polls the kernel
   * for more when it has nothing to do, and once in about a hundred of these calls.
   */
  soon(call: () => void): void;
  /**
   * Calls once, after so long; returns a function that cancels it. `late` is the delay beyond `after`, by
   * a clock that includes standstills.
   */
  later(after: Millis, call: (late: Millis) => void): () => void;
}
