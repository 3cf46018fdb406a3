/**
 * Time as the process lived it. A process may stand still without knowing: SIGSTOP, a frozen cgroup,
 * a paused virtual machine, a write that blocks. The system's steady clock goes on meanwhile, and
 * everybody would be found silent for a time in which nobody could be heard.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** What a clock that leaves out standstills is made of. */
export interface LivedClockParts {
  /** A clock that never goes back. */
  steady(): Millis;
  /** How often the clock is read at least, as long as the process runs. */
  readonly period: Millis;
}

/** So many periods without a reading are a standstill. */
const PERIODS_IN_STANDSTILL = 3;

/** Shorter is no standstill, however short the period is: a busy machine makes a process wait as long. */
const SHORTEST_STANDSTILL: Millis = 250;

/** A clock that never goes back. A standstill counts on it as one period, however long it was. */
export class LivedClock {
  readonly #parts: LivedClockParts;
  readonly #longestStep: Millis;
  #readAt: Millis;
  #leftOut: Millis = 0;

  /** Shows what the steady clock shows until the first standstill. */
  constructor(parts: LivedClockParts) {
    this.#parts = parts;
    this.#longestStep = Math.max(SHORTEST_STANDSTILL, PERIODS_IN_STANDSTILL * parts.period);
    this.#readAt = parts.steady();
  }

  /** Reads the clock. Never throws. */
  now(): Millis {
    const at = this.#parts.steady();
    const step = at - this.#readAt;
    this.#readAt = at;
    if (step > this.#longestStep) this.#leftOut += step - this.#parts.period;
    return at - this.#leftOut;
  }
}
