/**
 * Which attempts to connect are made at once, and which after a delay: each round tries every address of the chat once,
 * and the delay before a round grows. Pure: chance and the clock arrive as arguments.
 *
 * @module
 */

import { retryDelay } from "./reconnect.ts";

/** A connection that lasted this long resets the delays. */
const LASTING_MILLIS = 30_000;

/** The attempts of one run. The first round begins without a delay. */
export class Rounds {
  readonly #addressCount: number;
  /** How many addresses are still to be tried in this round. */
  #untried: number;
  /** Rounds that began with a delay since the last connection that lasted. */
  #delayed = 0;
  /** When the daemon let the client in, by the steady clock; undefined while there is no connection. */
  #welcomedAt: number | undefined;

  /** So many addresses are tried in turn. */
  constructor(addressCount: number) {
    this.#addressCount = addressCount;
    this.#untried = addressCount;
  }

  /** Whether every address was tried, so that the next attempt waits. */
  get isOver(): boolean {
    return this.#untried === 0;
  }

  /** Whether the daemon has let the client in, and the connection has not ended. */
  get hasEntered(): boolean {
    return this.#welcomedAt !== undefined;
  }

  /** Begins another round; returns how long to wait before it, in milliseconds. */
  begin(chance: number): number {
    this.#untried = this.#addressCount;
    return retryDelay(this.#delayed++, chance);
  }

  /** An attempt is made now. */
  noteAttempt(): void {
    this.#untried = Math.max(0, this.#untried - 1);
  }

  /** The daemon has let the client in: if the connection is lost, another round begins. */
  noteWelcome(at: number): void {
    this.#untried = 0;
    this.#welcomedAt = at;
  }

  /** The connection has ended. A daemon that disconnects again and again is not asked each second. */
  noteEnd(at: number): void {
    if (at - (this.#welcomedAt ?? Infinity) >= LASTING_MILLIS) this.#delayed = 0;
    this.#welcomedAt = undefined;
  }
}
