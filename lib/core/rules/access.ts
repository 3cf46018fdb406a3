/**
 * Access: who may enter a room, who may know of it, and who may do what in it. Pure decisions over a
 * room and a client, and the changes to a room's access; nothing here tells anything. Every command and
 * every door that takes the name of a room decides by these functions, so that a private room answers
 * outsiders as a room that does not exist.
 *
 * @module
 */

import type { Access, Rank } from "../state/access.ts";
import type { ClientId, Millis } from "../units.ts";

/** How long an invitation opens a room. */
export const INVITATION_LASTS: Millis = 10 * 60_000;

/** The most invitations of a room; one more makes the room forget the oldest. */
export const MAX_INVITATIONS = 100;

/** What the decisions need of a room. */
export interface Guarded {
  /** Its members, by order of entry. */
  readonly members: Members;
  /** Who may enter, and the ranks. */
  readonly access: Access;
}

/** The members of a room, as a set or as the keys of a map. */
export interface Members {
  /** Whether the client is one. */
  has(client: ClientId): boolean;
  /** All of them. */
  keys(): Iterable<ClientId>;
}

/**
 * How a client sees a room: as a `member`; `open`, so that it may enter and read; `locked` by a
 * password, so that it knows the name and nothing else; or `hidden`, as a room that does not exist.
 */
export type View = "member" | "open" | "locked" | "hidden";

/** Why a client may not enter a room. */
export type EntryProblem =
  | "room-private"
  /** No password was given. */
  | "password-missing"
  /** Another password was given. */
  | "password-wrong";

/** Whether anybody may enter a room and read in it. Never throws. */
export function isPublic({ isPrivate, password }: Access): boolean {
  return !isPrivate && password === undefined;
}

/** How a client sees a room at this time. Never throws. */
export function viewOf({ members, access }: Guarded, client: ClientId, at: Millis): View {
  if (members.has(client)) return "member";
  if (isPublic(access) || isInvited(access, client, at)) return "open";
  return access.isPrivate ? "hidden" : "locked";
}

/**
 * Why a client may not enter a room; undefined if it may. `password` is the digest of what it gave. The
 * password of a private room is not looked at, so that it cannot be guessed. Never throws.
 */
export function entryProblem(
  room: Guarded,
  client: ClientId,
  { password, at }: { readonly password?: string | undefined; readonly at: Millis },
): EntryProblem | undefined {
  switch (viewOf(room, client, at)) {
    case "member":
    case "open":
      return undefined;
    case "hidden":
      return "room-private";
    case "locked":
      if (password === undefined) return "password-missing";
      return password === room.access.password ? undefined : "password-wrong";
  }
}

/**
 * The member to whom a room without an owner falls: its eldest moderator, else its eldest member. A kept
 * room, which its members may all have left, falls to no plain member: it stays with the operators.
 * Undefined if there is no heir, or the room has an owner. Never throws.
 */
export function heirOf({ members, access }: Guarded): ClientId | undefined {
  if (access.ranks.some(({ rank }) => rank === "owner")) return undefined;
  const [eldest] = members.keys();
  for (const member of members.keys()) {
    if (rankOf(access, member) === "moderator") return member;
  }
  return access.isKept ? undefined : eldest;
}

/** The rank of a client in a room; of a client that is not in it, `member`. Never throws. */
export function rankOf({ ranks }: Access, client: ClientId): Rank {
  return ranks.find((each) => each.client === client)?.rank ?? "member";
}

/** Whether a client has an invitation that has not ended. Never throws. */
export function isInvited({ invitations }: Access, client: ClientId, at: Millis): boolean {
  return invitations.some((each) => each.client === client && at < each.until);
}

/** The access after a member was given a voice, or has lost it. Never throws. */
export function withVoice(access: Access, client: ClientId, isOn: boolean): Access {
  const others = access.voices.filter((each) => each !== client);
  return { ...access, voices: isOn ? [...others, client] : others };
}

/** The access after a member has left, with its rank and its voice. Never throws. */
export function withoutMember(access: Access, client: ClientId): Access {
  const without = withRank(access, client, "member");
  if (!without.voices.includes(client)) return without;
  return { ...without, voices: without.voices.filter((each) => each !== client) };
}

/** The access after a member was given a rank, or has lost it. Never throws. */
export function withRank(access: Access, client: ClientId, rank: Rank): Access {
  const others = access.ranks.filter((each) => each.client !== client);
  if (rank === "member" && others.length === access.ranks.length) return access;
  return { ...access, ranks: rank === "member" ? others : [...others, { client, rank }] };
}

/** The access after a client was invited at this time. Never throws. */
export function withInvitation(access: Access, client: ClientId, at: Millis): Access {
  const others = access.invitations.filter((each) => each.client !== client && at < each.until);
  const kept = others.slice(Math.max(0, others.length - MAX_INVITATIONS + 1));
  return { ...access, invitations: [...kept, { client, until: at + INVITATION_LASTS }] };
}

/** The access after an invitation was taken back. Never throws. */
export function withoutInvitation(access: Access, client: ClientId): Access {
  const invitations = access.invitations.filter((each) => each.client !== client);
  return { ...access, invitations };
}
