/**
 * Logs which clients entered, changed their name or left, and what moderators and operators did. It reads that from the effects of each event,
 * and adds the client ids, which messages to rooms do not contain.
 *
 * @module
 */

import type { ChatEvent, Effect } from "../core/event.ts";
import type { VisitLog } from "./visit_log.ts";

/** Logs the arrivals, renames, departures and acts of moderators and operators in the effects of an event. Never throws. */
export function logClientRecords(
  event: ChatEvent,
  effects: readonly Effect[],
  visits: VisitLog,
): void {
  let isRenamed = false;
  for (const effect of effects) {
    if (effect.kind === "send" && effect.message.kind === "welcome") {
      visits.entered(effect.to, effect.message.you);
    } else if (effect.kind === "audit") {
      visits.audited(effect);
    } else if (effect.kind === "drop") {
      visits.left(effect.client, effect.reason.code);
    } else if (effect.kind === "publish" && effect.message.kind === "renamed" && !isRenamed) {
      // Told once in each room of the client.
      isRenamed = true;
      const { from, to } = effect.message;
      if (event.kind === "command") visits.renamed(event.client, from, to);
    }
  }
}
