/**
 * A room as the ledger knows it: its members, its counts, its topic, and who may enter it. Plain data;
 * `ledger.ts` alone changes it.
 *
 * @module
 */

import type { Access } from "./access.ts";
import type { ClientId, RoomName } from "../units.ts";

/** The name of a room with the strings that it is compared by; made by `titleOf` in `rules/rooms.ts`. */
export interface Title {
  /** The name that is shown. */
  readonly room: RoomName;
  /** The name folded for case and width. */
  readonly fold: string;
  /** The same string for all names that look alike. */
  readonly skeleton: string;
}

/** A room; changed by the ledger alone. */
export interface Room {
  /** Its name. */
  readonly name: RoomName;
  /** Its members, by order of entry. */
  readonly members: ReadonlySet<ClientId>;
  /** The number of its last message; 0 before the first. */
  readonly seq: number;
  /** The number of messages and actions; arrivals, departures, renames and topics do not count. */
  readonly said: number;
  /** Its topic, sanitised; empty if it has none. */
  readonly topic: string;
  /** Who may enter it. */
  readonly access: Access;
}

/** A room as plain data. */
export interface RoomData extends Title, Omit<Room, "name" | "members"> {
  /** Its members, by order of entry. */
  readonly members: readonly ClientId[];
}
