/**
 * Which effects concern the clients of this node, if there are several: all nodes apply the same events, and
 * each carries out what its own clients are to be told, and asks what they have asked.
 *
 * @module
 */

import type { ChatEvent, Effect } from "../core/event.ts";
import type { ClientId } from "../core/units.ts";

/** Whether this node serves a client. */
export type IsOwn = (client: ClientId) => boolean;

/** The effects without those that concern a client of another node alone. Never throws. */
export function ownEffects(effects: readonly Effect[], isOwn: IsOwn): readonly Effect[] {
  return effects.filter((effect) => {
    const client = clientOf(effect);
    return client === undefined || isOwn(client);
  });
}

/**
 * What the log and the metrics of this node are told of these effects: what rooms are told is noted by the
 * node of the client from which it comes. Never throws.
 */
export function notedEffects(
  event: ChatEvent,
  own: readonly Effect[],
  isOwn: IsOwn,
): readonly Effect[] {
  const isForeign = "client" in event && !isOwn(event.client) ||
    event.kind === "gone" && !event.isOwn;
  return isForeign ? own.filter(({ kind }) => kind !== "publish") : own;
}

/** The client that an effect concerns; undefined if it concerns a room, the daemon or other nodes. */
function clientOf(effect: Effect): ClientId | undefined {
  switch (effect.kind) {
    case "send":
    case "describe":
      return effect.to;
    case "ask":
    case "audit":
    case "drop":
    case "join":
    case "pace":
    case "part":
    case "speak":
      return effect.client;
    case "propose":
      return "client" in effect.event ? effect.event.client : undefined;
    case "closed":
    case "order":
    case "peer-answer":
    case "publish":
    case "stop":
    case "wake":
      return undefined;
    default:
      return effect satisfies never;
  }
}
