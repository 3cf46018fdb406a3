/**
 * What an outbox needs of the fan-out that fills it.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Outbox } from "./outbox.ts";

/** What an outbox tells whoever fills it. */
export interface OutboxOwner {
  /** The time. */
  now(): Millis;
  /** The time of the flush under way; asked for each write, where a clock would cost too much. */
  readonly flushedAt: Millis;
  /** The outbox has something for the next flush besides whole batches. */
  touched(outbox: Outbox): void;
  /** A write that began in a flush has settled; `token` is what `began` gave. */
  settled(token: number): void;
  /** A write begins in a flush; the token is given back when it settles. Never 0. */
  began(): number;
  /** One piece of bytes out of several; those who are behind by the same bytes share it. */
  joined(chunks: readonly Uint8Array[]): Uint8Array;
}
