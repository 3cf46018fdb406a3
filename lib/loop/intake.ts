/**
 * The event log of one process: many callers post, the loop reads. The loop takes all waiting events at
 * once, so a busy turn costs one wake-up and not one for each event.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import type { Millis } from "../core/units.ts";
import type { EventLog, Stamped } from "./event_log.ts";
import type { LoopWatch } from "./loop_watch.ts";

/** The clocks that events are stamped with. */
export interface IntakeClocks {
  /** A monotonic clock, in whole milliseconds. */
  now(): Millis;
  /** The time since the epoch, which may jump. */
  time(): Millis;
}

/** Events in the order of posting; events that the loop takes together have the same time. */
export class Intake implements EventLog {
  readonly #clocks: IntakeClocks;
  readonly #watch: LoopWatch | undefined;
  #events: ChatEvent[] = [];
  #taken = Promise.withResolvers<void>();
  #wake: (() => void) | undefined;
  #isClosed = false;
  #isRead = false;

  /** A log without events. */
  constructor(clocks: IntakeClocks, watch?: LoopWatch) {
    this.#clocks = clocks;
    this.#watch = watch;
  }

  /** Adds an event. Resolves when the loop has applied the event. Once closed, it adds nothing and resolves at once. */
  post(event: ChatEvent): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#events.push(event);
    if (this.#events.length === 1) this.#watch?.queued();
    this.#wake?.();
    return this.#taken.promise;
  }

  /** Takes no more events; the reader ends after those that are here. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /** The events by order of posting. Throws a TypeError at the second call. */
  async *[Symbol.asyncIterator](): AsyncGenerator<readonly Stamped[], void, void> {
    if (this.#isRead) throw new TypeError("Cannot read an intake twice");
    this.#isRead = true;
    while (true) {
      const events = this.#events;
      if (events.length > 0) {
        this.#watch?.taken(events.length);
        const taken = this.#taken;
        this.#events = [];
        this.#taken = Promise.withResolvers<void>();
        const [at, time] = [this.#clocks.now(), this.#clocks.time()];
        yield events.map((event) => ({ event, at, time }));
        taken.resolve();
      } else if (this.#isClosed) return;
      else await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}
