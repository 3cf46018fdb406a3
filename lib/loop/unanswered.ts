/**
 * The clients that wait for an answer, for the sessions that post none of their lines meanwhile.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import type { ClientId } from "../core/units.ts";

/** The sessions that wait until their client has its answer; owned by the broadcaster. Never throws. */
export class Unanswered {
  readonly #isAsking: (client: ClientId) => boolean;
  readonly #waiting = new Map<ClientId, PromiseWithResolvers<void>>();

  /** Nobody waits. `isAsking` says whether a client waits for an answer now. */
  constructor(isAsking: (client: ClientId) => boolean) {
    this.#isAsking = isAsking;
  }

  /** How many sessions wait; for tests. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Settles when a client has its answer, or has left; undefined if it waits for none. Never rejects. */
  until(client: ClientId): Promise<void> | undefined {
    if (!this.#isAsking(client)) return undefined;
    let waiting = this.#waiting.get(client);
    if (waiting === undefined) {
      this.#waiting.set(client, waiting = Promise.withResolvers<void>());
    }
    return waiting.promise;
  }

  /** An event has been applied, which may have answered its client; one of no client may have answered all. */
  note(event: ChatEvent): void {
    if (this.#waiting.size === 0) return;
    const clients = "client" in event ? [event.client] : [...this.#waiting.keys()];
    for (const client of clients) {
      if (this.#isAsking(client)) continue;
      this.#waiting.get(client)?.resolve();
      this.#waiting.delete(client);
    }
  }
}
