/**
 * How a person leaves: Ctrl-C on an empty line asks once, and leaving waits until the rest of a paste is sent.
 * Pure.
 *
 * @module
 */

import type { Request } from "../typed/request.ts";

/** The leaving of one run. */
export class Leaving {
  #isArmed = false;
  #isWaiting = false;
  #isBegun = false;
  #quit: Request | undefined;

  /** Whether the person has left, and something is waited for. */
  get isUnderWay(): boolean {
    return this.#isWaiting || this.#isBegun;
  }

  /** Ctrl-C on an empty line; returns whether it is the second in a row. */
  interrupt(): boolean {
    const isSecond = this.#isArmed;
    this.#isArmed = true;
    return isSecond;
  }

  /** Another key, or another line: the next Ctrl-C is a first one. */
  disarm(): void {
    this.#isArmed = false;
  }

  /** The person leaves once the rest of a paste is sent; with this `/quit`, if it was typed. */
  wait(quit?: Request): void {
    this.#isWaiting = true;
    this.#quit = quit ?? this.#quit;
  }

  /** Nothing is left to send: the person leaves now. */
  begin(): void {
    this.#isWaiting = false;
    this.#isBegun = true;
  }

  /** What leaving has waited for has been sent: how the person leaves now; undefined if nothing has waited. */
  takeWaiting(): { readonly quit: Request | undefined } | undefined {
    if (!this.#isWaiting) return undefined;
    this.begin();
    return { quit: this.#quit };
  }
}
