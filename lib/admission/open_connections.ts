/**
 * The open connections, so that a stop can wait for them and close the rest.
 *
 * @module
 */

import type { Peer } from "../net/peer.ts";
import type { Pacer } from "../time/pacer.ts";

/** All connections of which something is left. Bounded by the gate, which lets them in. */
export class OpenConnections {
  readonly #pacer: Pacer;
  readonly #running = new Map<Peer, Promise<void>>();

  /** A set without connections. */
  constructor(pacer: Pacer) {
    this.#pacer = pacer;
  }

  /** Keeps a connection until its visit has ended; the visit must not reject. */
  begin(peer: Peer, visit: Promise<void>): void {
    this.#running.set(peer, visit.finally(() => this.#running.delete(peer)));
  }

  /** Closes all connections. */
  cutOff(): void {
    for (const peer of this.#running.keys()) peer.close();
  }

  /** Waits until all connections have ended, but at most `patience` milliseconds. */
  async emptied(patience: number): Promise<void> {
    const { promise: isLate, resolve } = Promise.withResolvers<void>();
    let isOver = false;
    const cancel = this.#pacer.later(patience, () => {
      isOver = true;
      resolve();
    });
    while (this.#running.size > 0 && !isOver) {
      await Promise.race([Promise.all(this.#running.values()), isLate]);
    }
    cancel();
  }
}
