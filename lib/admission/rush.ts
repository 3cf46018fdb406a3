/**
 * A rush of connections: as long as they keep coming, accepting goes first. A connection is taken
 * from the kernel in microseconds, but a session takes many times as long to begin; if each began
 * at once, the kernel's queue would run over, and whoever is left out tries again a second later.
 * Whoever counts what is open must take all who wait here first: they have their descriptors already.
 *
 * @module
 */

/** So many may wait for a moment's calm; beyond it sessions begin between the accepts. */
const LONGEST_RUSH = 4096;

/** So many sessions begin in one turn of the event loop when nobody else is coming. */
const BEGIN_AT_ONCE = 32;

/** Holds those who come until no other has come for a turn of the event loop. */
export class Rush<Arrival> {
  readonly #take: (arrival: Arrival) => void;
  readonly #soon: (call: () => void) => void;
  #waiting: Arrival[] = [];
  #isScheduled = false;
  #isCalm = true;

  /** `take` is given each of them; `soon` calls once, in the next turn of the event loop. */
  constructor(take: (arrival: Arrival) => void, soon: (call: () => void) => void) {
    this.#take = take;
    this.#soon = soon;
  }

  /** Somebody has come. */
  add(arrival: Arrival): void {
    this.#waiting.push(arrival);
    this.#isCalm = false;
    this.#schedule();
  }

  /** Takes all who wait, now; returns how many. */
  takeAll(): number {
    const count = this.#waiting.length;
    this.#begin(count);
    return count;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#soon(this.#turn);
  }

  readonly #turn = (): void => {
    this.#isScheduled = false;
    if (this.#isCalm) this.#begin(BEGIN_AT_ONCE);
    else if (this.#waiting.length > LONGEST_RUSH) this.#begin(1);
    this.#isCalm = true;
    if (this.#waiting.length > 0) this.#schedule();
  };

  #begin(count: number): void {
    for (const arrival of this.#waiting.splice(0, count)) this.#take(arrival);
  }
}
