/**
 * The plain door, for people with `nc` and for programs: lines of text, or JSON if the first line is a
 * hello. The first lines, or a moment of silence, decide the dialect, the name and whether the peer is
 * refused.
 *
 * @module
 */

import type { RoomsWanted } from "../core/command.ts";
import type { Denial } from "../core/notice.ts";
import type { Bytes, Millis } from "../core/units.ts";
import { isDisconnect, type Peer } from "../net/peer.ts";
import { deadline } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";
import type { Codec } from "../wire/codec.ts";
import type { LineLimits } from "../wire/line_limits.ts";
import type { Line } from "../wire/lines.ts";
import { type Beginning, readBeginning } from "./beginning.ts";
import type { Door, Entry, Inbound, Rejection } from "./door.ts";
import { Input } from "./input.ts";
import { helloBytes, limitAfter } from "./measure.ts";
import type { Entering } from "./opening.ts";
import { PlainReader } from "./plain_reader.ts";

/** The settings of a plain door. */
export interface PlainDoorSettings {
  /** The codec of people, in the language of the daemon. */
  readonly people: Codec;
  /** The longest line. */
  readonly maxLineBytes: Bytes;
}

/** The parts of a plain door. */
export interface PlainDoorParts extends PlainDoorSettings {
  /** Time. */
  readonly pacer: Pacer;
}

/** The longest wait for a first line before the client is greeted without one. */
const ENTRY_WAIT: Millis = 200;

/** The door of the line dialect and the JSON dialect. */
export class PlainDoor implements Door {
  #parts: PlainDoorParts;
  #limits: LineLimits;

  /** A door for any number of connections. */
  constructor(parts: PlainDoorParts) {
    this.#parts = parts;
    this.#limits = limitsOf(parts);
  }

  /** Other settings hold for new connections from here on. */
  adjust(settings: PlainDoorSettings): void {
    this.#parts = { ...this.#parts, ...settings };
    this.#limits = limitsOf(settings);
  }

  async receive(peer: Peer): Promise<Entry | Rejection | undefined> {
    const { maxLineBytes } = this.#parts;
    const input = new Input(peer, this.#limits);
    const beginning = await this.#beginningOf(input);
    if (beginning === undefined) return undefined;
    const { opening, lines } = beginning;
    if (opening.kind === "enter") return new PlainEntry(input, { opening, lines, maxLineBytes });
    return { kind: "refuse", protocol: opening.protocol, ended: input.discard() };
  }

  refusal(refusal: Denial): string {
    return this.#parts.people.encode({ kind: "notice", notice: refusal });
  }

  /** Waits a moment for the first lines. Undefined if the peer left without sending any. */
  async #beginningOf(input: Input): Promise<Beginning | undefined> {
    const { people, pacer } = this.#parts;
    const cancel = deadline(pacer, ENTRY_WAIT, () => input.stopPeeking());
    try {
      return await readBeginning(input, people);
    } catch (error) {
      if (!isDisconnect(error)) throw error;
      return undefined;
    } finally {
      cancel();
      input.stopPeeking();
    }
  }
}

function limitsOf({ maxLineBytes }: PlainDoorSettings): LineLimits {
  return {
    maxLineBytes,
    limitAfter: (first) => limitAfter(first, maxLineBytes),
    firstObjectBytes: helloBytes(maxLineBytes),
  };
}

/** What an entry begins with. */
interface Begun {
  readonly opening: Entering;
  readonly lines: readonly Line[];
  readonly maxLineBytes: Bytes;
}

type Read = IteratorResult<Iterable<Inbound>, void>;

/** A client of the plain door. */
class PlainEntry implements Entry, AsyncIterator<Iterable<Inbound>, void, void> {
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

  [Symbol.asyncIterator](): this {
    return this;
  }

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
