/**
 * Taps: whoever else is offered what rooms are told, such as a bot in the same process. They are
 * guests of the loop and can do nothing to it: what one throws, or rejects with, is logged, and
 * everybody else is served as if it had not been there.
 *
 * @module
 */

import type { Publish } from "../core/event.ts";
import type { BugReports } from "../log/bug_reports.ts";

/**
 * Is offered what is published to rooms, after it was handed to those who hear it. Called in the
 * loop, so that the chat stands still until it returns: a tap keeps what it is given and works on
 * it later. What it throws costs it that message, and one record of the log a second at most.
 */
export type Tap = (published: Publish) => void;

/** So many records of one tap's bugs a second. */
const RECORDS_A_SECOND = 1;

/** All taps of a broadcaster. */
export class Taps {
  readonly #taps: readonly Tap[];
  readonly #bugs: BugReports;

  /** Offers to these, and reports what they throw. */
  constructor(taps: readonly Tap[], bugs: BugReports) {
    this.#taps = taps;
    this.#bugs = bugs;
  }

  /** Offers a message to each. Never throws. */
  offer(published: Publish): void {
    for (const [index, tap] of this.#taps.entries()) {
      const report = (bug: unknown) =>
        this.#bugs.report({ on: `tap-${index + 1}`, bug, aSecond: RECORDS_A_SECOND });
      try {
        const result: unknown = tap(published);
        // An async function is a tap as well, for the compiler.
        if (result instanceof Promise) result.catch(report);
      } catch (bug) {
        report(bug);
      }
    }
  }
}
