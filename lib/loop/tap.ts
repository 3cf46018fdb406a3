/**
 * Taps: further receivers of what rooms are told, such as a bot in the same process. A tap cannot
 * disturb the loop: what it throws, or rejects with, is logged, and clients and other taps are served
 * as usual.
 *
 * @module
 */

import type { Publish } from "../core/event.ts";
import type { BugReports } from "../log/bug_reports.ts";

/**
 * Called with each message to a room, after the fan-out has it. Called in the loop, so the chat waits
 * until it returns: a tap should keep the message and process it later. If it throws, it loses that
 * message, and the error is logged, at most once a second.
 */
export type Tap = (published: Publish) => void;

/** The most records of one tap's bugs a second. */
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
        // The type also allows an async function.
        if (result instanceof Promise) result.catch(report);
      } catch (bug) {
        report(bug);
      }
    }
  }
}
