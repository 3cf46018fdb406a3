/**
 * Logs the stays of clients: finds in the effects of each event which clients entered, changed their
 * name or left, with the ids that rooms are not told.
 *
 * @module
 */

import type { ChatEvent, Effect } from "../core/event.ts";
import type { VisitLog } from "./visit_log.ts";

/** Logs the arrivals, renames and departures in the effects of an event. Never throws. */
export function logClientRecords(
  event: ChatEvent,
  effects: readonly Effect[],
  visits: VisitLog,
): void {
  for (const effect of effects) {
    if (effect.kind === "send" && effect.message.kind === "welcome") {
      visits.entered(effect.to, effect.message.you);
    } else if (effect.kind === "drop") {
      visits.left(effect.client, effect.reason.code);
    } else if (effect.kind === "publish" && effect.message.kind === "renamed") {
      const { from, to } = effect.message;
      if (event.kind === "command") visits.renamed(event.client, from, to);
    }
  }
}
