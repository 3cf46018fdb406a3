/**
 * Reports of bugs: one record each, with the stack. A repeated bug is logged a few times a second and
 * otherwise counted, because a stranger may trigger it, and it must not fill the log.
 *
 * @module
 */

import type { Log } from "./log.ts";

/** One bug. */
export interface Bug {
  /** Where it occurred; one of a few words, because each is counted separately. */
  readonly on: string;
  /** What was thrown. */
  readonly bug: unknown;
  /** The id of its connection, if it has one. */
  readonly id?: number | undefined;
  /** The most records a second for this `on`. */
  readonly aSecond?: number | undefined;
}

const RECORDS_A_SECOND = 10;
const SECOND = 1000;

/** How many bugs of one `on` were logged in the second that began at `since`. */
interface Count {
  since: number;
  told: number;
  /** Left out since the last record. */
  more: number;
}

/** Logs bugs, within a rate limit. */
export class BugReports {
  readonly #log: Pick<Log, "error">;
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();

  /** `now` is in milliseconds and never goes back. */
  constructor(log: Pick<Log, "error">, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  /** Logs a bug, or counts it. Never throws. */
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
      // The log itself has failed; there is no other place to report the bug.
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

/** The stack of an error, or the thrown value as text. Never throws. */
export function stackOf(bug: unknown): string {
  try {
    return bug instanceof Error ? String(bug.stack ?? bug.message) : String(bug);
  } catch {
    return "something that cannot be written";
  }
}
