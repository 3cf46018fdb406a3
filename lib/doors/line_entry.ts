/**
 * A client that sends lines, in whichever dialect: what the session iterates.
 *
 * @module
 */

import type { RoomsWanted } from "../core/command.ts";
import type { Bytes } from "../core/units.ts";
import type { Codec } from "../wire/codec.ts";
import type { Line } from "../wire/lines.ts";
import type { Entry, Inbound } from "./door.ts";
import type { Input } from "./input.ts";
import type { Entering } from "./opening.ts";
import { PlainReader } from "./plain_reader.ts";

/** What an entry begins with. */
export interface Begun {
  /** The meaning of the first lines. */
  readonly opening: Entering;
  /** The lines that have come so far. */
  readonly lines: readonly Line[];
  /** The longest text of a line. */
  readonly maxLineBytes: Bytes;
}

/** What one read brought, or the end. */
export type Read = IteratorResult<Iterable<Inbound>, void>;

/** A client that sends lines. */
export class LineEntry implements Entry, AsyncIterator<Iterable<Inbound>, void, void> {
  readonly kind = "enter";
  readonly nick: string | undefined;
  readonly wanted: RoomsWanted | undefined;
  readonly history: number | undefined;
  readonly program: string | undefined;
  linesIn = 0;
  readonly #input: Input;
  readonly #reader: PlainReader;
  /** What came before the entry; undefined when it has been given, to free its memory. */
  #begun: Begun | undefined;

  /** Reads the input from here on; what came before it is in `begun`. */
  constructor(input: Input, begun: Begun) {
    const { opening, maxLineBytes } = begun;
    this.nick = opening.nick;
    this.wanted = opening.wanted;
    this.history = opening.history;
    this.program = opening.program;
    this.#input = input;
    this.#reader = new PlainReader(opening.codec, maxLineBytes);
    this.#begun = begun;
  }

  get codec(): Codec {
    return this.#reader.codec;
  }

  get ended(): Promise<void> {
    return this.#input.ended;
  }

  /** Itself: it is read once. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What the next read brings. Rejects with the disconnect that ends it. */
  next(): Promise<Read> {
    const begun = this.#begun;
    if (begun !== undefined) return Promise.resolve(this.#begin(begun));
    // An async function would keep its frame in memory for each client that says nothing.
    return this.#input.next().then((read) => read.done ? read : this.#read(read.value));
  }

  #read(lines: readonly Line[]): Read {
    this.linesIn += lines.length;
    return { done: false, value: this.#reader.read(lines) };
  }

  #begin({ opening, lines }: Begun): Read {
    this.#begun = undefined;
    this.linesIn += lines.length;
    return { done: false, value: this.#reader.begin(opening, lines) };
  }
}
