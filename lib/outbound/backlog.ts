/**
 * The backlog of one client: lines that wait for the write under way. Bounded in bytes: lines of rooms
 * that do not fit are skipped and counted by room, and the client is told the counts where the lines
 * are missing. Private lines are never skipped; too many of them end the connection. Replayed lines are
 * not counted: they come no faster than the client reads.
 *
 * @module
 */

import type { Bytes, RoomName } from "../core/units.ts";
import type { Codec } from "../wire/codec.ts";
import { type Batch, encode, REPLAYED } from "./batch.ts";
import type { OutboxLimits } from "./outbox_types.ts";

/** The backlog of one slow reader; owned by its outbox. Never throws. */
export class Backlog {
  readonly #limits: OutboxLimits;
  #pieces: Uint8Array[] = [];
  #bytes: Bytes = 0;
  /** Lines skipped since the last piece, by room. */
  #skipped: Map<RoomName, number> | undefined;
  #skippedInAll = 0;
  /** Set after a line is skipped: all room lines are skipped until the reader makes progress. */
  #isSkipping = false;

  /** An empty backlog. */
  constructor(limits: OutboxLimits) {
    this.#limits = limits;
  }

  /** The size of the backlog, without replayed lines. */
  get bytes(): Bytes {
    return this.#bytes;
  }

  /**
   * Adds the lines of a batch that fit, and counts the others. Returns false if private lines have
   * reached `dropAt`; then the caller must disconnect the client.
   */
  add(batch: Batch, codec: Codec): boolean {
    const fits = !this.#isSkipping &&
      this.#bytes + batch.bytes.length <= this.#limits.skipAbove;
    if (!fits || batch.hasOwnLines) return this.#addLines(batch, codec);
    this.#tellSkipped(codec);
    this.#push(batch.bytes);
    return true;
  }

  /** The number of lines skipped so far. */
  get skipped(): number {
    return this.#skippedInAll;
  }

  /** The reader has made progress, so lines may fit again. */
  noteProgress(): void {
    this.#isSkipping = false;
  }

  /** Takes the whole backlog, with the notices of skipped lines; empty if there is nothing. */
  take(codec: Codec): Uint8Array[] {
    if (this.#pieces.length === 0) this.#tellSkipped(codec);
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#bytes = 0;
    return pieces;
  }

  #addLines(batch: Batch, codec: Codec): boolean {
    // The lines from `start` on are kept and not yet pushed; they are pushed as one piece.
    let start = 0;
    for (let line = 0; line < batch.lines.length; line++) {
      const waiting = this.#bytes + batch.sizeOf(start, line);
      const size = batch.sizeOf(line, line + 1);
      const place = batch.placeOf(line);
      if (place === REPLAYED) {
        this.#pushLines(batch, { from: start, to: line }, codec);
        this.#pushReplayed(batch.slice(line, line + 1), codec);
        start = line + 1;
      } else if (place === undefined) {
        // A single long answer, such as `/who` in a full room, is always kept.
        if (waiting > 0 && waiting + size >= this.#limits.dropAt) return false;
      } else if (this.#isSkipping || waiting + size > this.#limits.skipAbove) {
        this.#pushLines(batch, { from: start, to: line }, codec);
        this.#skip(place);
        start = line + 1;
      }
    }
    this.#pushLines(batch, { from: start, to: batch.lines.length }, codec);
    return true;
  }

  #pushLines(batch: Batch, { from, to }: { from: number; to: number }, codec: Codec): void {
    if (from === to) return;
    this.#tellSkipped(codec);
    this.#push(batch.slice(from, to));
  }

  #pushReplayed(bytes: Uint8Array, codec: Codec): void {
    this.#tellSkipped(codec);
    this.#pieces.push(bytes);
  }

  #push(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
  }

  #skip(room: RoomName): void {
    this.#isSkipping = true;
    this.#skippedInAll++;
    this.#skipped ??= new Map();
    this.#skipped.set(room, (this.#skipped.get(room) ?? 0) + 1);
  }

  #tellSkipped(codec: Codec): void {
    if (this.#skipped === undefined) return;
    for (const [room, count] of this.#skipped) {
      this.#push(encode(codec.encode({ kind: "skipped", room, count })));
    }
    this.#skipped = undefined;
  }
}
