/**
 * Which events of the log count: those that are for all nodes, about a client of the node that put them in. PURE.
 *
 * @module
 */

import type { ChatEvent } from "../../core/event.ts";
import { isAgreed } from "../../core/reading/agreed.ts";
import type { Homes } from "./homes.ts";

/** What an event comes to. */
export type Count =
  | "counts"
  /** It is late: its client is not there any more. */
  | "late"
  /** No node should have put it in. */
  | { readonly fault: string };

/** Whether an event of this epoch counts; the homes are then as after it. Never throws. */
export function countOf(event: ChatEvent, epoch: string, homes: Homes): Count {
  if (!isAgreed(event) || !("client" in event)) {
    return { fault: `an event "${event.kind}" is not for all nodes` };
  }
  const { client } = event;
  switch (event.kind) {
    case "connected":
      return homes.enter(epoch, client)
        ? "counts"
        : { fault: `the number ${client} is not one that ${epoch} may give` };
    case "disconnected":
      return homes.exit(epoch, client) ? "counts" : "late";
    default:
      return homes.of(client) === epoch ? "counts" : "late";
  }
}
