/**
 * Waiting after a failure: the first wait is short, and each is twice as long as the one before, up to a
 * bound.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Pacer } from "../time/pacer.ts";

const SHORTEST: Millis = 100;
const LONGEST: Millis = 1000;

/** The waits of one part that tries again. */
export class BackOff {
  readonly #pacer: Pick<Pacer, "later">;
  #next = SHORTEST;
  #end: (() => void) | undefined;

  /** The first wait is a tenth of a second. */
  constructor(pacer: Pick<Pacer, "later">) {
    this.#pacer = pacer;
  }

  /** Whether a wait is under way. */
  get isWaiting(): boolean {
    return this.#end !== undefined;
  }

  /** Waits; the next wait is longer. One at a time. */
  async wait(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#pacer.later(this.#next, () => resolve());
    this.#next = Math.min(LONGEST, this.#next * 2);
    this.#end = resolve;
    await promise;
    cancel();
    this.#end = undefined;
  }

  /** Ends the wait under way, if there is one: there is reason to try now. */
  cutShort(): void {
    this.#end?.();
  }

  /** It went well: the next wait is short again. */
  reset(): void {
    this.#next = SHORTEST;
  }
}
