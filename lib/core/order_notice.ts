/**
 * Notices about order: who may enter, who may do what, and what was done to people.
 *
 * @module
 */

import type { Millis, RoomName } from "./units.ts";

/** Notices about who may enter a room or the daemon, and who may do what there. */
export type OrderNotice =
  /** The room has a password, and none or another was given. */
  | {
    readonly code: "room-password";
    readonly why: "missing" | "wrong";
    readonly room: RoomName;
  }
  /** The client lacks the rank that this takes. In the lobby only operators have one. */
  | {
    readonly code: "not-allowed";
    readonly why: "moderator" | "owner" | "operator";
    readonly room: RoomName;
  }
  /** It cannot be done in the lobby, by anybody. */
  | { readonly code: "not-allowed"; readonly why: "lobby"; readonly room: RoomName }
  /** The room is already as the client wants it. */
  | {
    readonly code: "no-change";
    readonly why:
      | "private"
      | "public"
      | "password"
      | "no-password"
      | "topic-locked"
      | "topic-unlocked"
      | "moderated"
      | "not-moderated"
      | "kept"
      | "not-kept";
    readonly room: RoomName;
  }
  /** The person is in the room, or has an invitation to it. */
  | {
    readonly code: "no-change";
    readonly why:
      | "member"
      | "invited"
      /** The rank that the person has. */
      | "moderator"
      | "owner"
      | "no-rank"
      | "voiced"
      | "not-voiced"
      | "muted"
      | "not-muted";
    readonly room: RoomName;
    readonly name: string;
  }
  /** Another client invites this one into the room. */
  | {
    readonly code: "invited";
    readonly why: "you";
    readonly room: RoomName;
    readonly from: string;
  }
  /** The client has invited another into the room. */
  | {
    readonly code: "invited";
    readonly why: "done";
    readonly room: RoomName;
    readonly name: string;
  }
  /** Another client has put this one out of the room. `reason` is empty if it gave none. */
  | {
    readonly code: "kicked";
    readonly room: RoomName;
    readonly from: string;
    readonly reason: string;
  }
  /** The person has a higher rank in the room than the client. */
  | { readonly code: "higher-rank"; readonly room: RoomName; readonly name: string }
  /** What the client asks for cannot be done to itself. */
  | { readonly code: "yourself"; readonly why: YourselfVerb }
  /** What was given is no duration. */
  | { readonly code: "bad-duration"; readonly value: string }
  /**
   * The client may not speak in the room, in the lobby nowhere, until this time since the epoch; undefined
   * is for good.
   */
  | {
    readonly code: "muted";
    readonly why: "refused";
    readonly room: RoomName;
    readonly until?: Millis | undefined;
  }
  /** Another client has muted this one. */
  | {
    readonly code: "muted";
    readonly why: "you";
    readonly room: RoomName;
    readonly from: string;
    readonly until?: Millis | undefined;
  }
  /** The client has muted another. */
  | {
    readonly code: "muted";
    readonly why: "done";
    readonly room: RoomName;
    readonly name: string;
    readonly until?: Millis | undefined;
  }
  /** Another client lets this one speak again. */
  | {
    readonly code: "unmuted";
    readonly why: "you";
    readonly room: RoomName;
    readonly from: string;
  }
  /** The client lets another speak again. */
  | {
    readonly code: "unmuted";
    readonly why: "done";
    readonly room: RoomName;
    readonly name: string;
  }
  /** As many people as can be are muted in the room. */
  | { readonly code: "mutes-full"; readonly room: RoomName; readonly limit: number }
  /** Only moderators and members with a voice may speak in the room now. */
  | { readonly code: "room-moderated"; readonly room: RoomName }
  /** What the client asked for is done, and the room was told, which the client is not in. */
  | { readonly code: "done"; readonly room: RoomName };

/** What nobody can do to itself. */
export type YourselfVerb =
  | "ignore"
  | "kick"
  | "invite"
  | "mute"
  | "unmute"
  | "op"
  | "deop"
  | "voice"
  | "devoice"
  | "ban";
