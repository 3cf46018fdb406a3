/**
 * A monotonic clock without standstills. A process may be stopped without notice: by SIGSTOP, a frozen
 * cgroup, a paused virtual machine, a write that blocks. The system's steady clock goes on meanwhile,
 * and all clients would seem idle for a time in which no input could be read.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** The parts of a clock that leaves out standstills. */
export interface LivedClockParts {
  /** The monotonic clock of the system. */
  steady(): Millis;
  /** The longest time between two readings while the process runs. */
  readonly period: Millis;
}

/** The number of periods without a reading that make a standstill. */
const PERIODS_IN_STANDSTILL = 3;

/** A shorter gap is never a standstill: a busy machine may delay a process for that long. */
const SHORTEST_STANDSTILL: Millis = 250;

/** A monotonic clock on which a standstill of any length counts as one period. */
export class LivedClock {
  readonly #parts: LivedClockParts;
  readonly #longestStep: Millis;
  #readAt: Millis;
  #leftOut: Millis = 0;

  /** Equal to the steady clock until the first standstill. */
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
