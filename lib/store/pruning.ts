/**
 * Retention by the clock: soon after the start and then every hour, what is not kept is removed.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Log } from "../log/log.ts";
import type { Pacer } from "../time/pacer.ts";
import { failureOf } from "./failure.ts";
import type { Retention, Store } from "./store.ts";

/** What is kept, and the parts of a pruning. */
export interface PruningParts {
  /** Where it is removed. */
  readonly store: Pick<Store, "prune">;
  /** Timers. */
  readonly pacer: Pacer;
  /** The time since the epoch. */
  readonly time: () => Millis;
  /** The log for failures. */
  readonly log: Log;
  /** What is older than this is removed; 0 keeps it however old it is. */
  readonly keepFor: Millis;
  /** The most messages and actions of a room. */
  readonly keepMessages: number;
}

/** The first time, after the start. */
const FIRST: Millis = 3000;
/** From the end of one time to the next; what has become too old is gone within an hour. */
const PERIOD: Millis = 50 * 60_000;
/** After a failure. */
const RETRY: Millis = 60_000;
/** Between two slices, so that the disk is not kept busy. */
const PAUSE: Millis = 20;

/** Removes what is not kept, while it is held. */
export class Pruning implements Disposable {
  #parts: PruningParts;
  #cancel: () => void;
  #isOver = false;

  /** Begins soon. */
  constructor(parts: PruningParts) {
    this.#parts = parts;
    this.#cancel = parts.pacer.later(FIRST, () => void this.#slice());
  }

  /** Other bounds hold from the next time on. */
  adjust(bounds: Pick<PruningParts, "keepFor" | "keepMessages">): void {
    this.#parts = { ...this.#parts, ...bounds };
  }

  /** Removes nothing more. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#cancel();
  }

  async #slice(): Promise<void> {
    const { store, log } = this.#parts;
    let next = PERIOD;
    try {
      if (!await store.prune(this.#retention())) next = PAUSE;
    } catch (error) {
      log.warn("retention-failed", { problem: failureOf(error).problem.code });
      next = RETRY;
    }
    if (!this.#isOver) this.#cancel = this.#parts.pacer.later(next, () => void this.#slice());
  }

  #retention(): Retention {
    const { time, keepFor, keepMessages } = this.#parts;
    const now = time();
    return { now, before: keepFor === 0 ? 0 : Math.max(0, now - keepFor), keepMessages };
  }
}
