/**
 * Lines that are sent together. They are encoded once, and shared by all clients that receive exactly
 * these lines.
 *
 * @module
 */

import type { Bytes, RoomName } from "../core/units.ts";
import { encodeRaw } from "./raw_text.ts";

const encoder = new TextEncoder();

/** Encodes text as UTF-8 (RFC 3629), and raw text as the bytes that it stands for. */
export function encode(text: string): Uint8Array {
  return text.isWellFormed() ? encoder.encode(text) : encodeRaw(text);
}

/**
 * Stands in the place of the room for a line of a room that one client is told later than the others.
 * Such lines come no faster than the client reads, so they are neither skipped nor counted.
 */
export const REPLAYED: unique symbol = Symbol("replayed");

/** Where a line was told: in a room; undefined for a private line, and the mark of a replayed one. */
export type Place = RoomName | typeof REPLAYED | undefined;

/** The lines of one turn that one or many clients are sent. Never changed after it is made. */
export class Batch {
  /** The lines in order, each with its end. */
  readonly lines: readonly string[];
  readonly #places: RoomName | readonly Place[];
  #bytes: Uint8Array | undefined;
  #offsets: Uint32Array | undefined;

  /**
   * Takes ownership of the lines. `places` is the room that all lines were told to, or one entry for
   * each line.
   */
  constructor(lines: readonly string[], places: RoomName | readonly Place[]) {
    this.lines = lines;
    this.#places = places;
  }

  /** All lines as bytes; encoded at the first call. */
  get bytes(): Uint8Array {
    return this.#bytes ??= encode(
      this.lines.length === 1 ? this.lines[0] ?? "" : this.lines.join(""),
    );
  }

  /** Whether it has these lines of this room, and no others: then its bytes do for them. */
  hasSameLines(room: RoomName, lines: readonly string[]): boolean {
    return this.#places === room && this.lines.length === lines.length &&
      this.lines.every((line, index) => line === lines[index]);
  }

  /** Whether a line is private or replayed; if so, call `placeOf` for each line. */
  get hasOwnLines(): boolean {
    const places = this.#places;
    return typeof places !== "string" && places.some((place) => typeof place !== "string");
  }

  /** Where a line was told. */
  placeOf(line: number): Place {
    return typeof this.#places === "string" ? this.#places : this.#places[line];
  }

  /** The size of the lines from `from` up to `to`, exclusive. */
  sizeOf(from: number, to: number): Bytes {
    return (this.#starts[to] ?? 0) - (this.#starts[from] ?? 0);
  }

  /** The bytes of the lines from `from` up to `to`, exclusive; a view, not a copy. */
  slice(from: number, to: number): Uint8Array {
    return this.bytes.subarray(this.#starts[from], this.#starts[to]);
  }

  /** The offset of each line in `bytes`, and the end. Only computed for slow readers. */
  get #starts(): Uint32Array {
    if (this.#offsets !== undefined) return this.#offsets;
    const offsets = new Uint32Array(this.lines.length + 1);
    let end = 0;
    for (const [index, line] of this.lines.entries()) {
      end += encode(line).length;
      offsets[index + 1] = end;
    }
    return this.#offsets = offsets;
  }
}
