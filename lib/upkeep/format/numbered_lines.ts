/**
 * Splits bytes into lines that know their number. Bounded: a longer line is refused, not held.
 *
 * @module
 */

import type { Bytes } from "../../core/units.ts";
import type { LineFault } from "../../words/upkeep.ts";

/** The longest text of a person takes half of this, if each of its characters has to be escaped. */
const MAX_LINE_BYTES: Bytes = 4 * 1024 * 1024;

const LF = 10;
const CR = 13;

/** A line that cannot be imported. */
export interface BadLine {
  /** Counted from 1; blank lines count. */
  readonly line: number;
  /** What is wrong with it. */
  readonly fault: LineFault;
}

/** One line without its end. */
export interface NumberedLine {
  /** Counted from 1; blank lines count. */
  readonly line: number;
  /** Not empty. */
  readonly text: string;
}

/**
 * The lines of a source, blank ones left out; a line that is too long or not UTF-8 is reported, and is the
 * last. A line ends with LF or CR LF; the last may have no end. A byte order mark at the beginning is
 * dropped. Rejects as the source does. The chunks may be overwritten when the next is asked for.
 */
export async function* numberedLines(
  source: AsyncIterable<Uint8Array>,
  maxLineBytes: Bytes = MAX_LINE_BYTES,
): AsyncGenerator<NumberedLine | BadLine> {
  const splitter = new NumberedSplitter(maxLineBytes);
  for await (const chunk of source) {
    yield* splitter.push(chunk);
    if (splitter.hasFailed) return;
  }
  yield* splitter.end();
}

/** Splits chunk by chunk; holds at most one line. */
class NumberedSplitter {
  readonly #limit: Bytes;
  /** Throws `TypeError` for what is not UTF-8. */
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  /** The parts of the line under way. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #line = 1;
  #hasFailed = false;

  constructor(limit: Bytes) {
    this.#limit = limit;
  }

  /** Whether a bad line was reported; nothing comes after it. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  *push(chunk: Uint8Array): Generator<NumberedLine | BadLine> {
    let from = 0;
    while (!this.#hasFailed) {
      const end = chunk.indexOf(LF, from);
      if (end < 0) break;
      yield* this.#finish(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from >= chunk.length || this.#hasFailed) return;
    this.#heldBytes += chunk.length - from;
    if (this.#heldBytes > this.#limit) yield this.#fail({ code: "too-long", limit: this.#limit });
    else this.#held.push(chunk.slice(from));
  }

  *end(): Generator<NumberedLine | BadLine> {
    if (this.#heldBytes > 0 && !this.#hasFailed) yield* this.#finish(new Uint8Array());
  }

  *#finish(last: Uint8Array): Generator<NumberedLine | BadLine> {
    if (this.#heldBytes + last.length > this.#limit) {
      yield this.#fail({ code: "too-long", limit: this.#limit });
      return;
    }
    const text = this.#decode(this.#heldBytes === 0 ? last : this.#joined(last));
    if (text === undefined) yield this.#fail({ code: "not-utf8" });
    else if (text.trim() !== "") yield { line: this.#line, text };
    this.#held = [];
    this.#heldBytes = 0;
    this.#line += 1;
  }

  #joined(last: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(this.#heldBytes + last.length);
    let at = 0;
    for (const part of [...this.#held, last]) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  /** Undefined for what is not UTF-8. */
  #decode(bytes: Uint8Array): string | undefined {
    const end = bytes.at(-1) === CR ? bytes.length - 1 : bytes.length;
    try {
      const text = this.#decoder.decode(bytes.subarray(0, end));
      return this.#line === 1 ? text.replace(/^\ufeff/, "") : text;
    } catch {
      // The decoder reports bytes that are not UTF-8 only by throwing.
      return undefined;
    }
  }

  #fail(fault: BadLine["fault"]): BadLine {
    this.#hasFailed = true;
    return { line: this.#line, fault };
  }
}
