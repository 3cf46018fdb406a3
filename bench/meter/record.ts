/**
 * The line the meter sends: a record of fixed length (run, sender, number, time) and padding, so that
 * whoever receives it behind any prefix can tell what it is, whether it is whole and how old it is.
 * Pure; knows nothing of sockets.
 *
 * @module
 */

import { type Dialect, DIALECTS } from "./dialect.ts";

/** The shortest line that can hold a record, in bytes without its newline. */
export const MIN_LINE_BYTES = 32;

const ENCODER = new TextEncoder();
const MARK = 0x7e;
const PAD = 0x78;
const RUN_AT = 1;
const SENDER_AT = 7;
const NUMBER_AT = 11;
const TIME_AT = 19;
const END_AT = 31;

/** What one received line says. */
export interface LineRecord {
  /** Which client said it. */
  readonly sender: number;
  /** Its place among that client's lines, from 0. */
  readonly number: number;
  /** When it was said or due, in microseconds of the meter's clock. */
  readonly sentAt: number;
}

/** Writes and recognises the lines of one run; lines of another run are not its own. */
export class RecordFormat {
  /** Length of a line in bytes, without its newline. */
  readonly lineBytes: number;
  /** The end of a line that is heard, from its record on. */
  readonly #template: Uint8Array;
  /** A line that is said, and where its record begins. */
  readonly #said: Uint8Array;
  readonly #recordAt: number;

  /** `run` is any number below 2^24; throws RangeError if `lineBytes` cannot hold a record. */
  constructor(lineBytes: number, run: number, { said, heardBehind }: Dialect = DIALECTS.text) {
    if (lineBytes < MIN_LINE_BYTES) {
      throw new RangeError(
        `cannot put a record into ${lineBytes} bytes; at least ${MIN_LINE_BYTES}`,
      );
    }
    this.lineBytes = lineBytes;
    const text = new Uint8Array(lineBytes).fill(PAD);
    text[0] = MARK;
    putHex(text.subarray(RUN_AT, SENDER_AT), run);
    text[END_AT] = MARK;
    const [before, behind] = said.map((part) => ENCODER.encode(part));
    this.#template = Uint8Array.of(...text, ...ENCODER.encode(heardBehind));
    this.#said = Uint8Array.of(...before ?? [], ...text, ...behind ?? []);
    this.#recordAt = before?.length ?? 0;
  }

  /** Writes one line and its newline at the start of `into`; returns the bytes written. */
  write(into: Uint8Array, record: LineRecord): number {
    const at = this.#recordAt;
    into.set(this.#said);
    putHexAt(into, at + SENDER_AT, at + NUMBER_AT, record.sender);
    putHexAt(into, at + NUMBER_AT, at + TIME_AT, record.number);
    putHexAt(into, at + TIME_AT, at + END_AT, record.sentAt);
    return this.#said.length;
  }

  /**
   * Reads the record at the end of a received line that ends, newline included, at `end`. Undefined if
   * the line is somebody else's or not whole: every byte of it but the three numbers is compared.
   */
  read(bytes: Uint8Array, start: number, end: number): LineRecord | undefined {
    const template = this.#template;
    const at = end - template.length;
    if (at < start) return undefined;
    for (let i = 0; i < SENDER_AT; i++) if (bytes[at + i] !== template[i]) return undefined;
    for (let i = END_AT; i < template.length; i++) {
      if (bytes[at + i] !== template[i]) return undefined;
    }
    return {
      sender: getHex(bytes, at + SENDER_AT, at + NUMBER_AT),
      number: getHex(bytes, at + NUMBER_AT, at + TIME_AT),
      sentAt: getHex(bytes, at + TIME_AT, at + END_AT),
    };
  }

  /** Whether the text holds the start of a line of this run: if `read` refuses such a line, it is damaged. */
  hasMark(bytes: Uint8Array, start: number, end: number): boolean {
    for (
      let at = bytes.indexOf(MARK, start);
      at >= 0 && at < end;
      at = bytes.indexOf(MARK, at + 1)
    ) {
      let same = 1;
      while (same < SENDER_AT && bytes[at + same] === this.#template[same]) same++;
      if (same === SENDER_AT) return true;
    }
    return false;
  }
}

function putHex(into: Uint8Array, value: number): void {
  putHexAt(into, 0, into.length, value);
}

function putHexAt(into: Uint8Array, from: number, to: number, value: number): void {
  let rest = value;
  for (let at = to - 1; at >= from; at--) {
    const digit = rest % 16;
    into[at] = digit < 10 ? 0x30 + digit : 0x57 + digit;
    rest = (rest - digit) / 16;
  }
}

function getHex(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const code = bytes[at] ?? 0;
    value = value * 16 + (code < 0x3a ? code - 0x30 : code - 0x57);
  }
  return value;
}
