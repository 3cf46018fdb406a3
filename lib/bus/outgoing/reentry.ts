/**
 * What a node puts in when it begins anew, because the others have given it up or have not let it in: its
 * clients come back, and what had not counted follows. PURE.
 *
 * @module
 */

import type { ChatEvent } from "../../core/event.ts";
import type { ClientId } from "../../core/units.ts";
import { type LocalEvent, type Outgoing, outgoingOf } from "./entries.ts";

/** A new beginning. */
export interface Afresh {
  /** The entries, in order. */
  readonly kept: readonly Outgoing[];
  /** The ends of those who do not come back; only this node applies them. */
  readonly ended: readonly LocalEvent[];
}

/**
 * Sorts what had not counted. `returning` are the clients that come back. One of them that has ended
 * meanwhile, and had said nothing that did not count, stays away: the others were told that it left. Beats
 * and beginnings of the epoch before mean nothing any more.
 */
export function afresh(pending: readonly Outgoing[], returning: readonly ChatEvent[]): Afresh {
  const back = new Map<ClientId, Outgoing>();
  for (const event of returning) {
    const slot = outgoingOf({ kind: "event", event });
    if (slot.client !== undefined) back.set(slot.client, slot);
  }
  const talkers = talkersOf(pending);
  const kept: Outgoing[] = [];
  const ended: LocalEvent[] = [];
  for (const slot of pending) {
    const { entry, client, done = () => {}, after = [] } = slot;
    const again = client === undefined ? undefined : back.get(client);
    if (entry.kind !== "event" && entry.kind !== "ids") continue;
    if (entry.kind === "ids" || again === undefined || client === undefined) {
      kept.push({ ...slot, keptAt: undefined });
    } else if (entry.event.kind === "connected") {
      // It was on its way back already.
      again.after = [...again.after ?? [], ...after];
    } else if (entry.event.kind === "disconnected" && !talkers.has(client)) {
      back.delete(client);
      ended.push(...again.after ?? [], { event: entry.event, done }, ...after);
    } else kept.push({ ...slot, keptAt: undefined });
  }
  return { kept: [...back.values(), ...kept], ended };
}

/** The clients that have said something which did not count. */
function talkersOf(pending: readonly Outgoing[]): ReadonlySet<ClientId> {
  const talkers = new Set<ClientId>();
  for (const { entry, client } of pending) {
    if (entry.kind !== "event" || client === undefined) continue;
    if (entry.event.kind === "command") talkers.add(client);
  }
  return talkers;
}
