/**
 * Timers for many waits of the same few lengths, such as one for each connection. Waits of one length end
 * in the order in which they began, so one timer of the runtime serves all of them. Most waits are
 * cancelled before they end; to begin and to cancel one costs an entry in a set, and no timer.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";

/** A wait under way. */
interface Wait {
  /** When it ends, by the clock of the runtime's timers. */
  readonly due: Millis;
  /** Called at its end. */
  readonly call: () => void;
}

/** A timer may come this much too early, because the runtime rounds to whole milliseconds. */
const EARLY: Millis = 1;

/** The longest timer that the runtime can set, about 24 days; a longer one would end at once. */
const LONGEST_TIMER: Millis = 2 ** 31 - 1;

/** Lanes without a wait are kept up to this number of lanes, because the usual lengths come again at once. */
const MAX_KEPT = 16;

/** All waits, by their length. */
export class TimerLanes {
  readonly #lanes = new Map<Millis, Lane>();

  /**
   * Calls once, after so long; returns a function that cancels it. A throw of `call` is a throw of the
   * runtime's timer; other waits are not affected.
   */
  later(after: Millis, call: () => void): () => void {
    let lane = this.#lanes.get(after);
    if (lane === undefined) {
      lane = new Lane(after, (empty) => this.#forget(empty));
      this.#lanes.set(after, lane);
    }
    return lane.add(call);
  }

  /** The number of timers of the runtime that are set; for tests. */
  get timers(): number {
    return this.#lanes.values().reduce((sum, { isSet }) => sum + Number(isSet), 0);
  }

  /** The number of lanes; for tests of its bound. */
  get lanes(): number {
    return this.#lanes.size;
  }

  #forget(lane: Lane): void {
    if (this.#lanes.size <= MAX_KEPT) return;
    if (this.#lanes.get(lane.after) === lane) this.#lanes.delete(lane.after);
  }
}

/** The waits of one length. It has one timer, for the oldest wait, and none if it has no wait. */
class Lane {
  readonly after: Millis;
  readonly #ended: (lane: Lane) => void;
  /** By order of beginning, which is the order of ending. */
  readonly #waits = new Set<Wait>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A lane without waits. `ended` is called when it has no wait any more. */
  constructor(after: Millis, ended: (lane: Lane) => void) {
    this.after = after;
    this.#ended = ended;
  }

  /** Whether its timer is set. */
  get isSet(): boolean {
    return this.#timer !== undefined;
  }

  add(call: () => void): () => void {
    const wait = { due: performance.now() + this.after, call };
    this.#waits.add(wait);
    this.#setTimer(this.after);
    return () => {
      if (this.#waits.delete(wait)) this.#stopIfEmpty();
    };
  }

  readonly #end = (): void => {
    const now = performance.now();
    try {
      for (const wait of this.#waits) {
        if (wait.due >= now + EARLY) break;
        this.#waits.delete(wait);
        wait.call();
      }
    } finally {
      // A wait that a call has begun ends later than those under way: the timer is not for it.
      clearTimeout(this.#timer);
      this.#timer = undefined;
      const [oldest] = this.#waits;
      if (oldest === undefined) this.#stopIfEmpty();
      else this.#setTimer(Math.max(0, oldest.due - performance.now()));
    }
  };

  /** Sets the timer, if it is not set. One that ends before the oldest wait is set again. */
  #setTimer(rest: Millis): void {
    this.#timer ??= setTimeout(this.#end, Math.min(rest, LONGEST_TIMER));
  }

  #stopIfEmpty(): void {
    if (this.#waits.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ended(this);
  }
}
