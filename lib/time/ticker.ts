/**
 * Time as events: posts a `tick` about once a second, and at each instant that was asked for; and
 * says when the clock was set or the machine slept, so that nobody is idle for time that nobody
 * lived through.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import type { Millis } from "../core/units.ts";
import type { Pacer } from "./pacer.ts";

/** What a ticker works with. */
export interface TickerParts {
  /** Timers, and a clock that never jumps. */
  readonly pacer: Pacer;
  /** The time since the epoch, which may jump. */
  now(): Millis;
  /** The longest time between two ticks. */
  readonly period: Millis;
  /** Where ticks go. */
  post(event: ChatEvent): void;
}

/** A step of the clock against the steady one that is worth telling. */
const SMALLEST_SHIFT: Millis = 1000;

/** Ticks from `start` to `stop`. */
export class Ticker {
  readonly #parts: TickerParts;
  #cancelPeriod: (() => void) | undefined;
  #cancelWake: (() => void) | undefined;
  #wakeAt: Millis = Infinity;
  #offset: Millis;

  /** A ticker that does not tick yet. */
  constructor(parts: TickerParts) {
    this.#parts = parts;
    this.#offset = parts.now() - parts.pacer.now();
  }

  /** Begins to tick. */
  start(): void {
    this.#cancelPeriod = this.#parts.pacer.later(this.#parts.period, () => {
      this.tick();
      this.start();
    });
  }

  /** Asks for a tick at this instant; of several, the earliest is kept. */
  wake(at: Millis): void {
    if (at >= this.#wakeAt) return;
    this.#cancelWake?.();
    this.#wakeAt = at;
    this.#cancelWake = this.#parts.pacer.later(Math.max(0, at - this.#parts.now()), () => {
      this.#wakeAt = Infinity;
      this.tick();
    });
  }

  /** Ticks now. */
  tick(): void {
    const offset = this.#parts.now() - this.#parts.pacer.now();
    const shift = offset - this.#offset;
    if (Math.abs(shift) >= SMALLEST_SHIFT) {
      this.#offset = offset;
      this.#parts.post({ kind: "clock", shift });
    }
    this.#parts.post({ kind: "tick" });
  }

  /** Ticks no more. May be called again. */
  stop(): void {
    this.#cancelPeriod?.();
    this.#cancelWake?.();
    this.#wakeAt = -Infinity;
  }
}
