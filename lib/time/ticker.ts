/**
 * Posts a `tick` event about once a second, and at each instant that was asked for. A late tick waits
 * until input that came meanwhile is read, so that no client counts as idle while its line waits in
 * the kernel.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import type { Millis } from "../core/units.ts";
import { deadline } from "./deadline.ts";
import type { Pacer } from "./pacer.ts";

/** The parts of a ticker. */
export interface TickerParts {
  /** Timers, and the clock of the instants. */
  readonly pacer: Pacer;
  /** The longest time between two ticks; the clock counts a longer gap as a standstill. */
  readonly period: Millis;
  /** Posts a tick; resolves when the loop has applied it. The ticker does not wait for that. */
  post(event: ChatEvent): Promise<void>;
}

/** Ticks from `start` to `stop`. */
export class Ticker {
  readonly #parts: TickerParts;
  #period: Millis;
  #cancelPeriod: (() => void) | undefined;
  #cancelWake: (() => void) | undefined;
  #wakeAt: Millis = Infinity;

  /** A ticker that does not tick yet. */
  constructor(parts: TickerParts) {
    this.#parts = parts;
    this.#period = parts.period;
  }

  /** Another period holds after the next tick; a longer one than the first has no effect. */
  adjust(period: Millis): void {
    this.#period = Math.min(this.#parts.period, period);
  }

  /** Begins to tick. */
  start(): void {
    this.#cancelPeriod = deadline(this.#parts.pacer, this.#period, () => {
      void this.tick();
      this.start();
    });
  }

  /** Asks for a tick at this instant. If several are asked for, only the earliest is kept. */
  wake(at: Millis): void {
    if (at >= this.#wakeAt) return;
    this.#cancelWake?.();
    this.#wakeAt = at;
    const { pacer } = this.#parts;
    // Whole milliseconds, because a timer may round down and come too early.
    const wait = Math.max(0, Math.ceil(at - pacer.now()));
    this.#cancelWake = deadline(pacer, wait, () => {
      this.#wakeAt = Infinity;
      if (pacer.now() < at) this.wake(at);
      else void this.tick();
    });
  }

  /** Ticks now. Resolves when the loop has applied the tick. */
  tick(): Promise<void> {
    return this.#parts.post({ kind: "tick" });
  }

  /** Stops for good. May be called more than once. */
  stop(): void {
    this.#cancelPeriod?.();
    this.#cancelWake?.();
    this.#wakeAt = -Infinity;
  }
}
