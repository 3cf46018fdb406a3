/**
 * What waits behind a write that is under way. Bounded in bytes: lines of the room that do not fit
 * are skipped and counted, and the count is told at the place where they are missing; private words
 * always fit, and it is for the owner to see that they are too many.
 *
 * @module
 */

import type { Bytes } from "../core/units.ts";
import type { Codec } from "../wire/codec.ts";
import { type Batch, encode } from "./feed.ts";

/** The backlog of one slow client; owned by its outbox. Never throws. */
export class Backlog {
  /** Above so many bytes, lines of the room are skipped. */
  readonly #skipAbove: Bytes;
  #chunks: Uint8Array[] = [];
  #bytes: Bytes = 0;
  #skipped = 0;
  #isSkipping = false;

  /** An empty backlog. */
  constructor(skipAbove: Bytes) {
    this.#skipAbove = skipAbove;
  }

  /** How much waits. */
  get bytes(): Bytes {
    return this.#bytes;
  }

  /** Adds private words. */
  addWord(text: string, codec: Codec): void {
    this.#tellSkipped(codec);
    this.#push(encode(text));
  }

  /** Adds the lines `from` to `to` of a batch as far as they fit, and counts the others. */
  addLines(batch: Batch, from: number, to: number, codec: Codec): void {
    const fits = this.#isSkipping ? from : this.#lastThatFits(batch, from, to);
    if (fits > from) {
      this.#tellSkipped(codec);
      const isWhole = from === 0 && fits === batch.lines.length;
      const { bytes } = batch;
      this.#push(isWhole ? bytes : bytes.subarray(batch.offsets[from], batch.offsets[fits]));
    }
    if (fits === to) return;
    this.#isSkipping = true;
    this.#skipped += to - fits;
  }

  /** The reader has taken something, so that lines may fit again. */
  noteProgress(): void {
    this.#isSkipping = false;
  }

  /** Takes all that waits, and what is to be said of the skipped; empty if there is nothing. */
  take(codec: Codec): Uint8Array[] {
    if (this.#bytes === 0) this.#tellSkipped(codec);
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#bytes = 0;
    return chunks;
  }

  /** The end of the lines from `from` on that fit. */
  #lastThatFits(batch: Batch, from: number, to: number): number {
    const room = this.#skipAbove - this.#bytes;
    if (from === 0 && to === batch.lines.length && batch.bytes.length <= room) return to;
    const { offsets } = batch;
    const limit = (offsets[from] ?? 0) + room;
    let end = from;
    while (end < to && (offsets[end + 1] ?? Infinity) <= limit) end++;
    return end;
  }

  #push(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#bytes += bytes.length;
  }

  #tellSkipped(codec: Codec): void {
    if (this.#skipped === 0) return;
    const count = this.#skipped;
    this.#skipped = 0;
    this.#push(encode(codec.encode({ kind: "skipped", count })));
  }
}
