/**
 * The clients that this node serves, and what of them never stands in the log: where they really connect
 * from.
 *
 * @module
 */

import type { ChatEvent, Origin } from "../core/event.ts";
import type { ClientId } from "../core/units.ts";

/** The clients of this node. */
export class OwnClients {
  /** Each with its origin; undefined if it has none but the one in the log. */
  readonly #clients = new Map<ClientId, Origin | undefined>();
  /** Those that have left since the last sweep, and those before. */
  #left: ClientId[] = [];
  #leftBefore: ClientId[] = [];

  /** How many they are, with those that have left a moment ago. */
  get size(): number {
    return this.#clients.size;
  }

  /** Whether this node serves the client, or has until a moment ago. */
  has(client: ClientId): boolean {
    return this.#clients.has(client);
  }

  /** The event as it may stand in the log. The client of a `connected` is one of this node from here on. */
  toLog(event: ChatEvent): ChatEvent {
    if (event.kind !== "connected") return event;
    const { realOrigin, ...logged } = event;
    this.#clients.set(event.client, realOrigin);
    return logged;
  }

  /** The event as it came back, with what was taken out. */
  fromLog(event: ChatEvent): ChatEvent {
    if (event.kind !== "connected" || event.isForeign) return event;
    const realOrigin = this.#clients.get(event.client);
    return realOrigin === undefined ? event : { ...event, realOrigin };
  }

  /** The client has left. Effects of that may still be carried out: it is forgotten at a later sweep. */
  left(client: ClientId): void {
    if (this.#clients.has(client)) this.#left.push(client);
  }

  /** Forgets those that had left before the last sweep. Call it about once a second. */
  sweep(): void {
    for (const client of this.#leftBefore) this.#clients.delete(client);
    this.#leftBefore = this.#left;
    this.#left = [];
  }
}
