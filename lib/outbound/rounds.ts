/**
 * Decides when batches are flushed. If no write is awaited, new lines are flushed at the end of the turn
 * of the event loop. The flush and its writes are a round. The next round begins when the writes of the
 * last are done, so that all clients get a batch at about the same time; it waits for late writes no
 * longer than 25 ms.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Pacer } from "../time/pacer.ts";

/** A client's outbox, as far as a round knows it. */
export interface Writer {
  /** Writes now, unless nothing can be written any more. Calls `settled` once, now or later. */
  startWrite(settled: () => void): void;
}

/** The longest time that a round waits for the writes of the last, once all of them have begun. */
const PATIENCE: Millis = 25;

/**
 * The most writes that begin in one turn of the event loop. The runtime's scheduler (tokio) allows 128
 * socket operations in a turn and defers the others, whether the socket is ready or not; a deferred
 * operation costs more.
 */
const WRITES_A_TURN = 120;

/**
 * After a round of several turns the fan-out rests for this share of the round's time, but no longer
 * than `LONGEST_REST`. Answers to the lines just sent then join the same batch as lines that came
 * during the round.
 */
const REST_SHARE = 1 / 8;
const LONGEST_REST: Millis = 1;

/** Decides when to flush, and starts the writes that a flush asks for. Owned by the fan-out. */
export class Rounds {
  readonly #pacer: Pacer;
  readonly #flush: (at: Millis) => readonly Writer[];
  #isAsked = false;
  #isLong = false;
  #at: Millis = 0;
  #restUntil: Millis = 0;
  #cancelPatience: (() => void) | undefined;

  #writers: readonly Writer[] = [];
  #begun = 0;
  /** Writes of the last flush that have not settled; 0 when the wait for them is given up. */
  #unsettled = 0;
  /** The callback of the current flush; a late write calls that of an earlier flush. */
  #settled: () => void = () => {};

  /** `flush` offers each outbox its lines, and returns the outboxes that need a write. */
  constructor(pacer: Pacer, flush: (at: Millis) => readonly Writer[]) {
    this.#pacer = pacer;
    this.#flush = flush;
  }

  /** Asks for a flush: at the end of this turn, or when the last round is done. */
  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    if (this.#unsettled === 0) this.#pacer.soon(this.#turn);
    else this.#bePatient();
  }

  readonly #turn = (): void => {
    const now = this.#pacer.now();
    if (now < this.#restUntil) return this.#pacer.soon(this.#turn);
    this.#isAsked = false;
    this.#at = now;
    this.#writers = this.#flush(now);
    this.#begun = 0;
    this.#unsettled = this.#writers.length;
    this.#isLong = this.#unsettled > WRITES_A_TURN;
    // Writes of an earlier flush that settle now are late, and do not count.
    const settled = () => {
      if (settled === this.#settled && --this.#unsettled === 0) this.#allSettled();
    };
    this.#settled = settled;
    this.#beginWrites();
  };

  readonly #beginWrites = (): void => {
    const end = Math.min(this.#begun + WRITES_A_TURN, this.#writers.length);
    while (this.#begun < end) this.#writers[this.#begun++]?.startWrite(this.#settled);
    if (end < this.#writers.length) return this.#pacer.soon(this.#beginWrites);
    this.#writers = [];
    if (this.#isAsked && this.#unsettled > 0) this.#bePatient();
  };

  #allSettled(): void {
    if (this.#isLong) this.#rest();
    if (this.#isAsked) this.#stopWaiting();
  }

  #rest(): void {
    const now = this.#pacer.now();
    this.#restUntil = now + Math.min(LONGEST_REST, (now - this.#at) * REST_SHARE);
  }

  #bePatient(): void {
    if (this.#writers.length > 0) return;
    this.#cancelPatience = this.#pacer.later(PATIENCE, () => {
      this.#settled = () => {};
      this.#unsettled = 0;
      this.#stopWaiting();
    });
  }

  #stopWaiting(): void {
    this.#cancelPatience?.();
    this.#cancelPatience = undefined;
    this.#pacer.soon(this.#turn);
  }
}
