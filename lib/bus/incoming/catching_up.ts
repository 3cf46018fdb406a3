/**
 * How fast a node that was away gives its people what it missed. At full speed that is more at once than
 * their connections take, and they would be told of skipped lines though they read as fast as ever.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";
import type { Pacer } from "../../time/pacer.ts";

/** About the most events of a batch: other parts of the daemon have their turn after it. */
const MOST = 500;

/** The most while people are given what they missed, and the pause behind it: 2,000 lines a second. */
const FEW = 50;
const PAUSE: Millis = 25;

/** What waits is of so long a time: the node was away. It has caught up when it is of less than the second. */
const AWAY: Millis = 1000;
const CAUGHT_UP: Millis = 100;

/** After this time it goes on at full speed: there is more to read than people are given at this pace. */
const LONGEST: Millis = 10_000;

/** The parts. */
export interface CatchingUpParts {
  /** Timers. */
  readonly pacer: Pacer;
  /** Whether this node serves anybody, and does not stop. */
  hasClients(): boolean;
  /** The time, on the engine's clock, from the next record that waits to the last one that does. */
  waitingFor(): Millis;
}

/** Follows how far one node is behind. */
export class CatchingUp {
  readonly #parts: CatchingUpParts;
  /** When the node was found to be behind; undefined if it is not. */
  #since: Millis | undefined;

  /** A node that is not behind. */
  constructor(parts: CatchingUpParts) {
    this.#parts = parts;
  }

  /**
   * Whether people are being given what they missed slowly: what this node puts in may take longer to come back
   * than the others wait for a sign of life.
   */
  get isPaced(): boolean {
    return this.#isSlow();
  }

  /** About the most events of the next batch. */
  most(): number {
    return this.#isSlow() ? FEW : MOST;
  }

  /** Resolves when the batch behind another may be given. */
  rest(): Promise<void> {
    const { pacer } = this.#parts;
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#isSlow()) pacer.later(PAUSE, () => resolve());
    else pacer.soon(resolve);
    return promise;
  }

  #isSlow(): boolean {
    const { pacer, hasClients, waitingFor } = this.#parts;
    const least = this.#since === undefined ? AWAY : CAUGHT_UP;
    if (!hasClients() || waitingFor() < least) {
      this.#since = undefined;
      return false;
    }
    const now = pacer.now();
    this.#since ??= now;
    return now - this.#since < LONGEST;
  }
}
