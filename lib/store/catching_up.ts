/**
 * Catching up: the loop waits for a disk that is behind, so that those who talk faster than it writes wait
 * at their sockets.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Pacer } from "../time/pacer.ts";

/** If an event waits for longer than this, the loop waits until it is on the disk. */
const LATEST: Millis = 30;

/** Whether one waits so long is looked at so often. */
const LOOK_EVERY: Millis = 5;

/** The loop waits no longer than this for a disk that is behind, and not again before it has written something. */
const LONGEST: Millis = 250;

/** What catching up needs of the history. */
export interface CatchingUpParts {
  /** Timers. */
  readonly pacer: Pacer;
  /** The time since the epoch. */
  readonly time: () => Millis;
  /** When the oldest event that waits was told, since the epoch; undefined if none waits. */
  readonly oldest: () => Millis | undefined;
  /** Writes all that waits now. Never rejects. */
  readonly flush: () => Promise<void>;
}

/** Decides when the loop waits for the disk. */
export class CatchingUp {
  readonly #parts: CatchingUpParts;
  #lookedAt: Millis = -Infinity;
  /** Whether the loop has waited in vain since the last batch was written. */
  #isGivenUp = false;

  /** The disk is not behind. */
  constructor(parts: CatchingUpParts) {
    this.#parts = parts;
  }

  /** What the loop waits for before it goes on; undefined if the disk is not behind. Never rejects. */
  wait(): Promise<void> | undefined {
    const { pacer, time, oldest, flush } = this.#parts;
    const now = pacer.now();
    if (now - this.#lookedAt < LOOK_EVERY || this.#isGivenUp) return undefined;
    this.#lookedAt = now;
    const since = oldest();
    if (since === undefined || time() - since < LATEST) return undefined;
    return waitAtMost(pacer, LONGEST, flush(), () => this.#isGivenUp = true);
  }

  /** A batch was written: the loop may wait again. */
  noteProgress(): void {
    this.#isGivenUp = false;
  }
}

/** Settles as the promise does, or resolves after so long; then `late` is called before. */
export async function waitAtMost(
  pacer: Pacer,
  longest: Millis,
  promise: Promise<void>,
  late = () => {},
): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const cancel = pacer.later(longest, () => {
    late();
    resolve();
  });
  await Promise.race([promise, over]);
  cancel();
}
