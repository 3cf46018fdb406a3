/**
 * Pings the WebSockets of a daemon, each every 30 seconds, spread over this time. Proxies cut a connection
 * on which nothing is sent; and a device that sleeps, or is out of reach, does not close its connection.
 *
 * @module
 */

/** What is pinged. */
export interface Pinged {
  /** Sends a ping. Returns how many pings before it the peer has not answered, though it was listened to. */
  ping(): number;
  /** Closes it at once. */
  close(): void;
}

/** How often each is pinged, in milliseconds. */
export const PING_EVERY_MILLIS: number = 30_000;

/** After so many pings without an answer a peer is closed at the next one. */
export const MAX_UNANSWERED = 3;

const TICK_MILLIS = 1000;

/** The peers that are pinged. There is no timer while there are none. */
export class Heartbeat {
  readonly #later: (after: number, call: () => void) => () => void;
  readonly #peers = new Set<Pinged>();
  /** The peers that have not had their turn in this round. */
  #turn: SetIterator<Pinged> | undefined;
  /** How many peers should have had their turn and have not; below 1 after each tick. */
  #due = 0;
  #cancel: (() => void) | undefined;

  /** `later` calls once after so many milliseconds, and returns a function that cancels it. */
  constructor(later: (after: number, call: () => void) => () => void) {
    this.#later = later;
  }

  /** Pings a peer from now on, the first time within {@linkcode PING_EVERY_MILLIS}. */
  add(peer: Pinged): void {
    this.#peers.add(peer);
    if (this.#cancel === undefined) this.#wait();
  }

  /** Pings a peer no more. Call it when the peer is closed. */
  delete(peer: Pinged): void {
    this.#peers.delete(peer);
    if (this.#peers.size > 0) return;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#turn = undefined;
    this.#due = 0;
  }

  #wait(): void {
    this.#cancel = this.#later(TICK_MILLIS, () => {
      this.#tick();
      if (this.#cancel !== undefined) this.#wait();
    });
  }

  #tick(): void {
    this.#due += this.#peers.size * TICK_MILLIS / PING_EVERY_MILLIS;
    // Sums of thirtieths may be a little below a whole number.
    while (this.#due > 0.999) {
      this.#due--;
      const peer = this.#next();
      if (peer === undefined) return;
      if (peer.ping() >= MAX_UNANSWERED) peer.close();
    }
  }

  #next(): Pinged | undefined {
    const turn = this.#turn?.next();
    if (turn !== undefined && !turn.done) return turn.value;
    this.#turn = this.#peers.values();
    return this.#turn.next().value;
  }
}
