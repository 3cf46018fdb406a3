/**
 * What a room keeps about who may enter it and what its members may do: its settings, its password, the
 * ranks, the voices and the invitations. Plain data that is never mutated; `rules/access.ts` makes
 * another value for each change.
 *
 * @module
 */

import type { ClientId, Millis } from "../units.ts";

/** What a member may do in a room, from the least to the most. */
export type Rank = "member" | "moderator" | "owner";

/** The access to a room. */
export interface Access {
  /** Whether only invited people may enter. */
  readonly isPrivate: boolean;
  /**
   * A digest of the password, made outside of the core; undefined if there is none. It is only compared
   * with other digests.
   */
  readonly password?: string | undefined;
  /** Whether only moderators may set the topic. */
  readonly isTopicLocked: boolean;
  /** Whether only moderators and members with a voice may speak. */
  readonly isModerated: boolean;
  /** Whether it stays when its last member has left. */
  readonly isKept: boolean;
  /** The members above the lowest rank. */
  readonly ranks: readonly Ranked[];
  /** The members that may speak in the room while it is moderated, besides those with a rank. */
  readonly voices: readonly ClientId[];
  /** The invitations, the oldest first; some may have ended. */
  readonly invitations: readonly Invitation[];
}

/** A member above the lowest rank. */
export interface Ranked {
  /** The member. */
  readonly client: ClientId;
  /** Its rank. */
  readonly rank: Exclude<Rank, "member">;
}

/** The right of one client to enter a room, for a time. */
export interface Invitation {
  /** The client, which may not be here any more. */
  readonly client: ClientId;
  /** When it ends, by the monotonic clock. */
  readonly until: Millis;
}

/** The access to a room that everybody may enter and where nobody has a rank. */
export const OPEN: Access = {
  isPrivate: false,
  isTopicLocked: false,
  isModerated: false,
  isKept: false,
  ranks: [],
  voices: [],
  invitations: [],
};
