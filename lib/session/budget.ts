/**
 * The rate limit of a client: a token bucket that fills at a steady rate. A client that overspends is
 * read more slowly; nothing is refused. The time is passed in.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** The size and fill rate of a bucket. A reload may change them in place. */
export interface BudgetLimits {
  /** Tokens that come in each second; 0 is no limit. */
  readonly ratePerSecond: number;
  /** The most tokens that it holds, and the number that it starts with. */
  readonly burst: number;
}

/** One client's bucket; owned by its session. Never throws. */
export class Budget {
  readonly #limits: BudgetLimits;
  #tokens: number;
  #filledAt: Millis;

  /** A full bucket. */
  constructor(limits: BudgetLimits, at: Millis) {
    this.#limits = limits;
    this.#tokens = limits.burst;
    this.#filledAt = at;
  }

  /** Whether there is a limit now. */
  get isLimited(): boolean {
    return this.#limits.ratePerSecond > 0;
  }

  /**
   * Spends `cost` tokens and returns how long to wait until they have come in; 0 if they are there.
   * The tokens are spent whether or not the caller waits.
   */
  take(cost: number, at: Millis): Millis {
    const { ratePerSecond, burst } = this.#limits;
    if (ratePerSecond === 0) return 0;
    const income = Math.max(0, at - this.#filledAt) * ratePerSecond / 1000;
    this.#filledAt = at;
    this.#tokens = Math.min(burst, this.#tokens + income) - cost;
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens * 1000 / ratePerSecond);
  }
}
