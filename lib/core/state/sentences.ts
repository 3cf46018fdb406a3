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

/** A ban or a mute without its author and the reason, if the author has one of these names. Never throws. */
export function withoutAuthor(sentence: Sentence, names: ReadonlySet<string>): Sentence {
  return names.has(sentence.by) ? { ...sentence, by: "", reason: "" } : sentence;
}

/** The key of a subject in a map; no two subjects have the same. Never throws. */
export function keyOf(subject: Subject): string {
  // No network and no mark begins as an id does.
  return "network" in subject ? subject.network : `@${subject.client}`;
}
