/**
 * Checks what the receivers of several rooms hear. Each hears other rooms, so there is no log that is
 * common to all: every line is read, and in the end it is asked whether one order of all lines agrees
 * with what every receiver heard. Zero faults means: each receiver had each line of its rooms once,
 * whole, behind the name of its room, and any two lines in the same order as all others that had both.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { Listening } from "./crowd.ts";
import type { LineRecord, RecordFormat } from "./record.ts";
import { Histogram } from "./stats.ts";

const NEWLINE = 0x0a;
const SKIPPED = /^(?:#\S+ )?-- (\d+) messages? skipped\n$/;
const DECODER = new TextDecoder();

/** Which rooms there are, and who says and hears what. */
export interface RoomPlan {
  /** The receivers are numbered below this. */
  readonly clients: number;
  /** The senders are numbered below this, each talking in one room. */
  readonly senders: number;
  /** The room in which a sender talks, without `#`. */
  roomOf(sender: number): string;
  /** Whether a client is to hear what this sender says. */
  hears(client: number, sender: number): boolean;
}

/** Takes what receivers of several rooms are given. The lines of a run are kept, so runs must be short. */
export class RoomReaders implements Listening {
  readonly latency: Histogram = new Histogram();
  readonly completion: Histogram = new Histogram();
  isMeasuring = false;
  delivered = 0;
  /** Lines that receivers were told they missed. */
  skipped = 0;
  /** Lines that are damaged, of another room, or in the wrong place among those of their sender. */
  strange = 0;
  readonly #format: RecordFormat;
  readonly #plan: RoomPlan;
  readonly #rests: (Uint8Array | undefined)[] = [];
  /** What each receiver heard: lines, each numbered over all senders. */
  readonly #heard: number[][];
  readonly #next: Float64Array;

  /** Nobody has heard anything. */
  constructor(format: RecordFormat, plan: RoomPlan) {
    this.#format = format;
    this.#plan = plan;
    this.#heard = Array.from({ length: plan.clients }, () => []);
    this.#next = new Float64Array(plan.clients * plan.senders);
  }

  take(reader: number, bytes: Uint8Array, { length, now }: { length: number; now: number }): void {
    const rest = this.#rests[reader];
    const chunk = rest === undefined
      ? bytes.subarray(0, length)
      : Buffer.concat([rest, bytes.subarray(0, length)]);
    let at = 0;
    for (let end = chunk.indexOf(NEWLINE) + 1; end > 0; end = chunk.indexOf(NEWLINE, at) + 1) {
      this.#judge(reader, chunk.subarray(at, end), now);
      at = end;
    }
    this.#rests[reader] = at < chunk.length ? chunk.slice(at) : undefined;
  }

  /** What is wrong by kind, `said` lines having been said by the senders in turn; only kinds that occurred. */
  faults(said: number): Record<string, number> {
    const missing = this.#due(said) - this.delivered - this.skipped;
    const all: Record<string, number> = {
      lost: Math.max(0, missing),
      surplus: Math.max(0, -missing),
      strange: this.strange,
      misplaced: countUnordered(this.#heard, said),
      skipped: this.skipped,
    };
    return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
  }

  /** Whether everybody had as many lines as were said for it. */
  hasAll(said: number): boolean {
    return this.delivered + this.skipped >= this.#due(said);
  }

  #due(said: number): number {
    const { clients, senders } = this.#plan;
    let due = 0;
    for (let sender = 0; sender < senders; sender++) {
      const lines = Math.ceil((said - sender) / senders);
      for (let client = 0; lines > 0 && client < clients; client++) {
        if (this.#plan.hears(client, sender)) due += lines;
      }
    }
    return due;
  }

  #judge(reader: number, line: Uint8Array, now: number): void {
    const record = this.#format.read(line, 0, line.length);
    if (record === undefined) {
      if (this.#format.hasMark(line, 0, line.length)) this.strange++;
      else this.skipped += Number(SKIPPED.exec(DECODER.decode(line))?.[1] ?? 0);
      return;
    }
    if (!this.#isExpected(reader, line, record)) this.strange++;
    this.delivered++;
    this.#heard[reader]?.push(record.number * this.#plan.senders + record.sender);
    if (this.isMeasuring) this.latency.add(now - record.sentAt);
  }

  #isExpected(reader: number, line: Uint8Array, { sender, number }: LineRecord): boolean {
    const { senders } = this.#plan;
    if (sender >= senders || !this.#plan.hears(reader, sender)) return false;
    const pair = reader * senders + sender;
    const expected = this.#next[pair] ?? 0;
    this.#next[pair] = Math.max(expected, number + 1);
    const isNext = this.skipped > 0 ? number >= expected : number === expected;
    const head = `#${this.#plan.roomOf(sender)} `;
    return isNext && DECODER.decode(line.subarray(0, head.length)) === head;
  }
}

/**
 * How many of `lines` lines cannot be put into one order that agrees with each of these: 0 if there is
 * such an order. A line that somebody heard twice is never in order.
 */
export function countUnordered(heard: readonly (readonly number[])[], lines: number): number {
  const after: number[][] = Array.from({ length: lines }, () => []);
  const before = new Int32Array(lines);
  for (const each of heard) {
    for (let i = 1; i < each.length; i++) {
      after[each[i - 1] ?? 0]?.push(each[i] ?? 0);
      before[each[i] ?? 0] = (before[each[i] ?? 0] ?? 0) + 1;
    }
  }
  const free = Array.from(before.keys()).filter((line) => before[line] === 0);
  let placed = 0;
  for (let line = free.pop(); line !== undefined; line = free.pop()) {
    placed++;
    for (const next of after[line] ?? []) {
      const left = (before[next] ?? 0) - 1;
      before[next] = left;
      if (left === 0) free.push(next);
    }
  }
  return lines - placed;
}
