/**
 * Notices about bans, about the lockdown, and what all people are told of the daemon itself.
 *
 * @module
 */

import type { Bytes, Millis, RoomName } from "./units.ts";

/** Notices about bans. `until` is since the epoch; without it a ban has no end. `reason` may be empty. */
export type BanNotice =
  /** The daemon does not let the client in. */
  | {
    readonly code: "banned";
    readonly why: "daemon";
    readonly until?: Millis;
    readonly reason: string;
  }
  /** The client may not enter the room. */
  | {
    readonly code: "banned";
    readonly why: "room";
    readonly room: RoomName;
    readonly until?: Millis;
    readonly reason: string;
  }
  /** The member `from` has banned the client from the room, which it has left. */
  | {
    readonly code: "banned";
    readonly why: "you";
    readonly room: RoomName;
    readonly from: string;
    readonly until?: Millis;
    readonly reason: string;
  }
  /** The client has banned a person or a network; that has put so many people out. */
  | {
    readonly code: "ban-set";
    readonly room: RoomName;
    readonly on: string;
    readonly until?: Millis;
    readonly count: number;
  }
  /** The client has ended the bans of a person or a network. */
  | { readonly code: "ban-ended"; readonly room: RoomName; readonly on: string }
  /** No ban of the room is against this name or network. */
  | { readonly code: "not-banned"; readonly room: RoomName; readonly on: string }
  /**
   * Those who come from this machine, and those without an address, cannot be banned from the daemon;
   * operators from nowhere; and the addresses of this machine are nobody's alone.
   */
  | {
    readonly code: "not-bannable";
    readonly why: "this-machine" | "no-address" | "operator";
    readonly on: string;
  }
  /** It looks like a network, and is none. */
  | { readonly code: "bad-network"; readonly value: string }
  /** There are as many bans as there may be. */
  | { readonly code: "bans-full"; readonly room: RoomName; readonly limit: number }
  /** The text is longer than the reason of a ban may be. */
  | { readonly code: "reason-too-long"; readonly limit: Bytes };

/** Notices about the daemon as a whole. */
export type DaemonNotice =
  /** Nobody new is let in, except from this machine. */
  | { readonly code: "lockdown"; readonly why: "refused" }
  /** An operator has closed or opened the daemon for newcomers. */
  | { readonly code: "lockdown"; readonly why: "on" | "off"; readonly from: string }
  /** It was closed or open before. */
  | { readonly code: "lockdown"; readonly why: "already-on" | "already-off" }
  /** An operator says this to everybody. */
  | { readonly code: "announcement"; readonly from: string; readonly announcement: string }
  /** The daemon stops in so many milliseconds; `reason` may be empty. */
  | {
    readonly code: "shutdown";
    readonly why: "stops";
    readonly left: Millis;
    readonly reason: string;
  }
  /** The stop that was announced is called off. */
  | { readonly code: "shutdown"; readonly why: "called-off" }
  /** No stop is announced that could be called off. */
  | { readonly code: "shutdown"; readonly why: "none" };
