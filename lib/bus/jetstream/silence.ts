/**
 * Finds out that a server is gone without a word: its machine was cut off, or it stands still.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";
import type { Pacer } from "../../time/pacer.ts";
import { inTime } from "../in_time.ts";

/** How long a server may take to answer a ping. It does so at once, also while no leader is elected. */
const PING_MILLIS: Millis = 500;

/**
 * The wait for it is in parts: after a standstill of this process one part ends before the answer, which has
 * come meanwhile, is read.
 */
const PARTS = 2;

/** No server is left sooner than this after the one before. */
const BETWEEN_MILLIS: Millis = 5000;

/** The parts of a {@linkcode SilenceWatch}. */
export interface SilenceParts {
  /** Asks the server whether it is there. Settles with its answer, or when the connection is lost. */
  ping(): Promise<void>;
  /** How much has come from the server so far, whatever it was: a number that grows. */
  received(): number;
  /** Gives the connection up. Must not throw. */
  leave(): void;
  /** The time. */
  readonly pacer: Pick<Pacer, "now" | "later">;
}

/**
 * Leaves a server that gives no answer to a request, and then none to a ping. While the servers elect a
 * leader requests are not answered by any of them, but pings are; so nothing is left then.
 */
export class SilenceWatch {
  readonly #parts: SilenceParts;
  #answers = 0;
  #isAsking = false;
  #isStopped = false;
  #leftAt: Millis = -Infinity;

  /** For one connection, whatever server it goes to. */
  constructor(parts: SilenceParts) {
    this.#parts = parts;
  }

  /** How many answers have come; to be kept with a request, for `unanswered`. */
  get answers(): number {
    return this.#answers;
  }

  /** A request was answered, be it with an error; or the connection is another one. */
  answered(): void {
    this.#answers++;
  }

  /**
   * A request was not answered in its time, which began when there were `answers`. Resolves when the server
   * was found to be there, or was left. Never rejects.
   */
  async unanswered(answers: number): Promise<void> {
    const { ping, received, leave, pacer } = this.#parts;
    if (this.#isAsking || this.#isStopped || answers !== this.#answers) return;
    if (pacer.now() - this.#leftAt < BETWEEN_MILLIS) return;
    this.#isAsking = true;
    const before = received();
    let isSettled = false;
    const settle = () => void (isSettled = true);
    const settled = ping().then(settle, settle);
    const isThere = () => isSettled || answers !== this.#answers || received() !== before;
    for (let part = 0; part < PARTS && !isThere(); part++) {
      await inTime(pacer, PING_MILLIS / PARTS, settled);
    }
    this.#isAsking = false;
    if (isThere() || this.#isStopped) return;
    this.#leftAt = pacer.now();
    leave();
  }

  /** Leaves no server any more. */
  stop(): void {
    this.#isStopped = true;
  }
}
