/**
 * What the loop reads: events in one order, each with the time when it was taken in. In one process the
 * order is that of posting (`intake.ts`); several processes that read the same log come to the same
 * state.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import type { Millis } from "../core/units.ts";

/** An event that has its place in the order. */
export interface Stamped {
  /** What happened. */
  readonly event: ChatEvent;
  /** When it was taken in, by a clock that never goes back; durations are made of this. */
  readonly at: Millis;
  /** When it was taken in, since the epoch; this is shown, and decides nothing. */
  readonly time: Millis;
}

/** A log of events; read once, by the loop. */
export interface EventLog extends AsyncIterable<readonly Stamped[]> {
  /** Adds an event. Resolves when it came out in its order and was applied, or the log is closed. */
  post(event: ChatEvent): Promise<void>;
  /** Takes no more events; the reader ends after those that are here. */
  close(): void;
}
