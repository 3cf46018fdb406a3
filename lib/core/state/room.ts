/**
 * A room as the ledger knows it: its members, its counts, its topic, and who may enter it. Plain data;
 * `ledger.ts` alone changes it.
 *
 * @module
 */

import type { Access } from "./access.ts";
import type { Remembered, RingView } from "./ring.ts";
import { type ClientId, LOBBY, type RoomName } from "../units.ts";

/** The name of a room with the strings that it is compared by; made by `titleOf` in `rules/rooms.ts`. */
export interface Title {
  /** The name that is shown. */
  readonly room: RoomName;
  /** The name folded for case and width. */
  readonly fold: string;
  /** The same string for all names that look alike. */
  readonly skeleton: string;
}

/**
 * The title of the lobby. It is plain ASCII, so it is its own fold and its own skeleton, and no table of
 * Unicode is loaded for it at the start.
 */
export const LOBBY_TITLE: Title = { room: LOBBY, fold: LOBBY, skeleton: LOBBY };

/** A room; changed by the ledger alone. */
export interface Room {
  /** Its name. */
  readonly name: RoomName;
  /** Its members, by order of entry, each with the `seq` of the room before its entry. */
  readonly members: ReadonlyMap<ClientId, number>;
  /** Identifies this room and its numbers: no other room, earlier or later, has the same. */
  readonly epoch: string;
  /** The number of its last message; 0 before the first. */
  readonly seq: number;
  /** The number of messages and actions; arrivals, departures, renames and topics do not count. */
  readonly said: number;
  /** Its topic, sanitised; empty if it has none. */
  readonly topic: string;
  /** Who may enter it. */
  readonly access: Access;
  /**
   * While the room is public, everybody may read from this `seq` on; 0 if it has always been public. The
   * ledger sets it when the room becomes public again.
   */
  readonly openFrom: number;
  /** A recorded room gives no number beyond this one under its epoch: the store has not reserved it. */
  readonly reserved: number;
  /** What it remembers. */
  readonly ring: RingView;
}

/** A room as plain data. */
export interface RoomData extends Title, Omit<Room, "name" | "members" | "ring"> {
  /** Its members, by order of entry, each with the `seq` of the room before its entry. */
  readonly members: readonly (readonly [ClientId, number])[];
  /** What it remembers, by order of `seq`. */
  readonly remembered: readonly Remembered[];
}
