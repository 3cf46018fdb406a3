/**
 * Lost clients: this node serves them still, and all nodes have seen them leave, because this node was
 * given up for dead. Their connections stay until they are back in their rooms.
 *
 * @module
 */

import type { Stay } from "../event.ts";
import type { Nick } from "../reading/names.ts";
import type { ClientId, RoomName } from "../units.ts";
import type { Seat } from "./seat.ts";

/** A lost client. */
export interface LostClient {
  /** Its seat when it was lost. */
  readonly seat: Seat;
  /** Its name. */
  readonly nick: Nick;
  /** Where it was. */
  readonly stay: Stay;
}

/** The lost clients of this node; owned by the desk. Never throws. */
export class Lost {
  readonly #clients = new Map<ClientId, LostClient>();

  /** Notes that a client is lost. */
  add(lost: LostClient): void {
    this.#clients.set(lost.seat.client, lost);
  }

  /** The lost client with this id, which is lost no more; undefined if there is none. */
  take(client: ClientId): LostClient | undefined {
    if (this.#clients.size === 0) return undefined;
    const lost = this.#clients.get(client);
    this.#clients.delete(client);
    return lost;
  }

  /** All of them, by order of entry. */
  all(): Iterable<LostClient> {
    return this.#clients.values();
  }

  /** Those that were in this room. */
  in(room: RoomName): readonly LostClient[] {
    if (this.#clients.size === 0) return [];
    return [...this.#clients.values()].filter(({ seat }) => seat.rooms.includes(room));
  }
}
