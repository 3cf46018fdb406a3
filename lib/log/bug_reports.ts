/**
 * Reports of bugs: one record each, with the stack. A bug that comes again and again is told a few
 * times a second and otherwise counted, for it may be anybody who sets it off, and the log must hold
 * other things as well.
 *
 * @module
 */

import type { Log } from "./log.ts";

/** One bug. */
export interface Bug {
  /** In what it came; one of a small number of words, for each is counted on its own. */
  readonly on: string;
  /** What was thrown. */
  readonly bug: unknown;
  /** The connection, if it was one's. */
  readonly id?: number | undefined;
  /** So many records a second for this `on`. */
  readonly aSecond?: number | undefined;
}

const RECORDS_A_SECOND = 10;
const SECOND = 1000;

/** What was reported of one `on` in the second that began at `since`. */
interface Count {
  since: number;
  told: number;
  /** Left out since the last record. */
  more: number;
}

/** Tells a log of bugs. */
export class BugReports {
  readonly #log: Pick<Log, "error">;
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();

  /** `now` is in milliseconds and never goes back. */
  constructor(log: Pick<Log, "error">, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  /** Tells of a bug, or counts it. Never throws. */
  report({ on, bug, id, aSecond = RECORDS_A_SECOND }: Bug): void {
    const count = this.#countOf(on);
    if (count.told >= aSecond) {
      count.more++;
      return;
    }
    const more = count.more || undefined;
    count.told++;
    count.more = 0;
    try {
      this.#log.error("bug", { on, id, more, stack: stackOf(bug) });
    } catch {
      // The log has a bug of its own, and nobody is left to be told.
    }
  }

  #countOf(on: string): Count {
    const now = this.#now();
    const known = this.#counts.get(on);
    if (known !== undefined && now - known.since < SECOND) return known;
    const count = { since: now, told: 0, more: known?.more ?? 0 };
    this.#counts.set(on, count);
    return count;
  }
}

/** Where something was thrown, or what it was. Never throws. */
export function stackOf(bug: unknown): string {
  try {
    return bug instanceof Error ? String(bug.stack ?? bug.message) : String(bug);
  } catch {
    return "something that cannot be written";
  }
}
