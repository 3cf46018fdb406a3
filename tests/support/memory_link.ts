/**
 * The connection of one node to the engine in memory, with its faults. A test sets the faults; each is
 * described where it is set.
 *
 * @module
 */

import type { Bytes, Millis } from "../../lib/core/units.ts";
import {
  type Engine,
  EngineFailure,
  type KeptSnapshot,
  type LogBounds,
  type LogRecord,
} from "../../lib/bus/engine.ts";
import type { Pacer } from "../../lib/time/pacer.ts";
import type { MemoryEngine } from "./memory_engine.ts";

/** So long a call of a silently cut link waits for its answer. */
const CALL_TIMEOUT: Millis = 1000;

/** How many snapshots are kept. */
const KEPT_SNAPSHOTS = 2;

/** A connection of one node. All faults are off at first. */
export class MemoryLink implements Engine {
  /** See `Engine`. */
  readonly maxRecord: Bytes;
  /** So many of the next appends fail before the record is in the log. */
  refuse = 0;
  /** So many of the next appends reach the log and fail all the same: their acks are lost. */
  loseAcks = 0;
  /** So many of the next appends put their record into the log twice. */
  double = 0;
  /** So many of the next records are never heard; `read` has them. */
  miss = 0;
  /** So many of the next records are heard only when `release` is called, or never. */
  keepBack = 0;
  /** So many of the next records are heard twice. */
  repeat = 0;
  /** So many of the next reads have none of the newest record yet. */
  lag = 0;
  /** Each call takes so long; needs a pacer. */
  slowness: Millis = 0;
  /** Each answer of `bounds`, `read` and `append` takes so long back; needs a pacer. */
  lateness: Millis = 0;
  /** How many records were given to `append`, and how many calls of `read` and `bounds` there were. */
  readonly calls = { append: 0, read: 0, bounds: 0 };
  readonly #engine: MemoryEngine;
  readonly #pacer: Pick<Pacer, "later"> | undefined;
  #heard: ((record: LogRecord) => void) | undefined;
  #changed: ((isConnected: boolean) => void) | undefined;
  #cut: "not" | "noticed" | "silent" = "not";
  #isClosed = false;
  #wasConnected = true;
  #thawed: PromiseWithResolvers<void> | undefined;
  /** Records that wait for `release`, or for the end of the frost. */
  #waiting: LogRecord[] = [];

  /** A link; made by `MemoryEngine.link`. */
  constructor(engine: MemoryEngine, pacer: Pick<Pacer, "later"> | undefined) {
    this.#engine = engine;
    this.#pacer = pacer;
    this.maxRecord = engine.maxRecord;
  }

  /** The node is cut off. Silently: it does not notice, and its calls fail after a second. */
  cut({ silently = false }: { silently?: boolean } = {}): void {
    this.#cut = silently ? "silent" : "noticed";
    this.noteConnection();
  }

  /** The node is connected again; what it has missed is in the log. */
  mend(): void {
    this.#cut = "not";
    this.noteConnection();
  }

  /** The process of the node stands still: it neither hears nor gets an answer until `thaw`. */
  freeze(): void {
    this.#thawed ??= Promise.withResolvers();
  }

  /** The process goes on; it hears first what came meanwhile. */
  thaw(): void {
    this.release();
    this.#thawed?.resolve();
    this.#thawed = undefined;
  }

  /** What was kept back is heard now. */
  release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const record of waiting) this.#hear(record);
  }

  /** Whether the node reaches the engine. */
  get isConnected(): boolean {
    return this.#cut === "not" && !this.#engine.isAway && !this.#isClosed;
  }

  /** The connection has perhaps been lost, or is there again: tells the node. */
  noteConnection(): void {
    if (this.#cut === "silent" || this.isConnected === this.#wasConnected) return;
    this.#wasConnected = this.isConnected;
    this.#changed?.(this.isConnected);
  }

  /** A record is in the log: it is heard, unless a fault is in the way. */
  deliver(record: LogRecord): void {
    if (!this.isConnected) return;
    if (this.miss > 0) this.miss--;
    else if (this.#thawed !== undefined) this.#waiting.push(record);
    else if (this.keepBack > 0) {
      this.keepBack--;
      this.#waiting.push(record);
    } else {
      this.#hear(record);
      if (this.repeat > 0) {
        this.repeat--;
        this.#hear(record);
      }
    }
  }

  /** Resolves when a call of this link reaches the engine; rejects with `EngineFailure` if it does not. */
  async passage(): Promise<void> {
    await this.#thawed?.promise;
    if (this.slowness > 0) await this.#pause(this.slowness);
    if (this.#cut === "silent") await this.#pause(CALL_TIMEOUT);
    if (!this.isConnected) throw new EngineFailure("the engine cannot be reached");
  }

  /** See `Engine`. */
  async append(data: string): Promise<number> {
    this.calls.append++;
    await this.passage();
    if (this.refuse > 0) {
      this.refuse--;
      throw new EngineFailure("the engine is busy");
    }
    const position = this.#engine.append(data);
    if (this.double > 0) {
      this.double--;
      this.#engine.append(data);
    }
    await this.#comeBack();
    if (this.loseAcks > 0) {
      this.loseAcks--;
      throw new EngineFailure("no answer in time");
    }
    return position;
  }

  /** See `Engine`. */
  listen(heard: (record: LogRecord) => void): void {
    this.#heard = heard;
  }

  /** See `Engine`. */
  async read(from: number, limit: number): Promise<readonly LogRecord[]> {
    this.calls.read++;
    await this.passage();
    const isLagging = this.lag > 0;
    if (isLagging) this.lag--;
    const { records } = this.#engine;
    const first = records[0]?.position ?? 1;
    const start = Math.max(0, from - first);
    const read = records.slice(start, start + limit)
      .filter(({ position }) => !isLagging || position < this.#engine.last);
    await this.#comeBack();
    return read;
  }

  /** See `Engine`. */
  async bounds(): Promise<LogBounds> {
    this.calls.bounds++;
    await this.passage();
    const { records, last } = this.#engine;
    const bounds = { first: records[0]?.position ?? last + 1, last };
    await this.#comeBack();
    return bounds;
  }

  /** See `Engine`. */
  watch(changed: (isConnected: boolean) => void): void {
    this.#changed = changed;
  }

  /** See `Engine`. */
  async ask(node: string, question: string): Promise<string> {
    await this.passage();
    return await this.#engine.ask(node, question);
  }

  /** See `Engine`. */
  answer(node: string, respond: (question: string) => Promise<string>): void {
    this.#engine.answer(node, { link: this, respond });
  }

  /** See `Engine`. */
  async keep(snapshot: KeptSnapshot): Promise<void> {
    await this.passage();
    this.#engine.snapshots = [...this.#engine.snapshots, snapshot].slice(-KEPT_SNAPSHOTS);
  }

  /** See `Engine`. */
  async newest(before = Infinity): Promise<KeptSnapshot | undefined> {
    await this.passage();
    return this.#engine.snapshots.findLast(({ position }) => position < before);
  }

  /** See `Engine`. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#engine.forget(this);
    return Promise.resolve();
  }

  /** A live record comes in a turn of its own, as from a socket. */
  #hear(record: LogRecord): void {
    void Promise.resolve().then(() => {
      if (!this.#isClosed) this.#heard?.(record);
    });
  }

  /** The way back of an answer. */
  async #comeBack(): Promise<void> {
    await this.#thawed?.promise;
    if (this.lateness > 0) await this.#pause(this.lateness);
  }

  async #pause(wait: Millis): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#pacer === undefined) throw new TypeError("A slow link needs a pacer");
    this.#pacer.later(wait, () => resolve());
    await promise;
  }
}
