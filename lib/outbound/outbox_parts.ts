/**
 * What an outbox works with: its limits, the peer that it writes to, and the fan-out that fills it.
 *
 * @module
 */

import type { Bytes, Millis } from "../core/units.ts";
import type { Outbox } from "./outbox.ts";

/** What a slow reader may cost; the defaults are in `config.ts`. */
export interface OutboxLimits {
  /** Above this, lines of the room are skipped. Counts what waits behind the write under way. */
  readonly skipAbove: Bytes;
  /** At this, the client is dismissed. Only private words can reach it. */
  readonly dropAt: Bytes;
  /** A write that makes no progress for so long means that the client is gone. */
  readonly stallTimeout: Millis;
}

/** Where the bytes go; a peer. */
export interface Sink {
  /** Writes a part of the bytes, at least one; resolves with how many. Rejects on disconnect. */
  write(bytes: Uint8Array): Promise<number>;
}

/** What an outbox tells whoever fills it. */
export interface OutboxOwner {
  /** The time. */
  now(): Millis;
  /** The time of the flush under way; asked for each write, where a clock would cost too much. */
  readonly flushedAt: Millis;
  /** The outbox has something for the next flush besides whole batches. */
  touched(outbox: Outbox): void;
  /**
   * A write begins in a flush: `startWrite` will be called soon. The token, never 0, is given back
   * when the write settles.
   */
  began(outbox: Outbox): number;
  /** A write that began in a flush has settled; `token` is what `began` gave. */
  settled(token: number): void;
  /** One piece of bytes out of several; those who are behind by the same bytes share it. */
  joined(chunks: readonly Uint8Array[]): Uint8Array;
}
