/**
 * How long the parts of the daemon take: the loop, the flushes, the disk, and the event loop itself. Each
 * turn costs a few readings of the clock, and each batch of the store one.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { LoopWatch } from "../loop/loop_watch.ts";
import type { FlushWatch } from "../outbound/flush_watch.ts";
import type { StoreWatch } from "../store/store_watch.ts";
import type { Pacer } from "../time/pacer.ts";
import { Histogram } from "./histogram.ts";

/** How often the delay of the event loop is measured. */
const DELAY_EVERY: Millis = 500;

const MILLIS_IN_SECOND = 1000;

/** Measures durations; all histograms are in seconds. Never throws. */
export class Timings implements LoopWatch, FlushWatch, StoreWatch {
  /** How long the oldest event of each batch waited for the loop. */
  readonly intakeWait: Histogram = new Histogram();
  /** How long each batch of events took to be applied. */
  readonly apply: Histogram = new Histogram();
  /** How long each flush took. */
  readonly flush: Histogram = new Histogram();
  /** How late timers were. */
  readonly loopDelay: Histogram = new Histogram();
  /** How long each batch of the store took to be written. */
  readonly storeWrite: Histogram = new Histogram();
  readonly #now: () => Millis;
  #queuedAt: Millis | undefined;
  #takenAt: Millis = 0;
  #flushingAt: Millis = 0;
  #events = 0;
  #written = 0;

  /** Nothing was measured. `now` is monotonic, and goes on while the process stands still. */
  constructor(now: () => Millis) {
    this.#now = now;
  }

  /** How many events were taken by the loop so far. */
  get events(): number {
    return this.#events;
  }

  /** How many events were written by the store so far. */
  get written(): number {
    return this.#written;
  }

  /** How long the oldest event that waits now has waited; 0 if none waits. */
  get waiting(): Millis {
    return this.#queuedAt === undefined ? 0 : this.#now() - this.#queuedAt;
  }

  /** See `LoopWatch`. */
  queued(): void {
    this.#queuedAt = this.#now();
  }

  /** See `LoopWatch`. */
  taken(events: number): void {
    const now = this.#now();
    this.intakeWait.observe((now - (this.#queuedAt ?? now)) / MILLIS_IN_SECOND);
    this.#queuedAt = undefined;
    this.#takenAt = now;
    this.#events += events;
  }

  /** See `LoopWatch`. */
  applied(): void {
    this.apply.observe((this.#now() - this.#takenAt) / MILLIS_IN_SECOND);
  }

  /** See `FlushWatch`. */
  flushing(): void {
    this.#flushingAt = this.#now();
  }

  /** See `FlushWatch`. */
  flushed(): void {
    this.flush.observe((this.#now() - this.#flushingAt) / MILLIS_IN_SECOND);
  }

  /** See `StoreWatch`. */
  wrote(events: number, took: Millis): void {
    this.#written += events;
    this.storeWrite.observe(took / MILLIS_IN_SECOND);
  }

  /** Measures the delay of the event loop from now on; returns a function that ends it. */
  watchDelay(pacer: Pick<Pacer, "later">): () => void {
    let cancel: () => void;
    const wait = () => {
      cancel = pacer.later(DELAY_EVERY, (late) => {
        this.loopDelay.observe(late / MILLIS_IN_SECOND);
        wait();
      });
    };
    wait();
    return () => cancel();
  }
}
