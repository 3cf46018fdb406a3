/**
 * What an outbox is made with: its limits, the peer that it writes to, and shared functions.
 *
 * @module
 */

import type { Bytes, Millis } from "../core/units.ts";

/** The limits of a send queue; the defaults are in `options/`. A reload may change them in place. */
export interface OutboxLimits {
  /** Above this size of the backlog, lines of rooms are skipped. The write under way is not counted. */
  readonly skipAbove: Bytes;
  /** At this size of the backlog, the client is disconnected. Only private lines can reach it. */
  readonly dropAt: Bytes;
  /** After so long without progress of a write, the client is disconnected. */
  readonly stallTimeout: Millis;
}

/** The destination of the bytes; a peer. */
export interface Sink {
  /** Writes at least one of the bytes; resolves with how many. Rejects on disconnect. */
  write(bytes: Uint8Array): Promise<number>;
}

/** The functions that all outboxes of a fan-out share. */
export interface OutboxTools {
  /** A clock that never jumps. */
  now(): Millis;
  /** Joins pieces into one, which may be shared with other outboxes. */
  join(pieces: readonly Uint8Array[]): Uint8Array;
}
