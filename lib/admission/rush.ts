/**
 * A rush: many connections arrive at once. As long as they arrive, they are accepted, and their sessions
 * begin later. To accept a connection takes microseconds; to begin its session takes much longer. If each
 * session began at once, the kernel's queue would overflow, and the peers that it drops would try again
 * only after a second. Before a caller counts open descriptors, it must call `takeAll`, because waiting
 * connections have descriptors already.
 *
 * @module
 */

/** The most connections that wait for the rush to end; above it, sessions begin between accepts. */
const LONGEST_RUSH = 4096;

/** The most sessions that begin in one turn of the event loop when no connection arrives. */
const BEGIN_AT_ONCE = 32;

/** Holds new connections until none has arrived for a turn of the event loop. */
export class Rush<Arrival> {
  readonly #take: (arrival: Arrival) => void;
  readonly #soon: (call: () => void) => void;
  #waiting: Arrival[] = [];
  #isScheduled = false;
  #isCalm = true;

  /** `take` is given each connection; `soon` calls once, in the next turn of the event loop. */
  constructor(take: (arrival: Arrival) => void, soon: (call: () => void) => void) {
    this.#take = take;
    this.#soon = soon;
  }

  /** Adds a new connection. */
  add(arrival: Arrival): void {
    this.#waiting.push(arrival);
    this.#isCalm = false;
    this.#schedule();
  }

  /** Takes all waiting connections now; returns how many. */
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
