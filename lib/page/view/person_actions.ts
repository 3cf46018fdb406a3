/**
 * Decides what the menu on a person offers. Pure: no document, no model.
 *
 * @module
 */

import type { Rank } from "../model/talk.ts";

/** Something that one can do with a person, by the key of its text in `Words.actions`. */
export type PersonAction =
  | "private"
  | "whois"
  | "mention"
  | "ignore"
  | "unignore"
  | "close"
  | "voice"
  | "devoice"
  | "op"
  | "owner"
  | "deop"
  | "mute"
  | "unmute"
  | "kick"
  | "ban";

/** A person as seen in one talk, and you there. */
export interface Encounter {
  /** What you are in the room. */
  readonly yours: Rank;
  /** What the person is in it; undefined: the person is not known to be in it. */
  readonly theirs: Rank | undefined;
  /** Whether the person is you. */
  readonly isYou: boolean;
  /** Whether you ignore the person. */
  readonly isIgnored: boolean;
  /** Whether the person has a voice in the room. */
  readonly hasVoice: boolean;
  /** Whether only moderators and people with a voice speak in the room. */
  readonly isModerated: boolean;
  /** Whether it is no room but the private conversation with the person. */
  readonly isPrivate: boolean;
}

const HEIGHT: Readonly<Record<Rank, number>> = { member: 0, moderator: 1, owner: 2 };

/**
 * What you may do with the person, in groups as the menu shows them: what everybody may, then what a
 * rank allows. The daemon decides in the end; this only leaves out what it would refuse.
 */
export function actionsOn(met: Encounter): readonly (readonly PersonAction[])[] {
  if (met.isYou) return [["whois"]];
  const ignore = met.isIgnored ? "unignore" : "ignore";
  if (met.isPrivate) return [["whois", ignore], ["close"]];
  const { yours, theirs } = met;
  const common: readonly PersonAction[] = ["private", "whois", "mention", ignore];
  if (theirs === undefined || !isAtLeast(yours, "moderator") || !isAtLeast(yours, theirs)) {
    return [common];
  }
  const ranks = ranksOf(met, theirs);
  const order: readonly PersonAction[] = ["mute", "unmute", "kick", "ban"];
  return ranks.length > 0 ? [common, ranks, order] : [common, order];
}

/** Whether `rank` is at least `least`. */
export function isAtLeast(rank: Rank, least: Rank): boolean {
  return HEIGHT[rank] >= HEIGHT[least];
}

/** Ranks are given by owners, voices by moderators. */
function ranksOf(met: Encounter, theirs: Rank): PersonAction[] {
  const actions: PersonAction[] = [];
  if (theirs === "member" && met.hasVoice) actions.push("devoice");
  else if (theirs === "member" && met.isModerated) actions.push("voice");
  if (met.yours !== "owner") return actions;
  if (theirs === "member") actions.push("op");
  actions.push(theirs === "owner" ? "deop" : "owner");
  if (theirs === "moderator") actions.push("deop");
  return actions;
}
