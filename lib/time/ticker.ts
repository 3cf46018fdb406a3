/**
 * Time as events: posts a `tick` about once a second, and at each instant that was asked for. A tick
 * that comes late waits until what came meanwhile is read, so that nobody is called silent whose line
 * has not been looked at.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import type { Millis } from "../core/units.ts";
import { deadline } from "./deadline.ts";
import type { Pacer } from "./pacer.ts";

/** What a ticker works with. */
export interface TickerParts {
  /** Timers, and the clock that instants are of. */
  readonly pacer: Pacer;
  /** The longest time between two ticks. */
  readonly period: Millis;
  /** Where ticks go; resolves when they have come there, which the ticker does not wait for. */
  post(event: ChatEvent): Promise<void>;
}

/** Ticks from `start` to `stop`. */
export class Ticker {
  readonly #parts: TickerParts;
  #cancelPeriod: (() => void) | undefined;
  #cancelWake: (() => void) | undefined;
  #wakeAt: Millis = Infinity;

  /** A ticker that does not tick yet. */
  constructor(parts: TickerParts) {
    this.#parts = parts;
  }

  /** Begins to tick. */
  start(): void {
    const { pacer, period } = this.#parts;
    this.#cancelPeriod = deadline(pacer, period, () => {
      void this.tick();
      this.start();
    });
  }

  /** Asks for a tick at this instant; of several, the earliest is kept. */
  wake(at: Millis): void {
    if (at >= this.#wakeAt) return;
    this.#cancelWake?.();
    this.#wakeAt = at;
    const { pacer } = this.#parts;
    // Whole milliseconds, for a timer may leave off the rest and come too early.
    const wait = Math.max(0, Math.ceil(at - pacer.now()));
    this.#cancelWake = deadline(pacer, wait, () => {
      this.#wakeAt = Infinity;
      if (pacer.now() < at) this.wake(at);
      else void this.tick();
    });
  }

  /** Ticks now. Resolves when the tick has come where it goes. */
  tick(): Promise<void> {
    return this.#parts.post({ kind: "tick" });
  }

  /** Ticks no more. May be called again. */
  stop(): void {
    this.#cancelPeriod?.();
    this.#cancelWake?.();
    this.#wakeAt = -Infinity;
  }
}
