/**
 * What the fan-out reports, for measuring it.
 *
 * @module
 */

/** Told of each flush. Must not throw, and must return at once. */
export interface FlushWatch {
  /** A flush begins. */
  flushing(): void;
  /** The lines of the turn are offered to all clients; their writes are still to come. */
  flushed(): void;
}
