/**
 * The writer: brings the entries of this node into the log, in order and each once as far as it knows.
 * What it writes counts only when it comes back (`replica.ts`), so an entry that came twice, or behind a
 * gap, does no harm; after a failure it goes back to the first that has not come back.
 *
 * @module
 */

import type { Bytes } from "../../core/units.ts";
import type { Pacer } from "../../time/pacer.ts";
import { BackOff } from "../back_off.ts";
import type { Engine } from "../engine.ts";
import type { OutgoingEntries } from "./entries.ts";
import { encodeRecord, ENVELOPE_BYTES, MAX_RECORD_LENGTH } from "../agreed/read_record.ts";
import { MAX_ENTRIES } from "../agreed/record.ts";

/** So many records may be on their way to the engine at once. What comes meanwhile makes the next larger. */
const MAX_IN_FLIGHT = 2;

/** So many if the next cannot become larger. */
const MAX_FULL_IN_FLIGHT = 8;

/** The parts of a writer. */
export interface WriterParts {
  /** The engine. */
  readonly engine: Pick<Engine, "append" | "maxRecord">;
  /** Timers. */
  readonly pacer: Pacer;
  /** The entries to be written; the writer takes none out. */
  readonly entries: OutgoingEntries;
  /** The level that a record is made for: that in force. */
  level(): number;
}

/** Entries that the engine has, by their last number. */
interface Kept {
  readonly last: number;
  readonly position: number;
}

/** Entries of one record. */
interface Run {
  readonly first: number;
  readonly last: number;
  readonly data: string;
}

/** The writer of one node. */
export class Writer {
  readonly #parts: WriterParts;
  readonly #backOff: BackOff;
  /** The epoch that is written for; undefined before the first. */
  #epoch: string | undefined;
  /** The number of the next entry to write. */
  #next = 1;
  #inFlight = 0;
  /** After a failure one record is in flight at a time, until one is kept. */
  #isCautious = false;
  /** Something may be missing in the log: it is written again from the first that has not come back. */
  #goesBack = false;
  #isAsked = false;
  #isStopped = false;
  /** What the engine has and has not come back, by order of writing. */
  #kept: Kept[] = [];
  /** The last position that was applied. */
  #applied = 0;
  /** The first entry that had not come back when something was last found behind a gap. */
  #gapAt = 0;
  /** The first entry that had not come back when the last record was applied. */
  #returned = 1;
  /** How many records were given to the engine, and how many of these calls failed. */
  readonly counts = { appended: 0, failed: 0 };

  /** A writer that writes nothing before `begin`. */
  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#backOff = new BackOff(parts.pacer);
  }

  /** The most bytes that an entry may have as JSON. */
  get maxEntry(): Bytes {
    return Math.min(this.#parts.engine.maxRecord, MAX_RECORD_LENGTH) - ENVELOPE_BYTES;
  }

  /** Another epoch has begun, and its entries are counted from 1: writes them. */
  begin(epoch: string): void {
    this.#epoch = epoch;
    this.#next = 1;
    this.#inFlight = 0;
    this.#goesBack = false;
    this.#kept = [];
    this.#gapAt = 0;
    this.#returned = 1;
    this.added();
  }

  /** The epoch has ended: writes nothing before the next begins. */
  suspend(): void {
    this.#epoch = undefined;
  }

  /** There are more entries. They are written at the end of this turn of the loop, together. */
  added(): void {
    if (this.#isAsked || this.#epoch === undefined) return;
    this.#isAsked = true;
    this.#parts.pacer.soon(() => {
      this.#isAsked = false;
      this.#write();
    });
  }

  /** Records up to this position are applied, and the entries that came back with them are taken out. */
  applied(position: number): void {
    this.#applied = position;
    if (this.#parts.entries.first > this.#returned) this.#backOff.reset();
    this.#returned = this.#parts.entries.first;
    this.#judge();
  }

  /** The engine is connected again: there is no need to wait. */
  reconnected(): void {
    this.#backOff.cutShort();
  }

  /** Writes nothing more. */
  stop(): void {
    this.#isStopped = true;
    this.#backOff.cutShort();
  }

  #write(): void {
    while (!this.#isStopped && !this.#backOff.isWaiting) {
      if (this.#inFlight >= this.#mostInFlight) return;
      if (this.#goesBack && !this.#goBack()) return;
      const run = this.#nextRun();
      if (run === undefined) return;
      this.#next = run.last + 1;
      void this.#append(run);
    }
  }

  get #mostInFlight(): number {
    if (this.#isCautious) return 1;
    const { first, size } = this.#parts.entries;
    const isFull = first + size - this.#next >= MAX_ENTRIES;
    return isFull ? MAX_FULL_IN_FLIGHT : MAX_IN_FLIGHT;
  }

  /** Goes back to the first entry that the engine is not known to have; false while a record is in flight. */
  #goBack(): boolean {
    if (this.#inFlight > 0) return false;
    const { entries } = this.#parts;
    this.#next = entries.first;
    // What follows the last that came back without a gap counts for sure.
    while (entries.at(this.#next)?.keptAt !== undefined) this.#next++;
    this.#goesBack = false;
    return true;
  }

  /** The next record; undefined if there is nothing, or what follows waits for what the engine has. */
  #nextRun(): Run | undefined {
    const { entries, level } = this.#parts;
    const epoch = this.#epoch;
    this.#next = Math.max(this.#next, entries.first);
    const first = this.#next;
    const encoded: string[] = [];
    let room = this.maxEntry;
    for (let number = first; encoded.length < MAX_ENTRIES; number++) {
      const slot = entries.at(number);
      if (slot === undefined || slot.keptAt !== undefined) break;
      // With the comma before it.
      room -= slot.bytes + 1;
      if (room < 0 && encoded.length > 0) break;
      encoded.push(slot.encoded);
    }
    if (encoded.length === 0 || epoch === undefined) return undefined;
    const last = first + encoded.length - 1;
    return { first, last, data: encodeRecord({ v: level(), e: epoch, n: first }, encoded) };
  }

  async #append({ first, last, data }: Run): Promise<void> {
    const epoch = this.#epoch;
    this.#inFlight++;
    this.counts.appended++;
    let position: number | undefined;
    try {
      position = await this.#parts.engine.append(data);
    } catch {
      this.counts.failed++;
    }
    // What was on its way for an epoch that has ended means nothing any more.
    if (epoch !== this.#epoch) return;
    this.#inFlight--;
    if (position === undefined) await this.#failed();
    else this.#keptAt(first, { last, position });
    this.#write();
  }

  async #failed(): Promise<void> {
    this.#isCautious = true;
    this.#goesBack = true;
    if (!this.#backOff.isWaiting) await this.#backOff.wait();
  }

  #keptAt(first: number, kept: Kept): void {
    if (!this.#goesBack) this.#isCautious = false;
    const { entries } = this.#parts;
    for (let number = Math.max(first, entries.first); number <= kept.last; number++) {
      const slot = entries.at(number);
      if (slot !== undefined) slot.keptAt = kept.position;
    }
    this.#kept.push(kept);
    this.#judge();
  }

  /** Looks whether something that the engine has was applied and has not come back: it stood behind a gap. */
  #judge(): void {
    const { entries } = this.#parts;
    let isBehindGap = false;
    this.#kept = this.#kept.filter(({ last, position }) => {
      if (last < entries.first) return false;
      if (position > this.#applied) return true;
      for (let number = entries.first; number <= last; number++) {
        const slot = entries.at(number);
        if (slot?.keptAt === position) slot.keptAt = undefined;
      }
      isBehindGap = true;
      return false;
    });
    if (isBehindGap) this.#fillGap();
  }

  /** Writes again what counted as nothing; not without a pause if that did not help. */
  #fillGap(): void {
    this.#goesBack = true;
    const { first } = this.#parts.entries;
    const isNew = this.#gapAt !== first;
    this.#gapAt = first;
    if (isNew) return this.added();
    this.#isCautious = true;
    if (!this.#backOff.isWaiting) void this.#backOff.wait().then(() => this.added());
  }
}
