/**
 * What everybody in the room is told, once: the bytes that the first receiver of each line had, with
 * an index of its lines. All other receivers are then checked by comparing bytes, which is stricter
 * than parsing every copy (same lines, same order, each once, unharmed) and far cheaper.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { LineRecord, RecordFormat } from "./record.ts";

const RING_BYTES = 1 << 25;
const RING_LINES = 1 << 18;
const LINE_MASK = RING_LINES - 1;

/** A bounded log of lines; offsets and line numbers count from the start of the run. */
export class CommonLog {
  /** Bytes logged so far: always at the end of a line. */
  head = 0;
  /** Lines logged so far. */
  lines = 0;
  /** Lines that carry the mark of this run and are not whole. */
  damaged = 0;
  /** Where each line ends; index with `line & lineMask`. */
  readonly ends: Float64Array = new Float64Array(RING_LINES);
  /** Who said each line, -1 for the daemon's own; index with `line & lineMask`. */
  readonly senders: Int32Array = new Int32Array(RING_LINES);
  /** The place of each line among its sender's; index with `line & lineMask`. */
  readonly numbers: Float64Array = new Float64Array(RING_LINES);
  /** When each line was said, in microseconds; index with `line & lineMask`. */
  readonly sentAt: Float64Array = new Float64Array(RING_LINES);
  /** How many receivers have not had each line yet; index with `line & lineMask`. */
  readonly waiting: Int32Array = new Int32Array(RING_LINES);
  /** Turns a line number into an index. */
  readonly lineMask: number = LINE_MASK;

  /** Senders are numbered below this. */
  readonly senderCount: number;

  readonly #ring = Buffer.alloc(RING_BYTES);
  readonly #format: RecordFormat;
  readonly #next: Float64Array;

  /** A log for lines of this format from senders numbered below `senders`. */
  constructor(format: RecordFormat, senders: number) {
    this.#format = format;
    this.senderCount = senders;
    this.#next = new Float64Array(senders);
  }

  /** The oldest byte still held. */
  get tail(): number {
    return Math.max(0, this.head - RING_BYTES);
  }

  /** Where a line starts. */
  startOf(line: number): number {
    return line === 0 ? 0 : this.ends[(line - 1) & LINE_MASK] ?? 0;
  }

  /** Whether `length` logged bytes from `offset` on are those of `bytes` from `at` on; all must be held. */
  matches(offset: number, bytes: Uint8Array, at: number, length: number): boolean {
    const from = offset % RING_BYTES;
    const first = Math.min(length, RING_BYTES - from);
    if (this.#ring.compare(bytes, at, at + first, from, from + first) !== 0) return false;
    return first === length ||
      this.#ring.compare(bytes, at + first, at + length, 0, length - first) === 0;
  }

  /** A copy of logged bytes that are still held. */
  copy(from: number, to: number): Uint8Array {
    const bytes = new Uint8Array(to - from);
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.#ring[(from + i) % RING_BYTES] ?? 0;
    return bytes;
  }

  /** The record in a line, if it is a whole one of this run. */
  read(line: Uint8Array): LineRecord | undefined {
    return this.#format.read(line, 0, line.length);
  }

  /** Adds one whole line that `receivers` are waiting for; `record` is what is in it. */
  append(line: Uint8Array, record: LineRecord | undefined, receivers: number): void {
    const from = this.head % RING_BYTES;
    const first = Math.min(line.length, RING_BYTES - from);
    this.#ring.set(line.subarray(0, first), from);
    this.#ring.set(line.subarray(first), 0);
    this.head += line.length;
    const index = this.lines++ & LINE_MASK;
    this.ends[index] = this.head;
    this.waiting[index] = receivers;
    this.senders[index] = record?.sender ?? -1;
    this.sentAt[index] = record?.sentAt ?? 0;
    this.numbers[index] = record?.number ?? 0;
    if (record !== undefined) this.#next[record.sender] = record.number + 1;
    else if (this.#format.hasMark(line, 0, line.length)) this.damaged++;
  }

  /**
   * Where a record is in the log, at or after `from`: the number of its line, or `lines` if everything
   * logged is older, or undefined if the log goes past it.
   */
  find(record: LineRecord, from: number): number | undefined {
    for (let place = from; place < this.lines; place++) {
      const index = place & LINE_MASK;
      if (this.senders[index] !== record.sender) continue;
      const number = this.numbers[index] ?? 0;
      if (number === record.number) return place;
      if (number > record.number) return undefined;
    }
    return record.number < (this.#next[record.sender] ?? 0) ? undefined : this.lines;
  }

  /** The last line that ends at or before `offset`, at or after `from`; `from` - 1 if none does. */
  lastLineWithin(offset: number, from: number): number {
    let low = from - 1;
    let high = this.lines - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.ends[middle & LINE_MASK] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
