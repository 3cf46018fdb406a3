/**
 * Which server of the list a node connects to.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";
import type { Server } from "./library_types.ts";

/** The wait before the servers are tried again: it doubles with each time that all were tried in vain. */
const FIRST_WAIT: Millis = 100;
const LONGEST_WAIT: Millis = 1000;

/** A connection that is lost sooner was made in vain as well. */
const SHORTEST_STAY: Millis = 1000;

/**
 * The first of the list that can be reached. When a connection is lost the list is gone through from its
 * beginning, and the server that was lost comes last: it may be gone without a word, and then an attempt takes
 * seconds.
 */
export class ServerOrder {
  /** All servers, in the order of the list; empty before the first attempt. */
  #all: readonly string[] = [];
  /** Those that are still to be tried, the next first. */
  #round: string[] = [];
  /** The server that was tried last. */
  #tried: string | undefined;
  /** When that was. */
  #triedAt: Millis = -Infinity;
  /** How many attempts there were since a server has let this side in, for a second at least. */
  #attempts = 0;
  readonly #now: () => Millis;

  /** No server was tried. `now` never goes back. */
  constructor(now: () => Millis) {
    this.#now = now;
  }

  /**
   * How long after an attempt a server is tried again. A server that refuses a key, which costs both sides a
   * handshake, is asked once a second. The library looks at the system clock for how long ago an attempt was,
   * and that may have been set back; so when the time is over, this is less than any time. Never throws.
   */
  get wait(): Millis {
    const rounds = Math.floor(this.#attempts / Math.max(1, this.#all.length));
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, rounds - 1));
    return this.#now() - this.#triedAt < wait ? wait : -Infinity;
  }

  /**
   * The server to try now. To be called once for each attempt, first with all servers in the order of the
   * list, later in any order; null if there is none. Never throws.
   */
  next(pool: readonly Server[]): Server | null {
    const stay = this.#now() - this.#triedAt;
    this.#triedAt = this.#now();
    const tried = pool.find(({ listen }) => listen === this.#tried);
    if (this.#tried === undefined) this.#all = pool.map(({ listen }) => listen);
    // The library sets the number of failed attempts to 0 when a server has let this side in.
    if (tried?.reconnects === 0) {
      this.#begin(tried.listen);
      if (stay >= SHORTEST_STAY) this.#attempts = 0;
    }
    const [found] = this.#choicesOf(pool);
    if (found === undefined) return null;
    this.#round = this.#round.slice(this.#round.indexOf(found.listen) + 1);
    this.#tried = found.listen;
    this.#attempts++;
    return found;
  }

  #begin(last: string | undefined): void {
    this.#round = this.#all.filter((each) => each !== last);
    if (last !== undefined) this.#round.push(last);
  }

  /** What can be chosen of the pool, which may have lost servers that could not be reached at the start. */
  #choicesOf(pool: readonly Server[]): readonly Server[] {
    const choices = () =>
      this.#round.flatMap((each) => pool.filter(({ listen }) => listen === each));
    const left = choices();
    if (left.length > 0) return left;
    this.#begin(undefined);
    return choices();
  }
}
