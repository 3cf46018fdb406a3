/**
 * What one room says in one dialect. The lines of one turn of the event loop form a batch, which is
 * encoded once; everybody who keeps up is given the same bytes in one write.
 *
 * @module
 */

import type { Codec } from "../wire/codec.ts";

const encoder = new TextEncoder();

/** Encodes text for the wire. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The lines of one turn; closed, never changed, shared by all who hear them. */
export class Batch {
  /** The lines in order, each with its end. */
  readonly lines: readonly string[];
  #bytes: Uint8Array | undefined;
  #offsets: Uint32Array | undefined;

  /** Takes ownership of the lines. */
  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  /** All lines, encoded at the first call. */
  get bytes(): Uint8Array {
    return this.#bytes ??= encode(
      this.lines.length === 1 ? this.lines[0] ?? "" : this.lines.join(""),
    );
  }

  /** Where each line begins in `bytes`, and the end; computed at the first call, for the slow. */
  get offsets(): Uint32Array {
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

/** A room in one dialect: who listens, and the batch that is being filled. */
export class Feed<Listener> {
  /** The dialect. */
  readonly codec: Codec;
  /** Who hears it, in the order in which they are written to. */
  readonly listeners: Set<Listener> = new Set();
  #lines: string[] = [];

  /** A feed that nobody hears. */
  constructor(codec: Codec) {
    this.codec = codec;
  }

  /** The lines of the batch that is being filled; the same array until it is closed. */
  get open(): readonly string[] {
    return this.#lines;
  }

  /** Adds a line to the open batch. */
  append(line: string): void {
    this.#lines.push(line);
  }

  /** Closes the batch and begins the next. */
  close(): Batch {
    const batch = new Batch(this.#lines);
    this.#lines = [];
    return batch;
  }
}
