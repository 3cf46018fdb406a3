/**
 * The open connections, so that a stop can wait for them and close the rest.
 *
 * @module
 */

import type { Peer } from "../net/peer.ts";
import type { Pacer } from "../time/pacer.ts";

/** The connections that are being served. Their number is limited by the gate. */
export class OpenConnections {
  readonly #pacer: Pacer;
  readonly #running = new Map<Peer, Promise<void>>();

  /** A set without connections. */
  constructor(pacer: Pacer) {
    this.#pacer = pacer;
  }

  /** Adds a connection; it is removed when `served` resolves, which must not reject. */
  add(peer: Peer, served: Promise<void>): void {
    this.#running.set(peer, served.then(() => void this.#running.delete(peer)));
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
