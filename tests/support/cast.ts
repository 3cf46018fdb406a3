/**
 * The cast of a random history: makes events of it that can happen. Each client is played by one id after
 * the other, because no id is given twice; a client that has to act while it is not there comes first.
 *
 * @module
 */

import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import { type ClientId, clientId } from "../../lib/core/units.ts";
import { connected, disconnected, type Entrance } from "./happenings.ts";
import { OPERATOR, originOf, strangerAt } from "./origins.ts";

/** How the clients come that are given no other entrance. */
const ENTRANCES: readonly Entrance[] = [
  { nick: "ann", origin: OPERATOR },
  { nick: "王小明", origin: strangerAt("192.0.2.1"), wanted: { rooms: ["开发"], hasLobby: true } },
  { nick: "bob", detail: "every", wanted: { rooms: ["dev", "#开发"], hasLobby: true } },
  { nick: "duke", origin: strangerAt("192.0.2.2"), wanted: { rooms: ["dev"], hasLobby: true } },
  { origin: originOf({ address: "127.0.0.1:40001", isNamedByAddress: true }) },
];

/** Who plays whom. */
export class Cast {
  /** The id of each client that is here. */
  readonly #ids = new Map<ClientId, ClientId>();
  #last = 0;

  /** The events to apply for an event of the history, in order. */
  play(event: ChatEvent): ChatEvent[] {
    switch (event.kind) {
      case "connected": {
        if (this.#ids.has(event.client)) return [];
        return [{ ...event, client: this.#enter(event.client) }];
      }
      case "command":
      case "disconnected": {
        const { client } = event;
        const entrance = ENTRANCES[client - 1] ?? {};
        const present = this.#ids.get(client);
        const id = present ?? this.#enter(client);
        if (event.kind === "disconnected") this.#ids.delete(client);
        const before = present === undefined ? [connected(id, entrance)] : [];
        return [...before, { ...event, client: id }];
      }
      default:
        return [event];
    }
  }

  /** The events that follow from effects: the connections of those that have left end. */
  follow(effects: readonly Effect[]): ChatEvent[] {
    return effects.flatMap((effect) => {
      if (effect.kind !== "drop") return [];
      for (const [client, id] of this.#ids) if (id === effect.client) this.#ids.delete(client);
      return [disconnected(effect.client)];
    });
  }

  #enter(client: ClientId): ClientId {
    const id = clientId(++this.#last);
    this.#ids.set(client, id);
    return id;
  }
}
