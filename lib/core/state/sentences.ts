/**
 * Sentences: what bans and mutes have in common. Pure.
 *
 * @module
 */

import type { Sentence, Subject } from "../order.ts";
import type { Millis } from "../units.ts";

/** Whether a ban or a mute has not ended at this time. Never throws. */
export function isInForce({ until = Infinity }: Sentence, at: Millis): boolean {
  return at < until;
}

/** The key of a subject in a map; no two subjects have the same. Never throws. */
export function keyOf(subject: Subject): string {
  // No network begins as an id does.
  return "network" in subject ? subject.network : `#${subject.client}`;
}
