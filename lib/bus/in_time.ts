/**
 * Waiting for an answer that may not come.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Pacer } from "../time/pacer.ts";

/** What was promised; undefined if it fails, or does not come in this time. Never rejects. */
export async function inTime<T>(
  pacer: Pick<Pacer, "later">,
  wait: Millis,
  promised: Promise<T>,
): Promise<T | undefined> {
  const { promise: tooLate, resolve } = Promise.withResolvers<undefined>();
  const cancel = pacer.later(wait, () => resolve(undefined));
  try {
    return await Promise.race([promised, tooLate]);
  } catch {
    return undefined;
  } finally {
    cancel();
  }
}

/** What was promised; undefined if it fails. Never rejects. */
export async function attempt<T>(promised: Promise<T>): Promise<T | undefined> {
  try {
    return await promised;
  } catch {
    return undefined;
  }
}
