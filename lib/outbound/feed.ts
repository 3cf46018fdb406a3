/**
 * A feed: the lines of one room in one dialect since the last flush. They are encoded once and shared
 * by all subscribers.
 *
 * @module
 */

import type { RoomName } from "../core/units.ts";
import type { Codec } from "../wire/codec.ts";
import { Batch, type Place } from "./batch.ts";

/** A line and its place among all lines of the turn, over all rooms. */
export interface Numbered {
  /** Counts up by one for each line of the turn. */
  readonly ordinal: number;
  /** The line, with its end. */
  readonly line: string;
  /** Where it was told. */
  readonly place: Place;
}

/** One room in one dialect. */
export class Feed {
  /** The room. */
  readonly room: RoomName;
  /** The dialect. */
  readonly codec: Codec;
  #lines: string[] = [];
  #ordinals: number[] = [];

  /** A feed without lines. */
  constructor(room: RoomName, codec: Codec) {
    this.room = room;
    this.codec = codec;
  }

  /** Whether this turn has no lines yet. */
  get isSilent(): boolean {
    return this.#lines.length === 0;
  }

  /** Adds a line to the turn. Ordinals must rise. */
  append(line: string, ordinal: number): void {
    this.#lines.push(line);
    this.#ordinals.push(ordinal);
  }

  /** The lines of this turn with ordinals of at least `from` and less than `to`, in order. */
  said(from: number, to: number): Numbered[] {
    const said: Numbered[] = [];
    for (const [index, ordinal] of this.#ordinals.entries()) {
      if (ordinal >= from && ordinal < to) {
        said.push({ ordinal, line: this.#lines[index] ?? "", place: this.room });
      }
    }
    return said;
  }

  /**
   * All lines of this turn, for clients that hear no other feed with lines: `last`, if that is a batch of
   * the same lines, as of another language of this dialect.
   */
  batch(last?: Batch): Batch {
    const isSame = last?.hasSameLines(this.room, this.#lines) === true;
    return isSame ? last : new Batch(this.#lines, this.room);
  }

  /** Begins the next turn. Results of `batch` and `said` stay unchanged. */
  clear(): void {
    this.#lines = [];
    this.#ordinals = [];
  }
}
