/**
 * Deadlines for what somebody else has to do. A deadline that the process notices late, because it was
 * stopped or busy, says nothing about the other side: what that has done in time may still wait in the
 * kernel. So it is given a moment more, in which it is read.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Pacer } from "./pacer.ts";

/** A timer that comes so late comes to a process that has not read for as long. */
const LATE: Millis = 100;

/** As long as this, or the deadline if that is shorter, is read once more after a late timer. */
const LAST_CHANCE: Millis = 100;

/**
 * Calls once, after so long by the pacer's clock and when there was time to read what has come by then.
 * Returns how to cancel it. Never throws.
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

/** Waits for a promise, but no longer than a deadline; then the result is undefined. */
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
