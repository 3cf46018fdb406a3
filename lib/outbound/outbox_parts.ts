/**
 * What an outbox works with: its limits, and the peer that it writes to.
 *
 * @module
 */

import type { Bytes, Millis } from "../core/units.ts";

/** What a slow reader may cost; the defaults are in `config.ts`. */
export interface OutboxLimits {
  /** Above this, lines of rooms are skipped. Counts what waits behind the write under way. */
  readonly skipAbove: Bytes;
  /** At this, the client is disconnected. Only private lines can reach it. */
  readonly dropAt: Bytes;
  /** A write that makes no progress for so long means that the client is gone. */
  readonly stallTimeout: Millis;
}

/** Where the bytes go; a peer. */
export interface Sink {
  /** Writes a part of the bytes, at least one; resolves with how many. Rejects on disconnect. */
  write(bytes: Uint8Array): Promise<number>;
}

/** What all outboxes of a fan-out share. */
export interface OutboxTools {
  /** A clock that never jumps. */
  now(): Millis;
  /** One piece of bytes out of several, which may be shared with other outboxes. */
  join(pieces: readonly Uint8Array[]): Uint8Array;
}
