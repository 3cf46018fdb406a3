/**
 * What the page knows of a talk: a room, or a private conversation with one person. Made and changed by
 * the model alone; everybody else reads. PURE.
 *
 * @module
 */

import type { Line } from "./line.ts";

/**
 * Tells a talk from the others as long as the page is loaded: `#dev` for a room, `@1` for a private
 * conversation, whose person may change their name.
 */
export type TalkId = string;

/** What a member of a room may do. */
export type Rank = "member" | "moderator" | "owner";

/** A member of a room, as far as the page knows. */
export interface Person {
  /** The name, as the daemon spells it. */
  readonly name: string;
  /** `member` until something else was told. */
  readonly rank: Rank;
  /** Whether the person was given a voice while the page was there to hear it. */
  readonly hasVoice: boolean;
  /** What the person says about being away; undefined if they are here, or if that is not known. */
  readonly away?: string | undefined;
  /** Whether it is the user of this page. */
  readonly isYou: boolean;
  /** Whether the user ignores the person. */
  readonly isIgnored: boolean;
}

/** Settings of a room. */
export interface RoomSettings {
  /** Whether only invited people may enter. */
  readonly isPrivate: boolean;
  /** Whether it has a password. */
  readonly hasPassword: boolean;
  /** Whether moderators alone set the topic. */
  readonly isTopicLocked: boolean;
  /** Whether only moderators and people with a voice speak. */
  readonly isModerated: boolean;
  /** Whether it stays when the last member leaves. */
  readonly isKept: boolean;
}

/** A text that the user has sent, and that the daemon has not told yet. */
export interface Pending {
  /** Tells it from the other pending texts; rises in the order of sending. */
  readonly key: number;
  /** What it becomes. */
  readonly kind: "message" | "action" | "private";
  /** As it was typed. */
  readonly text: string;
  /**
   * `sent`: on its way, or kept until there is a connection. `unsure`: the connection broke, and the
   * daemon cannot say any more whether it was said; it is sent again only if the user wants it.
   */
  readonly state: "sent" | "unsure";
}

/** A room or a private conversation. */
export interface Talk {
  /** Tells it from the others. */
  readonly id: TalkId;
  /** Which of both it is. */
  readonly kind: "room" | "private";
  /** The name of the room without `#`, or of the person. */
  readonly name: string;
  /**
   * The newest lines, oldest first, at most `MAX_LINES`; `Change` tells what happens to it.
   */
  readonly lines: readonly Line[];
  /** Texts on their way, shown below the lines, oldest first. */
  readonly pending: readonly Pending[];
  /** How many messages, actions and private words came since the user stopped reading. */
  readonly unread: number;
  /** How many of them name the user or one of the user's words. */
  readonly mentions: number;
  /**
   * The key of the first line that the user has not read: the mark "new" stands before it. It stays there
   * while the user reads on, until the user sends something or leaves the talk. Undefined for none.
   */
  readonly firstUnread: number | undefined;
  /** What stands in the box of this talk. */
  readonly draft: string;
  /** Empty if the room has none, and for private conversations. */
  readonly topic: string;
  /** Members by name as far as they are known; empty for private conversations. */
  readonly people: readonly Person[];
  /** How many people are in the room; more than `people.length` if not all names are known. */
  readonly population: number;
  /** Whether `people` may have names of people who have left in a crowd: ask `who` when the list is in sight. */
  readonly isStale: boolean;
  /** The rank of the user in the room. */
  readonly rank: Rank;
  /** Undefined until the daemon was asked. */
  readonly settings: RoomSettings | undefined;
  /** Whether what is said in the room is kept on disk. */
  readonly isRecorded: boolean;
  /** Whether the daemon has lines before the first of `lines`. */
  readonly hasEarlier: boolean;
  /** Whether an answer with earlier lines is awaited. */
  readonly isLoading: boolean;
  /**
   * Whether the user is in the room; false after they were put out, or could not enter again. For a private
   * conversation: whether the person was here when last heard of.
   */
  readonly isPresent: boolean;
}

/** The most lines that a talk holds. Older ones are asked for again. */
export const MAX_LINES = 5000;
/** The most talks that the page holds: 20 rooms by default, and private conversations. */
export const MAX_TALKS = 100;
/** The most texts that wait in one talk. */
export const MAX_PENDING = 50;
