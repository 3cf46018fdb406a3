/**
 * The clock of the log as one node reads it between two records: the time of the last record, and the
 * time that has passed here since it came.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** A difference between the two clocks that is no jump: records take a while to come. */
const USUAL: Millis = 1000;

/** The clock of own events. */
export class LogClock {
  readonly #steady: () => Millis;
  #time: Millis = 0;
  #cameAt: Millis;
  #told: Millis = 0;
  /** When the last own tick was, by this clock and by the steady one; undefined before the first. */
  #ticked: { readonly at: Millis; readonly steady: Millis } | undefined;

  /** A clock at 0. `steady` is monotonic and leaves out standstills. */
  constructor(steady: () => Millis) {
    this.#steady = steady;
    this.#cameAt = steady();
  }

  /** A record of this time was applied. */
  applied(time: Millis): void {
    this.#time = time;
    this.#cameAt = this.#steady();
  }

  /** The present, in whole milliseconds. Never goes back, though records may bear a lower time. */
  now(): Millis {
    const now = this.#time + Math.max(0, this.#steady() - this.#cameAt);
    this.#told = Math.max(this.#told, Math.floor(now));
    return this.#told;
  }

  /** How far the clock of the log has jumped ahead since the last own tick; nobody was silent for that time. */
  heldSinceTick(): Millis {
    const [at, steady] = [this.now(), this.#steady()];
    const { at: lastAt, steady: lastSteady } = this.#ticked ?? { at, steady };
    this.#ticked = { at, steady };
    const jump = at - lastAt - (steady - lastSteady);
    return jump > USUAL ? Math.floor(jump) : 0;
  }
}
