/**
 * Messages that clients receive: plain data, never mutated, shared by all recipients. Codecs in
 * `wire/` encode a message in one dialect.
 *
 * @module
 */

import type { BanInfo, MemberInfo, RoomInfo, Whois } from "./info.ts";
import type { Notice } from "./notice.ts";
import type { RoomChange } from "./room_change.ts";
import type { Nick } from "./reading/names.ts";
import type { Bytes, ClientId, Millis, RoomName } from "./units.ts";

/** The fields that every message to a room has. */
export interface Stamp {
  /** Rises by one with each message of the room, so that a gap is visible. */
  readonly seq: number;
  /** When the daemon took it in, since the epoch, by the system clock. Only `seq` gives the order. */
  readonly time: Millis;
  /** Where it was said. */
  readonly room: RoomName;
}

/** Why a client left: by its own action, or for one of the daemon's reasons. */
export type LeaveReason =
  /** Asked to leave, with an optional sanitised text for the others. */
  | { readonly by: "member"; readonly code: "quit"; readonly text?: string | undefined }
  | { readonly by: "member"; readonly code: "end-of-input" | "lost" }
  /** Left this room alone, and stays in others. */
  | { readonly by: "member"; readonly code: "part" }
  | DaemonReason;

/** Why the daemon ends a client's stay, as data; `words/` has its text in every language. */
export type DaemonReason =
  /** No line for the time `after`. */
  | { readonly by: "daemon"; readonly code: "idle"; readonly after: Millis }
  | {
    readonly by: "daemon";
    readonly code:
      | "too-slow"
      | "too-long"
      | "refused"
      | "shutdown"
      | "fault"
      | "lockdown"
      | "node-lost";
  }
  | PutOut;

/** Another member has put the client out of the room, and may have banned it from there. */
export interface PutOut {
  /** The daemon ends the stay in the room. */
  readonly by: "daemon";
  /** Whether it may come back at once. */
  readonly code: "kicked" | "banned";
  /** The name of the member. */
  readonly from: string;
  /** What the member says about it; empty if nothing. */
  readonly text: string;
}

/** A message to a room. `seq` gives the order, which is the same for every member. */
export type RoomMessage =
  & Stamp
  & (
    | { readonly kind: "message"; readonly from: Nick; readonly text: string }
    | { readonly kind: "action"; readonly from: Nick; readonly text: string }
    | { readonly kind: "joined"; readonly name: Nick }
    | { readonly kind: "left"; readonly name: Nick; readonly reason: LeaveReason }
    | { readonly kind: "renamed"; readonly from: Nick; readonly to: Nick }
    /** A member has set the topic; an empty text has removed it. */
    | { readonly kind: "topic"; readonly from: Nick; readonly text: string }
    | RoomChange
  );

/** A room message before the ledger has stamped it. */
export type Unstamped = RoomMessage extends infer M ? M extends Stamp ? Omit<M, keyof Stamp> : never
  : never;

/** An arrival or a departure, which is held for a moment where a crowd is told as one. */
export type Announcement = Extract<RoomMessage, { kind: "joined" | "left" }>;

/** Many arrivals or departures told as one, to those who hear them gathered. */
export interface Crowd {
  /** Tells it from other messages. */
  readonly kind: "crowd";
  /** Where. */
  readonly room: RoomName;
  /** Whether they arrived or left. */
  readonly verb: "arrived" | "left";
  /** How many people. */
  readonly count: number;
  /** The one, if it is one: people are told by name. */
  readonly only?: Announcement | undefined;
  /** The `seq` of the last of them, if this is told again to a client that resumes. */
  readonly seq?: number | undefined;
}

/** The message count of a room. */
export interface Tally {
  /** Identifies the room and its numbers; those of two epochs cannot be compared. */
  readonly epoch: string;
  /** The number of messages and actions so far. */
  readonly said: number;
}

/** A message to one client alone. */
export type PrivateMessage =
  | {
    readonly kind: "welcome";
    readonly room: RoomName;
    readonly you: Nick;
    readonly id: ClientId;
    /** Names in the room by order of entry, the newcomer last; people are told the first only. */
    readonly members: readonly Nick[];
    /** How many are in the room, the newcomer included. */
    readonly population: number;
    /** The last `seq` before the newcomer's own arrival. */
    readonly seq: number;
    /** The epoch and the message count of the room, for clients that reconnect. */
    readonly tally: Tally;
    readonly time: Millis;
    /** Program and version, e.g. `hubbubd/0.1.0`. */
    readonly server: string;
    /** The name of the node that serves the client; undefined if there is only one. */
    readonly node?: string | undefined;
    /** The limit of one text from a client, in bytes. */
    readonly maxLine: Bytes;
    /** The topic of the room; undefined if it has none. */
    readonly topic?: string | undefined;
    /** Whether what is said in the room is kept on disk. */
    readonly isRecorded: boolean;
  }
  /** The client has entered a further room, or asked to enter one that it is in. */
  | {
    readonly kind: "entered";
    readonly room: RoomName;
    readonly you: Nick;
    /** Names in the room by order of entry; people are told the first only. */
    readonly members: readonly Nick[];
    /** How many are in the room, the client included. */
    readonly population: number;
    /** The last `seq` before the client's own arrival, or the last of all if it is in the room. */
    readonly seq: number;
    /** The epoch and the message count of the room, for clients that reconnect. */
    readonly tally: Tally;
    readonly time: Millis;
    /** The topic of the room; undefined if it has none. */
    readonly topic?: string | undefined;
    /** Whether everybody may enter the room. */
    readonly isPublic: boolean;
    /** Whether what is said in the room is kept on disk. */
    readonly isRecorded: boolean;
  }
  /** The rooms that the client may see, the most populous first. */
  | {
    readonly kind: "rooms";
    readonly rooms: readonly RoomInfo[];
    /** How many rooms are not in `rooms`. */
    readonly more: number;
  }
  /** The topic of a room, empty if it has none. */
  | { readonly kind: "topic-shown"; readonly room: RoomName; readonly text: string }
  /** The settings of a room. */
  | {
    readonly kind: "room-shown";
    readonly room: RoomName;
    readonly isPrivate: boolean;
    readonly hasPassword: boolean;
    readonly isTopicLocked: boolean;
    readonly isModerated: boolean;
    readonly isKept: boolean;
  }
  | {
    readonly kind: "members";
    readonly room: RoomName;
    /** The first by order of entry. */
    readonly members: readonly MemberInfo[];
    /** How many people in the room are not in `members`. */
    readonly more: number;
  }
  | {
    readonly kind: "notice";
    readonly notice: Notice;
    /** What the client gave with the text that this refuses; undefined if it gave nothing. */
    readonly token?: string | undefined;
  }
  /** `count` lines of the room were skipped here, for a client that reads too slowly. */
  | { readonly kind: "skipped"; readonly room: RoomName; readonly count: number }
  | { readonly kind: "pong"; readonly token: string }
  | { readonly kind: "bye"; readonly reason: LeaveReason }
  | Own
  | PrivateWord
  | Whois
  /** The bans of a room that are in force, the oldest first; those of the lobby are the daemon's. */
  | {
    readonly kind: "bans";
    readonly room: RoomName;
    readonly bans: readonly BanInfo[];
    /** How many bans are not in `bans`. */
    readonly more: number;
  }
  /** The people that a client ignores, by order of ignoring. */
  | { readonly kind: "ignored"; readonly names: readonly Nick[] }
  | History
  /** The events of a room from `from` to `to`, both included, are not kept any more. */
  | {
    readonly kind: "gap";
    readonly room: RoomName;
    readonly from: number;
    readonly to: number;
  }
  /** What a search found, the newest first. */
  | {
    readonly kind: "found";
    readonly events: readonly RoomMessage[];
    /** Whether there is more. */
    readonly more: boolean;
  };

/** An event of a room that its author alone is told apart from the others, in its place in their order. */
export interface Own {
  /** Tells it from other messages. */
  readonly kind: "own";
  /** The event. */
  readonly event: RoomMessage;
  /** What the client gave with its text, to know it again; undefined if it gave nothing. */
  readonly token?: string | undefined;
}

/** What was said in a room before, by order of `seq`. */
export interface History {
  /** Tells it from other messages. */
  readonly kind: "history";
  /** Where. */
  readonly room: RoomName;
  /** Messages and actions, as they were told. */
  readonly events: readonly RoomMessage[];
  /** Whether it is told on entry, or is a page that was asked for. */
  readonly shown: "entry" | "page";
  /** The most events that were asked for. */
  readonly limit: number;
  /** Whether there are events before these. */
  readonly hasEarlier: boolean;
  /**
   * The number to go on before, if it is not that of the first event: what was looked at from there on
   * is by those whom the client ignores.
   */
  readonly before?: number | undefined;
}

/** What one client says to another alone. Both are sent it; it belongs to no room. */
export interface PrivateWord {
  /** Tells it from other messages. */
  readonly kind: "private";
  /** Who says it. */
  readonly from: Nick;
  /** Whom it is said to; possibly the same. */
  readonly to: Nick;
  /** What is said. */
  readonly text: string;
  /** When the daemon took it in, since the epoch. */
  readonly time: Millis;
  /** Identifies it, for both; rises with each private word. */
  readonly id: number;
  /** What the client that says it gave with it, for that client alone; undefined if it gave nothing. */
  readonly token?: string | undefined;
}

/** Anything that a codec can encode. */
export type Message = RoomMessage | Crowd | PrivateMessage;
