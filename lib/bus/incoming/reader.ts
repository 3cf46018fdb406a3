/**
 * The reader: has the records of the log in order and without a gap, whatever of them is heard. What is
 * missed, late or twice shows by the positions; what is missing is read.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";
import type { Pacer } from "../../time/pacer.ts";
import { BackOff } from "../back_off.ts";
import type { Doom } from "../doom.ts";
import type { Engine, LogBounds, LogRecord } from "../engine.ts";
import { attempt, inTime } from "../in_time.ts";
import { LogCheck } from "./log_check.ts";
import { WaitingRecords } from "./waiting_records.ts";

/** So many records are asked for at once. */
const READ_LIMIT = 500;

/** Records are asked for again after this time. Those that come late are used all the same. */
const PATIENCE: Millis = 1000;

/** The parts of a reader. */
export interface ReaderParts {
  /** The engine. */
  readonly engine: Pick<Engine, "read" | "bounds">;
  /** Timers. */
  readonly pacer: Pacer;
  /** The position after which it begins. */
  readonly after: number;
  /** There are records to take. Must not throw. */
  ready(): void;
  /** The log is not what it was. Called at most once; must not throw. */
  doomed(doom: Doom): void;
}

/** The reader of one node. */
export class Reader {
  readonly #parts: ReaderParts;
  readonly #backOff: BackOff;
  readonly #check: LogCheck;
  /** Records that the loop can take, the next first. */
  readonly #ready = new WaitingRecords();
  /** Records that were heard behind a gap, or in doubt. */
  readonly #ahead = new WaitingRecords();
  /** The last record that is in `#ready`, or was taken. */
  #head: number;
  /** That record; undefined before the first. */
  #anchor: LogRecord | undefined;
  /** The last position that the log is known to have. */
  #last = 0;
  /** The last position at the first look that went well; undefined before it. */
  #found: number | undefined;
  /** The next record that is taken. */
  #next: number;
  #isFilling = false;
  #isStopped = false;
  /** Called when there is room for what is read; undefined if nobody waits for that. */
  #room: (() => void) | undefined;
  /** How many records were read because they were not heard. */
  filled = 0;

  /** A reader that has heard nothing yet. */
  constructor(parts: ReaderParts) {
    const { engine, pacer, after } = parts;
    this.#parts = parts;
    this.#backOff = new BackOff(pacer);
    this.#head = after;
    this.#next = after + 1;
    this.#check = new LogCheck({
      engine,
      pacer,
      after,
      anchor: () => this.#anchor,
      measured: (bounds) => this.#measured(bounds),
      believed: () => this.#believed(),
      lost: (last) => this.#end({ code: "lost-log", applied: this.#next - 1, last }),
    });
  }

  /** The last position that the log is known to have. */
  get last(): number {
    return Math.max(this.#last, this.#head);
  }

  /** The last position that the log had at the first look; undefined before that. */
  get found(): number | undefined {
    return this.#found;
  }

  /** Whether there are records to take. */
  get hasMore(): boolean {
    return this.#ready.size > 0;
  }

  /** The time, on the engine's clock, from the next record to the last that can be taken; 0 if none can. */
  get waitingFor(): Millis {
    const next = this.#ready.look(this.#next);
    return next === undefined || this.#anchor === undefined ? 0 : this.#anchor.time - next.time;
  }

  /** Takes the next record; undefined if it is not here. */
  take(): LogRecord | undefined {
    const record = this.#ready.take(this.#next);
    if (record === undefined) return undefined;
    this.#next++;
    if (this.#ready.isHalfEmpty) this.#room?.();
    return record;
  }

  /** A record was heard. */
  heard(record: LogRecord): void {
    const { position } = record;
    if (this.#isStopped || position <= this.#head) return;
    this.#last = Math.max(this.#last, position);
    if (position === this.#head + 1 && !this.#check.isUnsure && !this.#ready.isFull) {
      this.#accept(record);
      this.#closeGap();
      this.#parts.ready();
    } else if (!this.#ahead.isFull) this.#ahead.add(record);
    this.#fillIfBehind();
  }

  /** The connection was lost, or is there again: then looks. */
  connected(isConnected: boolean): void {
    if (isConnected) this.#backOff.cutShort();
    this.#check.connected(isConnected);
  }

  /** Asks the log how far it is, and reads what is missing. Call it once a second. Never rejects. */
  async look(): Promise<void> {
    await this.#check.look();
  }

  /** Has nothing more. */
  stop(): void {
    this.#isStopped = true;
    this.#check.stop();
    this.#backOff.cutShort();
    this.#room?.();
  }

  #measured({ last }: LogBounds): void {
    this.#last = Math.max(this.#last, last);
    if (this.#found === undefined) {
      this.#found = last;
      this.#parts.ready();
    }
    this.#fillIfBehind();
  }

  /** The log is the same: what was heard in doubt can be taken. */
  #believed(): void {
    const head = this.#head;
    this.#backOff.cutShort();
    this.#closeGap();
    if (this.#head > head) this.#parts.ready();
    this.#fillIfBehind();
  }

  #end(doom: Doom): void {
    if (this.#isStopped) return;
    this.stop();
    this.#parts.doomed(doom);
  }

  #accept(record: LogRecord): void {
    this.#head = record.position;
    this.#anchor = record;
    this.#ready.add(record);
  }

  /** Takes over what was heard behind the gap that is closed now. */
  #closeGap(): void {
    while (!this.#ready.isFull) {
      const next = this.#ahead.take(this.#head + 1);
      if (next === undefined) break;
      this.#accept(next);
    }
    this.#ahead.dropUpTo(this.#head);
  }

  #fillIfBehind(): void {
    if (this.#last > this.#head && !this.#isFilling) void this.#fill();
  }

  /** Reads until the loop can take everything that the log is known to have. */
  async #fill(): Promise<void> {
    this.#isFilling = true;
    while (!this.#isStopped && this.#last > this.#head) {
      if (this.#ready.isFull) await this.#untilRoom();
      else if (this.#check.isUnsure || !(await this.#read())) await this.#backOff.wait();
    }
    this.#isFilling = false;
  }

  /** Reads what follows. Returns false if that did not go, or it is not there yet. */
  async #read(): Promise<boolean> {
    const head = this.#head;
    await inTime(this.#parts.pacer, PATIENCE, this.#readFrom(head + 1));
    if (this.#head > head) {
      this.#backOff.reset();
      return true;
    }
    await this.#stopIfExpired();
    return false;
  }

  async #readFrom(from: number): Promise<void> {
    const records = await attempt(this.#parts.engine.read(from, READ_LIMIT));
    if (records === undefined || this.#isStopped || this.#check.isUnsure) return;
    const head = this.#head;
    for (const record of records) {
      if (record.position !== this.#head + 1 || this.#ready.isFull) continue;
      this.#accept(record);
      this.filled++;
    }
    this.#closeGap();
    if (this.#head > head) this.#parts.ready();
  }

  /** Nothing came: stops if the log no longer has what follows. */
  async #stopIfExpired(): Promise<void> {
    const { engine, pacer } = this.#parts;
    const bounds = await inTime(pacer, PATIENCE, engine.bounds());
    const from = this.#head + 1;
    // An empty log has expired as a whole.
    if (bounds !== undefined && bounds.first > from && bounds.last >= from) {
      this.#end({ code: "expired", from, first: bounds.first });
    }
  }

  async #untilRoom(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#room = resolve;
    await promise;
    this.#room = undefined;
  }
}
