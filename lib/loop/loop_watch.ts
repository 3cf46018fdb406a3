/**
 * What the loop reports, for measuring it.
 *
 * @module
 */

/** Told of each batch of events. Must not throw, and must return at once. */
export interface LoopWatch {
  /** An event was posted, and none waited before it. */
  queued(): void;
  /** The loop takes all events that wait; so many. */
  taken(events: number): void;
  /** The loop has applied them. */
  applied(): void;
}
