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
const SLOTS = PING_EVERY_MILLIS / TICK_MILLIS;

/** The peers that are pinged. There is no timer while there are none. */
export class Heartbeat {
  readonly #later: (after: number, call: () => void) => () => void;
  /** The peers by the second of the 30 in which they are pinged. */
  readonly #slots: readonly Set<Pinged>[] = Array.from({ length: SLOTS }, () => new Set());
  #size = 0;
  /** The slot of the next peer, and that of the next tick. */
  #filling = 0;
  #beating = 0;
  #cancel: (() => void) | undefined;

  /** `later` calls once after so many milliseconds, and returns a function that cancels it. */
  constructor(later: (after: number, call: () => void) => () => void) {
    this.#later = later;
  }

  /** Pings a peer from now on, the first time within {@linkcode PING_EVERY_MILLIS}. Not one that it has. */
  add(peer: Pinged): void {
    this.#slots[this.#filling]?.add(peer);
    this.#filling = (this.#filling + 1) % SLOTS;
    this.#size++;
    if (this.#cancel === undefined) this.#wait();
  }

  /** Pings a peer no more. Call it when the peer is closed; it may be called again. */
  delete(peer: Pinged): void {
    if (!this.#slots.some((slot) => slot.delete(peer))) return;
    this.#size--;
    if (this.#size > 0) return;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #wait(): void {
    this.#cancel = this.#later(TICK_MILLIS, () => {
      this.#tick();
      if (this.#cancel !== undefined) this.#wait();
    });
  }

  #tick(): void {
    for (const peer of this.#slots[this.#beating] ?? []) {
      if (peer.ping() >= MAX_UNANSWERED) peer.close();
    }
    this.#beating = (this.#beating + 1) % SLOTS;
  }
}
