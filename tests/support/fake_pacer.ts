/**
 * Time and turns of the event loop for tests: nothing happens until the test says so.
 *
 * @module
 */

import type { Pacer } from "../../lib/time/pacer.ts";

interface Timer {
  readonly at: number;
  readonly call: (late: number) => void;
}

/** A pacer whose clock stands still between two steps. */
export class FakePacer implements Pacer {
  #now = 0;
  #soon: (() => void)[] = [];
  readonly #timers = new Set<Timer>();

  /** How many calls wait for the end of the turn. */
  get waiting(): number {
    return this.#soon.length;
  }

  /** How many timers run. */
  get timers(): number {
    return this.#timers.size;
  }

  /** When the next timer is due; Infinity if none runs. */
  get nextAt(): number {
    return Math.min(Infinity, ...Array.from(this.#timers, ({ at }) => at));
  }

  now(): number {
    return this.#now;
  }

  soon(call: () => void): void {
    this.#soon.push(call);
  }

  later(after: number, call: (late: number) => void): () => void {
    const timer = { at: this.#now + after, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Ends the turn: what was asked for soon is done now. */
  turn(): void {
    const calls = this.#soon;
    this.#soon = [];
    for (const call of calls) call();
  }

  /** Moves the clock, calling each timer at its time. */
  advance(by: number): void {
    const end = this.#now + by;
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#timers.delete(timer);
      this.#now = timer.at;
      timer.call(0);
    }
    this.#now = end;
  }

  /** Moves the clock as if the process had been stopped: whatever was due meanwhile comes late. */
  oversleep(by: number): void {
    this.#now += by;
    for (let timer = this.#next(this.#now); timer !== undefined; timer = this.#next(this.#now)) {
      this.#timers.delete(timer);
      timer.call(this.#now - timer.at);
    }
  }

  #next(end: number): Timer | undefined {
    const due = Array.from(this.#timers).filter(({ at }) => at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
