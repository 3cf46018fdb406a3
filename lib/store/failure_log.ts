/**
 * Says in the log, and to the operators, that the store fails: at once, then once a minute, and when it has
 * ended.
 *
 * @module
 */

import type { StoreNotice } from "../core/store_notice.ts";
import type { Millis } from "../core/units.ts";
import type { Log } from "../log/log.ts";
import type { Pacer } from "../time/pacer.ts";
import type { StoreFailure } from "./failure.ts";

/** What the log says beside the problem. */
export interface Backlog {
  /** How many events wait to be written. */
  readonly waiting: number;
  /** How many were dropped since the start, because too many waited. */
  readonly dropped: number;
}

/** How often the log repeats it. */
const REPEAT: Millis = 60_000;

/** Whether the store fails, for the log and for who asks. */
export class FailureLog {
  readonly #log: Log;
  readonly #pacer: Pacer;
  readonly #alarm: (notice: StoreNotice) => void;
  #saidAt: Millis | undefined;
  #code: string | undefined;
  #unreadAt: Millis = -Infinity;
  #behindAt: Millis = -Infinity;
  #count = 0;

  /** The store does not fail. `alarm` tells the operators. */
  constructor(log: Log, pacer: Pacer, alarm: (notice: StoreNotice) => void) {
    this.#log = log;
    this.#pacer = pacer;
    this.#alarm = alarm;
  }

  /** Whether the last attempt failed. */
  get isFailing(): boolean {
    return this.#saidAt !== undefined;
  }

  /** How many attempts have failed. */
  get count(): number {
    return this.#count;
  }

  /** An attempt has failed. */
  failed({ problem }: StoreFailure, backlog: Backlog): void {
    this.#count++;
    const now = this.#pacer.now();
    const isNew = this.#saidAt === undefined || problem.code !== this.#code;
    if (!isNew && this.#saidAt !== undefined && now - this.#saidAt < REPEAT) return;
    this.#saidAt = now;
    this.#code = problem.code;
    const text = problem.code === "other" ? problem.text : undefined;
    this.#log.warn("store-failed", { problem: problem.code, text, ...backlog });
    this.#alarm({ code: "store-failed", problem: problem.code, ...backlog });
  }

  /** Something could not be read, while writing perhaps works: also at once, then once a minute. */
  unread({ problem }: StoreFailure): void {
    const now = this.#pacer.now();
    if (this.isFailing || now - this.#unreadAt < REPEAT) return;
    this.#unreadAt = now;
    const text = problem.code === "other" ? problem.text : undefined;
    this.#log.warn("store-unreadable", { problem: problem.code, text });
  }

  /** An attempt has succeeded. */
  ended(backlog: Backlog): void {
    if (!this.isFailing) return;
    this.#saidAt = undefined;
    this.#code = undefined;
    this.#log.info("store-works", { ...backlog });
    this.#alarm({ code: "store-works", ...backlog });
  }

  /** Events were dropped while writing works, but is slower than people talk: at once, then once a minute. */
  behind(backlog: Backlog): void {
    const now = this.#pacer.now();
    if (this.isFailing || now - this.#behindAt < REPEAT) return;
    this.#behindAt = now;
    this.#log.warn("store-behind", { ...backlog });
  }

  /** The daemon ends, and so many events and decisions could not be written. */
  lost(lost: { readonly events: number; readonly decisions: number }): void {
    this.#log.warn("store-lost", lost);
  }
}
