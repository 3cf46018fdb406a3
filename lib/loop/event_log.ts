/**
 * The input of the loop: events in one order, each with the time when it was taken in. In one process
 * the order is that of posting (`intake.ts`). Several processes that read the same log reach the same
 * state.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import type { Millis } from "../core/units.ts";

/** An event with its time. */
export interface Stamped {
  /** What happened. */
  readonly event: ChatEvent;
  /** When it was taken in, by a monotonic clock; durations are computed from it. */
  readonly at: Millis;
  /** When it was taken in, since the epoch; shown to clients, decides nothing. */
  readonly time: Millis;
}

/** A log of events; read once, by the loop. */
export interface EventLog extends AsyncIterable<readonly Stamped[]> {
  /** Adds an event. Resolves when the loop has applied the event. Once the log is closed, it adds nothing and resolves at once. */
  post(event: ChatEvent): Promise<void>;
  /** Takes no more events; the reader ends after those that are here. */
  close(): void;
}
