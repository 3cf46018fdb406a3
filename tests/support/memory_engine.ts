/**
 * An engine in memory that several nodes share, and what can go wrong with it. Nothing happens by itself:
 * without a fault, calls resolve and records are heard in the same turn of the event loop.
 *
 * @module
 */

import type { Bytes, Millis } from "../../lib/core/units.ts";
import { EngineFailure, type KeptSnapshot, type LogRecord } from "../../lib/bus/engine.ts";
import { LEVEL } from "../../lib/bus/agreed/record.ts";
import type { Pacer } from "../../lib/time/pacer.ts";
import { MemoryLink } from "./memory_link.ts";

/** What an engine in memory is like. */
export interface MemoryEngineOptions {
  /** The clock of the engine, since the epoch; that of the system by default. */
  readonly now?: (() => Millis) | undefined;
  /** Timers for what is slow or late, and for calls that are never answered. */
  readonly pacer?: Pick<Pacer, "later"> | undefined;
  /** The longest record; 1 MiB by default, as NATS has it. */
  readonly maxRecord?: Bytes | undefined;
  /** The id of its birth; `birth` by default. */
  readonly birth?: string | undefined;
  /** The level of its birth; that of this program by default. */
  readonly level?: number | undefined;
  /** The key of its birth, base64. */
  readonly key?: string | undefined;
}

/** An answerer of questions, and the link that it has. */
interface Answerer {
  readonly link: MemoryLink;
  readonly respond: (question: string) => Promise<string>;
}

/** The key of a birth that names none: 32 bytes. */
const KEY = btoa("k".repeat(32));

const MEBIBYTE = 1_048_576;

/** The servers of a cluster, in memory: one log, the snapshots, and the links of the nodes. */
export class MemoryEngine {
  /** The longest record that the log takes. */
  readonly maxRecord: Bytes;
  /** All records that the log still has. A test may read and change them. */
  records: LogRecord[] = [];
  /** The snapshots that are kept, the newest last. A test may change them. */
  snapshots: KeptSnapshot[] = [];
  /** Whether nobody reaches the engine. */
  isAway = false;
  readonly #options: MemoryEngineOptions;
  readonly #links: MemoryLink[] = [];
  readonly #answerers = new Map<string, Answerer>();
  #last = 0;

  /** An engine whose log holds its birth. */
  constructor(options: MemoryEngineOptions = {}) {
    this.#options = options;
    this.maxRecord = options.maxRecord ?? MEBIBYTE;
    this.#bear(options.birth ?? "birth");
  }

  /** The last position that was given. */
  get last(): number {
    return this.#last;
  }

  /** Connects a node. */
  link(): MemoryLink {
    const link = new MemoryLink(this, this.#options.pacer);
    this.#links.push(link);
    return link;
  }

  /** All servers are away: nobody reaches them, and everybody notices. */
  goAway(): void {
    this.isAway = true;
    for (const link of this.#links) link.noteConnection();
  }

  /** The servers are back, with all that they had. */
  comeBack(): void {
    this.isAway = false;
    for (const link of this.#links) link.noteConnection();
  }

  /** The log is deleted, and another one is there, with a birth of its own. */
  startAnew(birth: string): void {
    this.records = [];
    this.snapshots = [];
    this.#last = 0;
    this.#bear(birth);
  }

  /** The disks of a majority are lost: the last records are not there any more. */
  loseLast(count: number): void {
    this.#last -= count;
    this.records = this.records.filter(({ position }) => position <= this.#last);
  }

  /** The oldest records are past their time: those below this position are not there any more. */
  expire(below: number): void {
    this.records = this.records.filter(({ position }) => position >= below);
  }

  /** Appends a record and has it heard. Returns its position; throws an `EngineFailure` if it is too long. */
  append(data: string): number {
    const bytes = new TextEncoder().encode(data).length;
    if (bytes > this.maxRecord) throw new EngineFailure("the record is too long");
    const time = this.#options.now?.() ?? Date.now();
    const record = { position: ++this.#last, time, data };
    this.records.push(record);
    for (const link of this.#links) link.deliver(record);
    return record.position;
  }

  /** Has questions for an epoch of a node answered by this link. */
  answer(epoch: string, answerer: Answerer): void {
    this.#answerers.set(epoch, answerer);
  }

  /** Forgets a link, and what it answered. */
  forget(link: MemoryLink): void {
    const place = this.#links.indexOf(link);
    if (place >= 0) this.#links.splice(place, 1);
    for (const [epoch, answerer] of this.#answerers) {
      if (answerer.link === link) this.#answerers.delete(epoch);
    }
  }

  /** Has a node answer; the question waits while that node is frozen. */
  async ask(epoch: string, question: string): Promise<string> {
    const answerer = this.#answerers.get(epoch);
    if (answerer === undefined) throw new EngineFailure("nobody answers");
    await answerer.link.passage();
    return await answerer.respond(question);
  }

  #bear(id: string): void {
    const birth = { kind: "birth", id, key: this.#options.key ?? KEY };
    this.append(
      JSON.stringify({ v: this.#options.level ?? LEVEL, e: "init.00000000", n: 1, i: [birth] }),
    );
  }
}
