/**
 * When batches go out. What was gathered in a turn of the event loop is flushed at its end; that is
 * a round. The next round begins when the writes of the last are done, so that all get a batch at
 * about the same time; whoever is late is left out of that wait.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Pacer } from "./pacer.ts";

/** Somebody whose write belongs to a round. */
export interface Writer {
  /** Writes now, unless nothing can be written any more. */
  startWrite(): void;
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

/** Decides when to flush, and begins the writes of each flush. Owned by the fan-out. */
export class Rounds {
  readonly #pacer: Pacer;
  readonly #flush: () => void;
  #isAsked = false;
  #isLong = false;
  #at: Millis = 0;
  #restUntil: Millis = 0;
  #cancelPatience: (() => void) | undefined;

  #writers: Writer[] = [];
  #begun = 0;
  /** Tells the writes of a round that is waited for from those that are late. */
  #epoch = 1;
  #unsettled = 0;

  /** `flush` gives everybody what is theirs; for each write that begins it calls `begin`. */
  constructor(pacer: Pacer, flush: () => void) {
    this.#pacer = pacer;
    this.#flush = flush;
  }

  /** The time of the last flush. */
  get at(): Millis {
    return this.#at;
  }

  /** There is something to flush: at the end of this turn, or when its time has come. */
  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    if (this.#unsettled === 0) this.#pacer.soon(this.#turn);
    else this.#bePatient();
  }

  /** A write begins in this round, soon; the token, never 0, is given back when it settles. */
  begin(writer: Writer): number {
    this.#writers.push(writer);
    this.#unsettled++;
    return this.#epoch;
  }

  /** A write has settled. Those of an earlier epoch are late, and not waited for. */
  settled(epoch: number): void {
    if (epoch !== this.#epoch) return;
    this.#unsettled--;
    if (this.#unsettled > 0) return;
    if (this.#isLong) this.#rest();
    if (this.#isAsked) this.#stopWaiting();
  }

  #rest(): void {
    const now = this.#pacer.now();
    this.#restUntil = now + Math.min(LONGEST_REST, (now - this.#at) * REST_SHARE);
  }

  readonly #turn = (): void => {
    const now = this.#pacer.now();
    if (now < this.#restUntil || this.#writers.length > 0) return this.#pacer.soon(this.#turn);
    this.#isAsked = false;
    this.#at = now;
    this.#flush();
    this.#isLong = this.#writers.length > WRITES_A_TURN;
    this.#beginWrites();
  };

  readonly #beginWrites = (): void => {
    const end = Math.min(this.#begun + WRITES_A_TURN, this.#writers.length);
    while (this.#begun < end) this.#writers[this.#begun++]?.startWrite();
    if (end < this.#writers.length) return this.#pacer.soon(this.#beginWrites);
    this.#writers = [];
    this.#begun = 0;
    if (this.#isAsked && this.#unsettled > 0) this.#bePatient();
  };

  #bePatient(): void {
    if (this.#writers.length > 0) return;
    this.#cancelPatience = this.#pacer.later(PATIENCE, () => {
      this.#epoch++;
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
