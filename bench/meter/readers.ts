/**
 * Every receiver's place in the common log. What a receiver is given is compared with what the others
 * were given: where it agrees nothing else is done, where it does not the lines are judged one by one.
 * Zero faults means: each receiver had each line once, whole, in the order common to all.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { CommonLog } from "./common_log.ts";
import { type Dialect, DIALECTS } from "./dialect.ts";
import type { LineRecord } from "./record.ts";
import { Histogram } from "./stats.ts";

const NEWLINE = 0x0a;
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** What is wrong with what receivers were given. The classes are a best guess; none at all is certain. */
export interface ReadFaults {
  /** Lines of the daemon's own that others had and a receiver did not. */
  unheard: number;
  /** Lines that a receiver had although its place in the log is behind them: again, or out of order. */
  misplaced: number;
  /** Lines that nobody else had: damaged, or in an order of their own. */
  strange: number;
}

/** Checks and times what receivers are given. */
export class Readers {
  /** What is wrong so far. */
  readonly faults: ReadFaults = { unheard: 0, misplaced: 0, strange: 0 };
  /** From said to received, while `isMeasuring`. */
  readonly latency: Histogram = new Histogram();
  /** From said to received by the last receiver, while `isMeasuring`. */
  readonly completion: Histogram = new Histogram();
  /** Lines said by the meter that were received, all together. */
  delivered = 0;
  /** Lines that receivers were told they missed. */
  skipped = 0;
  /** Private words of the daemon to one receiver. */
  notices = 0;
  /** Whether what comes is timed. */
  isMeasuring = false;

  readonly #log: CommonLog;
  readonly #receivers: number;
  readonly #completed: (sender: number) => void;
  readonly #offsets: Float64Array;
  readonly #lines: Float64Array;
  readonly #received: Float64Array;
  readonly #heard: Float64Array;
  readonly #pending: Float64Array;
  readonly #announced: Float64Array;
  readonly #rests: (Uint8Array | undefined)[] = [];
  readonly #notices: readonly Uint8Array[];
  readonly #skipped: RegExp;

  /** `completed` is called when the last receiver has a line, with who said it. */
  constructor(
    log: CommonLog,
    receivers: number,
    completed: (sender: number) => void,
    { notices, skipped }: Dialect = DIALECTS.text,
  ) {
    this.#notices = notices.map((words) => ENCODER.encode(words));
    this.#skipped = skipped;
    this.#log = log;
    this.#receivers = receivers;
    this.#completed = completed;
    this.#offsets = new Float64Array(receivers);
    this.#lines = new Float64Array(receivers);
    this.#received = new Float64Array(receivers);
    this.#heard = new Float64Array(receivers * log.senderCount).fill(-1);
    this.#pending = new Float64Array(receivers);
    this.#announced = new Float64Array(receivers);
  }

  /** Takes the next bytes of one receiver: the first `length` of `bytes`, at `now` microseconds. */
  take(reader: number, bytes: Uint8Array, { length, now }: { length: number; now: number }): void {
    const log = this.#log;
    const offset = this.#offsets[reader] ?? 0;
    if (offset < log.tail) this.#catchUp(reader);
    const rest = this.#rests[reader];
    if (rest !== undefined) {
      this.#rests[reader] = undefined;
      return this.#judgeAll(reader, Buffer.concat([rest, bytes.subarray(0, length)]), now);
    }
    const known = Math.min(length, log.head - offset);
    if (known > 0 && !log.matches(offset, bytes, 0, known)) {
      return this.#judgeAll(reader, this.#fromLineStart(reader, bytes.subarray(0, length)), now);
    }
    this.#pass(reader, offset + known, now);
    if (known < length) this.#judgeAll(reader, bytes.subarray(known, length), now);
  }

  /** Whether every receiver had as many lines as were said, or was told that they were skipped. */
  hasAll(said: number): boolean {
    return this.delivered + this.skipped >= said * this.#receivers;
  }

  /**
   * How many lines each receiver had fewer (above 0) or more (below 0) than the `said` ones, those that
   * it was told were skipped counted as had. Right once everything has come.
   */
  balances(said: number): number[] {
    return Array.from(
      this.#received,
      (received, reader) => said - received - (this.#announced[reader] ?? 0),
    );
  }

  #fromLineStart(reader: number, bytes: Uint8Array): Uint8Array {
    const offset = this.#offsets[reader] ?? 0;
    const start = this.#log.startOf(this.#lines[reader] ?? 0);
    this.#offsets[reader] = start;
    return start === offset ? bytes : Buffer.concat([this.#log.copy(start, offset), bytes]);
  }

  // From here on the receiver's place is at the start of a line, and `chunk` begins there.
  #judgeAll(reader: number, chunk: Uint8Array, now: number): void {
    const log = this.#log;
    for (let at = 0; at < chunk.length;) {
      const offset = this.#offsets[reader] ?? 0;
      const known = Math.min(log.head - offset, chunk.length - at);
      const agreed = log.matches(offset, chunk, at, known)
        ? known
        : this.#agreedLines(reader, chunk, { at, known });
      this.#pass(reader, offset + agreed, now);
      at += agreed;
      if (at === chunk.length) return;
      const end = chunk.indexOf(NEWLINE, at) + 1;
      if (end === 0) {
        this.#rests[reader] = chunk.slice(at);
        return;
      }
      this.#judge(reader, chunk.subarray(at, end), now);
      at = end;
    }
  }

  // How many bytes agree, up to the end of a line: found by halving, so that each byte is compared about once.
  #agreedLines(
    reader: number,
    chunk: Uint8Array,
    { at, known }: { at: number; known: number },
  ): number {
    const log = this.#log;
    const place = this.#lines[reader] ?? 0;
    const from = log.startOf(place);
    let same = place;
    let limit = log.lastLineWithin(from + known, place) + 1;
    while (same < limit) {
      const middle = Math.ceil((same + limit) / 2);
      const start = log.startOf(same);
      const size = log.startOf(middle) - start;
      if (log.matches(start, chunk, at + start - from, size)) same = middle;
      else limit = middle - 1;
    }
    return log.startOf(same) - from;
  }

  #judge(reader: number, line: Uint8Array, now: number): void {
    const log = this.#log;
    if (this.#notices.some((words) => beginsWith(line, words))) return this.#note(reader, line);
    const record = log.read(line);
    const found = this.#placeOf(reader, record);
    if (found === undefined) return this.#wonder(reader, record, now);
    this.#forgo(reader, found);
    if (found === log.lines) log.append(line, record, this.#receivers);
    this.#pass(reader, log.startOf(found + 1), now);
  }

  // Where lines are skipped, whoever was ahead may have skipped what this receiver now has: it is then
  // nowhere in the log, but not to be taken for newer than everything there.
  #placeOf(reader: number, record: LineRecord | undefined): number | undefined {
    const { lines } = this.#log;
    const place = this.#lines[reader] ?? 0;
    if (record === undefined) return place === lines ? place : undefined;
    const found = this.#log.find(record, place);
    const isUnlikely = found === lines && this.skipped > 0 &&
      place + (this.#pending[reader] ?? 0) < lines;
    return isUnlikely ? undefined : found;
  }

  #wonder(reader: number, record: LineRecord | undefined, now: number): void {
    if (record === undefined || this.skipped === 0) this.faults.strange++;
    if (record === undefined) return;
    this.#received[reader] = (this.#received[reader] ?? 0) + 1;
    this.delivered++;
    if (this.isMeasuring) this.latency.add(now - record.sentAt);
    this.#hear(reader * this.#log.senderCount + record.sender, record.number);
  }

  #hear(pair: number, number: number): void {
    if (number <= (this.#heard[pair] ?? 0)) this.faults.misplaced++;
    else this.#heard[pair] = number;
  }

  #note(reader: number, line: Uint8Array): void {
    this.notices++;
    const count = this.#skipped.exec(DECODER.decode(line))?.[1];
    if (count === undefined) return;
    this.skipped += Number(count);
    this.#announced[reader] = (this.#announced[reader] ?? 0) + Number(count);
    this.#pending[reader] = (this.#pending[reader] ?? 0) + Number(count);
  }

  // The log has run once around since: what is still held is where it can go on.
  #catchUp(reader: number): void {
    this.faults.strange++;
    this.#forgo(reader, this.#log.lines);
    this.#rests[reader] = undefined;
  }

  // Nobody waits any more for this receiver to have the lines before `line`.
  #forgo(reader: number, line: number): void {
    const { senders, waiting, lineMask } = this.#log;
    for (let missed = this.#lines[reader] ?? 0; missed < line; missed++) {
      const index = missed & lineMask;
      const left = (waiting[index] ?? 0) - 1;
      waiting[index] = left;
      const sender = senders[index] ?? -1;
      if (sender < 0 && this.skipped === 0) this.faults.unheard++;
      if (left === 0 && sender >= 0) this.#completed(sender);
    }
    this.#lines[reader] = line;
    this.#offsets[reader] = this.#log.startOf(line);
  }

  #pass(reader: number, offset: number, now: number): void {
    const { ends, senders, numbers, sentAt, waiting, lineMask, lines, senderCount } = this.#log;
    const pairs = reader * senderCount;
    let line = this.#lines[reader] ?? 0;
    let received = 0;
    while (line < lines && (ends[line & lineMask] ?? 0) <= offset) {
      const index = line & lineMask;
      line++;
      const sender = senders[index] ?? -1;
      if (sender < 0) continue;
      received++;
      this.#hear(pairs + sender, numbers[index] ?? 0);
      const age = now - (sentAt[index] ?? 0);
      if (this.isMeasuring) this.latency.add(age);
      const left = (waiting[index] ?? 0) - 1;
      waiting[index] = left;
      if (left !== 0) continue;
      if (this.isMeasuring) this.completion.add(age);
      this.#completed(sender);
    }
    this.delivered += received;
    this.#received[reader] = (this.#received[reader] ?? 0) + received;
    if (received > 0) this.#pending[reader] = 0;
    this.#lines[reader] = line;
    this.#offsets[reader] = offset;
  }
}

function beginsWith(line: Uint8Array, words: Uint8Array): boolean {
  return words.every((byte, at) => line[at] === byte);
}
