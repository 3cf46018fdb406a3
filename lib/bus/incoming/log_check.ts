/**
 * Whether the log is the one that this node has read: after a lost connection it may be another, or have
 * lost what was read of it.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";
import type { Pacer } from "../../time/pacer.ts";
import type { Engine, LogBounds, LogRecord } from "../engine.ts";
import { attempt, inTime } from "../in_time.ts";

/**
 * An answer is not waited for any longer before it is asked again, because a part of the engine may be gone
 * that was asked. A late answer is used all the same.
 */
const PATIENCE: Millis = 1000;

/**
 * For so long all looks must find that the log has lost something before the node stops: a new leader of the
 * engine may not know its last position at once.
 */
const LOST_AFTER: Millis = 2500;

/** In doubt it looks again after this time, because nothing is taken from the log meanwhile. */
const LOOK_AGAIN_AFTER: Millis = 250;

/** The parts of a check. */
export interface LogCheckParts {
  /** The engine. */
  readonly engine: Pick<Engine, "read" | "bounds">;
  /** Timers. */
  readonly pacer: Pacer;
  /** The position after which this node has read. */
  readonly after: number;
  /** The last record that was read; undefined before the first. */
  anchor(): LogRecord | undefined;
  /** The log has these records now. */
  measured(bounds: LogBounds): void;
  /** The log is the same: there is no doubt any more. */
  believed(): void;
  /** The log has lost what was read of it; this is its last position. Called at most once. */
  lost(last: number): void;
}

/** Checks the log of one node. */
export class LogCheck {
  readonly #parts: LogCheckParts;
  /** Whether the log may be another by now: then nothing that is heard may be believed. */
  #isUnsure = false;
  /** How often the connection has changed. What was asked before a change says nothing after it. */
  #changes = 0;
  #isLooking = false;
  /** Cancels the next look of those in doubt; undefined before the first. */
  #cancelLook: (() => void) | undefined;
  #isStopped = false;
  /** Since when the log seems to have lost something; undefined if it does not. */
  #lostSince: Millis | undefined;

  /** There is no doubt. */
  constructor(parts: LogCheckParts) {
    this.#parts = parts;
  }

  /** Whether the log may be another by now. */
  get isUnsure(): boolean {
    return this.#isUnsure;
  }

  /** The connection was lost, or is there again: then looks. */
  connected(isConnected: boolean): void {
    this.#isUnsure = true;
    this.#changes++;
    this.#isLooking = false;
    if (isConnected) void this.look();
  }

  /** Asks the log how far it is, and in doubt whether it is the same. Never rejects. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#isStopped) return;
    this.#isLooking = true;
    const { pacer } = this.#parts;
    const changes = this.#changes;
    // What is heard while the answer is on its way may not be in it.
    const anchor = this.#parts.anchor();
    const compared = this.#isUnsure && anchor !== undefined ? this.#compare(anchor, changes) : null;
    await inTime(pacer, PATIENCE, Promise.all([compared, this.#measure(anchor, changes)]));
    if (changes !== this.#changes) return;
    this.#isLooking = false;
    if (this.#isUnsure && !this.#isStopped) this.#lookAgain();
  }

  /** Looks no more. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelLook?.();
  }

  #lookAgain(): void {
    this.#cancelLook?.();
    this.#cancelLook = this.#parts.pacer.later(LOOK_AGAIN_AFTER, () => void this.look());
  }

  /** Reads the last record again. Any part of the engine can answer that, also while it has no leader. */
  async #compare(anchor: LogRecord, changes: number): Promise<void> {
    const records = await attempt(this.#parts.engine.read(anchor.position, 1));
    const record = records?.find(({ position }) => position === anchor.position);
    if (record === undefined || this.#isPast(changes)) return;
    if (record.data === anchor.data) this.#believe();
    else this.#doubt(record.position);
  }

  async #measure(anchor: LogRecord | undefined, changes: number): Promise<void> {
    const bounds = await attempt(this.#parts.engine.bounds());
    if (bounds === undefined || this.#isPast(changes)) return;
    if (bounds.last < (anchor?.position ?? this.#parts.after)) return this.#doubt(bounds.last);
    // If the record has expired there is nothing to compare.
    if (anchor === undefined || anchor.position < bounds.first) this.#believe();
    this.#parts.measured(bounds);
    if (!this.#isUnsure) this.#lostSince = undefined;
  }

  #believe(): void {
    this.#lostSince = undefined;
    if (!this.#isUnsure) return;
    this.#isUnsure = false;
    this.#parts.believed();
  }

  #doubt(last: number): void {
    const now = this.#parts.pacer.now();
    this.#isUnsure = true;
    this.#lostSince ??= now;
    if (now - this.#lostSince < LOST_AFTER) return;
    this.stop();
    this.#parts.lost(last);
  }

  #isPast(changes: number): boolean {
    return this.#isStopped || changes !== this.#changes;
  }
}
