/**
 * Deadlines for the peer of a connection. If the process was stopped or busy, its timer is late, and bytes
 * that came in time may still wait in the kernel. Then the deadline is extended a little, so that they
 * are read first.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Pacer } from "./pacer.ts";

/** A timer this late shows that the process was stopped or busy and did not read input. */
const LATE: Millis = 20;

/** The extension after a late timer; the deadline's own length if that is shorter. */
const LAST_CHANCE: Millis = 100;

/**
 * Calls once, after so long by the pacer's clock, and after input that came in time could be read.
 * Returns a function that cancels it. Never throws.
 */
export function deadline(pacer: Pacer, after: Millis, call: () => void): () => void {
  const due = pacer.now() + after;
  let cancel: () => void;
  const wait = (rest: Millis) => {
    cancel = pacer.later(rest, (late) => {
      if (late < LATE) return call();
      const left = due - pacer.now();
      if (left > 0) return wait(left);
      cancel = pacer.later(Math.min(after, LAST_CHANCE), call);
    });
  };
  wait(after);
  return () => cancel();
}

/** Waits for a promise up to a deadline; then the result is undefined. */
export async function within<T>(
  pacer: Pacer,
  wait: Millis,
  promise: Promise<T>,
): Promise<T | undefined> {
  const { promise: tooLate, resolve } = Promise.withResolvers<undefined>();
  const cancel = deadline(pacer, wait, () => resolve(undefined));
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    cancel();
  }
}
