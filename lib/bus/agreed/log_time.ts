/**
 * The time of the log, which is the engine's, but never goes back. PURE.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";

/** Agreed ticks are at least so far apart. */
const TICK_AFTER: Millis = 1000;
/** Live nodes put something in each second: if nothing came for so long, the engine was away. */
const QUIET: Millis = 2500;

/** What the time of a record means. */
export interface Passed {
  /** Whether an agreed tick is due before it. */
  readonly isTick: boolean;
  /** Whether no node could put in anything for a while. */
  readonly wasQuiet: boolean;
}

/** The time of the log, and when the next agreed tick is due. */
export class LogTime {
  #time: Millis;
  #ticked: Millis;

  /** The time, and when the last agreed tick was. */
  constructor(time: Millis = 0, ticked: Millis = 0) {
    this.#time = time;
    this.#ticked = ticked;
  }

  /** The latest of the engine's stamps, in whole milliseconds. */
  get time(): Millis {
    return this.#time;
  }

  /** When the last agreed tick was. */
  get ticked(): Millis {
    return this.#ticked;
  }

  /** A record with this stamp is read. Never throws. */
  pass(stamp: Millis): Passed {
    const before = this.#time;
    if (Number.isFinite(stamp)) this.#time = Math.max(before, Math.floor(stamp));
    const isTick = this.#time - this.#ticked >= TICK_AFTER;
    if (isTick) this.#ticked = this.#time;
    return { isTick, wasQuiet: before > 0 && this.#time - before >= QUIET };
  }
}
