/**
 * Records that wait, by their positions, within a bound.
 *
 * @module
 */

import type { Bytes } from "../../core/units.ts";
import type { LogRecord } from "../engine.ts";

/** The most records that wait in one place, and about the most bytes; what is beyond is read later. */
const MAX_WAITING = 2000;
const MAX_WAITING_BYTES: Bytes = 8_388_608;

/** Records that wait. */
export class WaitingRecords {
  readonly #records = new Map<number, LogRecord>();
  #bytes: Bytes = 0;

  /** How many there are. */
  get size(): number {
    return this.#records.size;
  }

  /** Whether there is no room for another record. */
  get isFull(): boolean {
    return this.#records.size >= MAX_WAITING || this.#bytes >= MAX_WAITING_BYTES;
  }

  /** Whether there is room for many. */
  get isHalfEmpty(): boolean {
    return this.#records.size <= MAX_WAITING / 2 && this.#bytes <= MAX_WAITING_BYTES / 2;
  }

  /** Adds a record, unless it is here. */
  add(record: LogRecord): void {
    if (this.#records.has(record.position)) return;
    this.#records.set(record.position, record);
    this.#bytes += record.data.length;
  }

  /** The record of this position; undefined if it is not here. */
  look(position: number): LogRecord | undefined {
    return this.#records.get(position);
  }

  /** Takes out the record of this position; undefined if it is not here. */
  take(position: number): LogRecord | undefined {
    const record = this.#records.get(position);
    if (record === undefined) return undefined;
    this.#records.delete(position);
    this.#bytes -= record.data.length;
    return record;
  }

  /** Takes out all up to this position. */
  dropUpTo(position: number): void {
    for (const each of this.#records.keys()) if (each <= position) this.take(each);
  }
}
