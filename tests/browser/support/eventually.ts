/**
 * Waits for a fact that no event tells.
 *
 * @module
 */

import { PATIENCE_MILLIS } from "./browser.ts";

const POLL_MILLIS = 30;

/** Tries again until it no longer throws. @throws {unknown} the last failure, when time is up. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MILLIS;
  while (true) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}
