/**
 * Notices about order: who may enter, who may do what, and what was done to people.
 *
 * @module
 */

import type { RoomName } from "./units.ts";

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
  /** The room is already as the client wants it. */
  | {
    readonly code: "no-change";
    readonly why: "private" | "public" | "password" | "no-password";
    readonly room: RoomName;
  }
  /** The person is in the room, or has an invitation to it. */
  | {
    readonly code: "no-change";
    readonly why: "member" | "invited";
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
  | { readonly code: "yourself"; readonly why: "ignore" | "kick" | "invite" }
  /** What was given is no duration. */
  | { readonly code: "bad-duration"; readonly value: string };
