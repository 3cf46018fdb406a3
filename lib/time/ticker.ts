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
  /** The instants that were asked for and have not come, the earliest first: one or two for each room at most. */
  readonly #wakes: Millis[] = [];
  #isStopped = false;

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

  /** Asks for a tick at this instant; one tick serves all instants of the same millisecond. */
  wake(at: Millis): void {
    if (this.#isStopped) return;
    // Whole milliseconds, because a timer may round down and come too early.
    const instant = Math.ceil(at);
    const place = this.#wakes.findLastIndex((other) => other <= instant);
    if (this.#wakes[place] === instant) return;
    this.#wakes.splice(place + 1, 0, instant);
    if (place < 0) this.#await(instant);
  }

  /** Sets the timer for the earliest instant. */
  #await(instant: Millis): void {
    this.#cancelWake?.();
    const { pacer } = this.#parts;
    this.#cancelWake = deadline(pacer, Math.max(0, instant - Math.floor(pacer.now())), () => {
      const now = pacer.now();
      if (now < instant) return this.#await(instant);
      const next = this.#wakes.findIndex((other) => other > now);
      this.#wakes.splice(0, next < 0 ? this.#wakes.length : next);
      void this.tick();
      const [first] = this.#wakes;
      if (first !== undefined) this.#await(first);
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
    this.#isStopped = true;
    this.#wakes.length = 0;
  }
}
