/**
 * What the daemon tells a client in the JSON dialect (docs/protocol.md), as `decode.ts` reads it. Every
 * text is safe to show.
 *
 * @module
 */

import type { Notice } from "../../core/notice.ts";
import type { BansShown } from "../../words/ban_list.ts";
import type { MemberShown, ReasonShown, RoomShown } from "../../words/lines.ts";
import type { PersonShown } from "../../words/whois.ts";
import type { RoomChangeShown, SettingsShown } from "../../words/wording.ts";
import type { CommandInfo } from "./commands.ts";
import type { Fields } from "./object.ts";

/** The fields that every event of a room has. */
export interface RoomStamp {
  /** The room that it belongs to; the lobby if the daemon gave none. */
  readonly room: string;
  /** Counts up by one for each message of the room; 0 if the daemon gave none. */
  readonly seq: number;
  /** When it happened, or undefined if the daemon gave no time that can be read. */
  readonly time?: Date | undefined;
}

/** A room as the daemon lists it. */
export interface RoomListed extends RoomShown {
  /** Whether everybody may enter it. */
  readonly isPublic: boolean;
  /** Whether the client is in it. */
  readonly isYours: boolean;
}

/** What somebody says. */
export interface Speech {
  /** The name. */
  readonly from: string;
  /** What is said. */
  readonly text: string;
  /** What the client gave with it, if it has said it itself and gave something. */
  readonly token?: string | undefined;
}

/** An event of a room. */
export type RoomEvent =
  | RoomStamp & { readonly kind: "message" } & Speech
  | RoomStamp & { readonly kind: "action" } & Speech
  | RoomStamp & { readonly kind: "joined"; readonly name: string }
  | RoomStamp & { readonly kind: "left"; readonly name: string; readonly reason: ReasonShown }
  | RoomStamp & { readonly kind: "renamed"; readonly from: string; readonly to: string }
  /** A member has set the topic; an empty text has removed it. */
  | RoomStamp & { readonly kind: "topic"; readonly from: string; readonly text: string }
  /** A setting of the room has changed. */
  | RoomStamp & { readonly kind: "room" } & RoomChangeShown;

/** Something the daemon told. */
export type DaemonEvent =
  | RoomEvent
  | {
    readonly kind: "welcome";
    /** The room that the client has entered. */
    readonly room: string;
    readonly you: string;
    readonly members: readonly string[];
    /** How many people are in the room; undefined if the daemon did not say. */
    readonly population?: number | undefined;
    readonly seq: number;
    /** Identifies the room and its numbers; undefined if the daemon did not say. */
    readonly epoch?: string | undefined;
    /** How many messages and actions the room has heard; undefined if the daemon did not say. */
    readonly said?: number | undefined;
    readonly time?: Date | undefined;
    /** The most bytes that it takes as one text; undefined if it does not say. */
    readonly maxLine?: number | undefined;
    /** The topic of the room; undefined if it has none. */
    readonly topic?: string | undefined;
    /** Whether what is said in the room is kept on disk; undefined if the daemon did not say. */
    readonly isRecorded?: boolean | undefined;
    /** The daemon's commands; undefined if it does not tell them. */
    readonly commands?: readonly CommandInfo[] | undefined;
  }
  /** The settings of a room. */
  | { readonly kind: "room-shown" } & SettingsShown
  /** The answer to a question for the topic of a room; empty if it has none. */
  | { readonly kind: "topic-shown"; readonly room: string; readonly text: string }
  | {
    readonly kind: "entered";
    readonly room: string;
    readonly members: readonly string[];
    /** How many people are in the room; undefined if the daemon did not say. */
    readonly population?: number | undefined;
    /** The last number before the client's own arrival, or of all if it was in the room. */
    readonly seq: number;
    /** Identifies the room and its numbers; undefined if the daemon did not say. */
    readonly epoch?: string | undefined;
    /** How many messages and actions the room has heard; undefined if the daemon did not say. */
    readonly said?: number | undefined;
    readonly time?: Date | undefined;
    /** The topic of the room; undefined if it has none. */
    readonly topic?: string | undefined;
    /** Whether everybody may enter the room. */
    readonly isPublic: boolean;
    /** Whether what is said in the room is kept on disk; undefined if the daemon did not say. */
    readonly isRecorded?: boolean | undefined;
  }
  | {
    readonly kind: "rooms";
    readonly rooms: readonly RoomListed[];
    /** How many rooms are not among them. */
    readonly more: number;
  }
  | {
    readonly kind: "members";
    readonly room: string;
    readonly members: readonly MemberShown[];
    /** How many people are here and not among them. */
    readonly more: number;
  }
  | {
    readonly kind: "notice";
    readonly code: string;
    /** For people, as the daemon says it. */
    readonly text: string;
    /** The notice as data, if it is one that this client has words for. */
    readonly known?: Notice | undefined;
    /** What the client gave with the text that this refuses; undefined if it gave nothing. */
    readonly token?: string | undefined;
  }
  | { readonly kind: "skipped"; readonly room: string; readonly count: number }
  /** Many have arrived or left at once, as a client is told that asks for it. */
  | {
    readonly kind: "crowd";
    readonly room: string;
    readonly verb: "arrived" | "left";
    readonly count: number;
    /** The number of the last of them, if the client is told what it missed. */
    readonly seq?: number | undefined;
  }
  | { readonly kind: "pong"; readonly token: string }
  | { readonly kind: "bye"; readonly reason: ReasonShown }
  | {
    readonly kind: "private";
    readonly from: string;
    readonly to: string;
    readonly text: string;
    readonly time?: Date | undefined;
    /** Identifies it; 0 if the daemon gave none. */
    readonly id: number;
    /** What the client gave with it, if it has said it itself and gave something. */
    readonly token?: string | undefined;
  }
  /** Who a person is. */
  | { readonly kind: "whois" } & PersonShown
  | { readonly kind: "ignored"; readonly names: readonly string[] }
  /** The bans of a room. */
  | { readonly kind: "bans" } & BansShown
  /** What was said in a room before, by order of `seq`. */
  | {
    readonly kind: "history";
    readonly room: string;
    readonly events: readonly RoomEvent[];
    /** Whether there is more before. */
    readonly more: boolean;
    /** The number to go on before, if it is not that of the first event. */
    readonly before?: number;
  }
  /** The events of a room from `from` to `to`, both included, are not kept any more. */
  | {
    readonly kind: "gap";
    readonly room: string;
    readonly from: number;
    readonly to: number;
  }
  /** What a search has found, the newest first. */
  | {
    readonly kind: "found";
    readonly events: readonly RoomEvent[];
    /** Whether there is more. */
    readonly more: boolean;
  };

/** One line from the daemon. */
export type DaemonLine =
  | { readonly kind: "event"; readonly event: DaemonEvent; readonly object: Fields }
  /** An object of a type that this client does not know. */
  | { readonly kind: "unknown"; readonly object: Fields }
  /** Not an object: shown as it is. */
  | { readonly kind: "plain"; readonly text: string };
