/**
 * When batches go out. What was gathered in a turn of the event loop is flushed at its end; that is
 * a round. The next round begins when the writes of the last are done, so that all get a batch at
 * about the same time; whoever is late is left out of that wait.
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

/** So long the next round waits for the writes of the last, once all of them have begun. */
const PATIENCE: Millis = 25;

/**
 * So many writes begin in one turn of the event loop. The runtime's scheduler (tokio) lets 128
 * operations on sockets go through in a turn and puts the others off, whether there is room or not;
 * what is put off costs more.
 */
const WRITES_A_TURN = 120;

/**
 * After a round of several turns comes a rest, as this part of the time that the round took, but no
 * longer than the longest: whoever answers what has just been read is heard with those who spoke
 * during the round, and one batch does for both.
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
  /** Writes of the last flush that have not settled, as long as they are waited for. */
  #unsettled = 0;
  /** Belongs to one flush; a write that is late calls the one of an earlier flush. */
  #settled: () => void = () => {};

  /** `flush` gives every outbox what is its own, and returns those that want to write. */
  constructor(pacer: Pacer, flush: (at: Millis) => readonly Writer[]) {
    this.#pacer = pacer;
    this.#flush = flush;
  }

  /** There is something to flush: at the end of this turn, or when its time has come. */
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
    // Writes of an earlier flush that settle now are late, and not waited for.
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
