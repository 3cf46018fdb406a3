/**
 * The timers of one part, which end with it.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Pacer } from "../time/pacer.ts";

/** Timers that can be ended together. */
export class Timers {
  readonly #pacer: Pick<Pacer, "later">;
  readonly #cancels = new Set<() => void>();
  #isEnded = false;

  /** None runs. */
  constructor(pacer: Pick<Pacer, "later">) {
    this.#pacer = pacer;
  }

  /** Calls once, after so long, unless it is ended before. */
  after(wait: Millis, call: () => void): void {
    if (this.#isEnded) return;
    const cancel = this.#pacer.later(wait, () => {
      this.#cancels.delete(cancel);
      call();
    });
    this.#cancels.add(cancel);
  }

  /** Calls again and again, so long after each call. */
  every(period: Millis, call: () => void): void {
    this.after(period, () => {
      call();
      this.every(period, call);
    });
  }

  /** Ends those that run; no other begins. */
  end(): void {
    this.#isEnded = true;
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
