/**
 * Rights: one table says for each right the lowest rank that has it. Pure decisions.
 *
 * @module
 */

import type { Access, Rank } from "../../state/access.ts";
import { isPublic } from "../access.ts";

/** Something that not everybody may do. */
export type Right =
  | "invite"
  | "set-topic"
  | "kick"
  | "ban"
  | "mute"
  | "voice"
  | "op"
  | "change-settings"
  | "keep"
  | "announce"
  | "lockdown"
  | "shutdown"
  | "see-origins";

/** What a client is in a room: its rank there, or an operator, who is above all ranks in every room. */
export type Standing = Rank | "operator";

/** By right, the lowest standing that has it. The lobby has no ranks: there only operators have more than members. */
export const LOWEST: Readonly<Record<Right, Standing>> = {
  "invite": "moderator",
  "set-topic": "moderator",
  "kick": "moderator",
  "ban": "moderator",
  "mute": "moderator",
  "voice": "moderator",
  "op": "owner",
  "change-settings": "owner",
  "keep": "operator",
  "announce": "operator",
  "lockdown": "operator",
  "shutdown": "operator",
  "see-origins": "operator",
};

const STANDINGS: readonly Standing[] = ["member", "moderator", "owner", "operator"];

/**
 * The lowest standing that has a right in a room with this access. Every member may invite into a public
 * room, and set a topic that is not locked. Never throws.
 */
export function lowestFor(right: Right, access: Access): Standing {
  if (right === "invite" && isPublic(access)) return "member";
  if (right === "set-topic" && !access.isTopicLocked) return "member";
  return LOWEST[right];
}

/** Whether one standing is another, or above it. Never throws. */
export function isAtLeast(standing: Standing, lowest: Standing): boolean {
  return STANDINGS.indexOf(standing) >= STANDINGS.indexOf(lowest);
}
