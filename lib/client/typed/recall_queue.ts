/**
 * Puts questions about an earlier time to the daemon one after the other: what a page begins with, and which
 * results have a number, is known only when the question before is answered. Pure.
 *
 * @module
 */

import type { Recall } from "./recall.ts";
import type { Sendable } from "./request.ts";

/** The most questions that wait; one more is asked at once. */
const MAX_WAITING = 16;

/** A line as it was typed, and the room where the person spoke then. */
interface Question {
  readonly line: string;
  readonly room: string;
}

/** The questions of one run. */
export class RecallQueue {
  readonly #recall: Recall;
  readonly #waiting: Question[] = [];
  #isAsking = false;

  /** Begins with nothing asked. */
  constructor(recall: Recall) {
    this.#recall = recall;
  }

  /**
   * What to send for a typed line now: nothing while another question is open. Undefined if the arguments cannot be
   * used.
   */
  ask(line: string, room: string): readonly Sendable[] | undefined {
    if (this.#isAsking && this.#waiting.length < MAX_WAITING) {
      if (!this.#recall.canAsk(line)) return undefined;
      this.#waiting.push({ line, room });
      return [];
    }
    const asked = this.#recall.ask(line, room);
    if (asked === undefined) return undefined;
    this.#isAsking = true;
    return [asked];
  }

  /**
   * The open question is answered, perhaps by a notice. Returns what to send next. A notice about something else
   * counts as well: then the next question comes too early, but none waits for ever.
   */
  noteAnswer(): readonly Sendable[] {
    this.#isAsking = false;
    const next = this.#waiting.shift();
    return next === undefined ? [] : this.ask(next.line, next.room) ?? [];
  }

  /** A new connection: what was asked on the last one is not answered any more. */
  restart(): void {
    this.#isAsking = false;
    this.#waiting.length = 0;
  }
}
