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
  | "invite"
  | "voice"
  | "devoice"
  | "op"
  | "owner"
  | "deop"
  | "mute"
  | "unmute"
  | "kick"
  | "ban";

/** A person as seen in one room, and you there. */
export interface Encounter {
  /** What you are in the room. */
  readonly yours: Rank;
  /** What the person is in it; undefined: the person is in none that you see. */
  readonly theirs: Rank | undefined;
  /** Whether the person is you. */
  readonly isYou: boolean;
  /** Whether you ignore the person. */
  readonly isIgnored: boolean;
  /** Whether the person has a voice in the room. */
  readonly hasVoice: boolean;
  /** Whether only moderators and people with a voice speak in the room. */
  readonly isModerated: boolean;
  /** Whether there is another room of yours that the person could be asked into. */
  readonly canInvite: boolean;
}

const HEIGHT: Readonly<Record<Rank, number>> = { member: 0, moderator: 1, owner: 2 };

/**
 * What you may do with the person, in groups as the menu shows them: what everybody may, then what a
 * rank allows. The daemon decides in the end; this only leaves out what it would refuse.
 */
export function actionsOn(
  met: Encounter,
): readonly (readonly PersonAction[])[] {
  if (met.isYou) return [["whois"]];
  const { theirs } = met;
  const common: PersonAction[] = ["private", "whois"];
  if (theirs !== undefined) common.push("mention");
  if (met.canInvite) common.push("invite");
  common.push(met.isIgnored ? "unignore" : "ignore");
  const may = theirs !== undefined && HEIGHT[met.yours] >= HEIGHT[theirs];
  return [common, ...(may ? [ranksOf(met, theirs), orderOf(met)] : [])]
    .filter((group) => group.length > 0);
}

/** Ranks are given by owners, voices by moderators. */
function ranksOf(met: Encounter, theirs: Rank): PersonAction[] {
  const actions: PersonAction[] = [];
  if (isAtLeast(met.yours, "moderator") && !isAtLeast(theirs, "moderator")) {
    if (met.hasVoice) actions.push("devoice");
    else if (met.isModerated) actions.push("voice");
  }
  if (!isAtLeast(met.yours, "owner")) return actions;
  if (theirs === "member") actions.push("op");
  if (theirs !== "owner") actions.push("owner");
  if (theirs !== "member") actions.push("deop");
  return actions;
}

function orderOf(met: Encounter): PersonAction[] {
  return isAtLeast(met.yours, "moderator") ? ["mute", "unmute", "kick", "ban"] : [];
}

/** Whether `rank` is at least `least`. */
export function isAtLeast(rank: Rank, least: Rank): boolean {
  return HEIGHT[rank] >= HEIGHT[least];
}
