/**
 * A room as the ledger keeps it: how one is made, and how it becomes plain data and comes back from it.
 *
 * @module
 */

import type { ClientId } from "../units.ts";
import { type Access, OPEN } from "./access.ts";
import { Ring } from "./ring.ts";
import type { Room, RoomData, Title } from "./room.ts";

/** A new room may give so many numbers before the store has reserved more. */
export const FIRST_RESERVED = 10_000;

/** A room as the ledger keeps it. The ledger alone changes it. */
export interface OwnRoom extends Room {
  /** Its name, with the strings that it is compared by. */
  readonly title: Title;
  /** By order of entry, each with the `seq` of the room before. */
  readonly members: Map<ClientId, number>;
  /** What it remembers. */
  readonly ring: Ring;
  /** See {@linkcode Room}. */
  epoch: string;
  /** See {@linkcode Room}. */
  seq: number;
  /** See {@linkcode Room}. */
  said: number;
  /** See {@linkcode Room}. */
  topic: string;
  /** See {@linkcode Room}. */
  access: Access;
  /** See {@linkcode Room}. */
  openFrom: number;
  /** See {@linkcode Room}. */
  reserved: number;
}

/** A room as it was when the data was taken. */
export function ownRoomOf(data: RoomData): OwnRoom {
  const { room: name, fold, skeleton, members, remembered, ...counts } = data;
  return {
    name,
    title: { room: name, fold, skeleton },
    members: new Map(members),
    ring: new Ring(remembered),
    ...counts,
  };
}

/** A room without members that has told nothing. */
export function emptyRoom(title: Title, epoch: string): RoomData {
  return {
    ...title,
    members: [],
    epoch,
    seq: 0,
    said: 0,
    topic: "",
    access: OPEN,
    openFrom: 0,
    reserved: FIRST_RESERVED,
    remembered: [],
  };
}

/** A room as plain data, which shares nothing with it. */
export function dataOf({ title, members, ring, ...room }: OwnRoom): RoomData {
  const { epoch, seq, said, topic, access, openFrom, reserved } = room;
  const remembered = [...ring.remembered()];
  const counts = { epoch, seq, said, topic, access, openFrom, reserved };
  return { ...title, members: [...members], ...counts, remembered };
}
