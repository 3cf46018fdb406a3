/**
 * Rooms: finds the room that a client means. A client is told nothing of a room that it may not see:
 * the answer is the same as for a room that does not exist.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import { skeleton } from "../../text/skeleton.ts";
import type { Context } from "../context.ts";
import type { RoomInfo } from "../info.ts";
import type { Seat } from "../state/desk.ts";
import type { Room, Title } from "../state/room.ts";
import type { ClientId, RoomName } from "../units.ts";
import { isPublic, viewOf } from "./access.ts";
import { parseRoom } from "./names.ts";
import { notify } from "./telling.ts";

/** The name of a room with the strings that it is compared by. Never throws. */
export function titleOf(room: RoomName): Title {
  return { room, fold: fold(room), skeleton: skeleton(room) };
}

/** The room of this name if the client may see it. Otherwise refuses with a notice. */
export function findSeen(context: Context, seat: Seat, wanted: string): Room | undefined {
  const name = parseRoom(wanted);
  if (typeof name !== "string") {
    notify(context, seat, name);
    return undefined;
  }
  const room = context.ledger.find(fold(name));
  const view = room === undefined ? "hidden" : viewOf(room, seat.client, context.at);
  if (view === "member" || view === "open") return room;
  notify(context, seat, { code: view === "locked" ? "not-in-room" : "no-such-room", room: name });
  return undefined;
}

/** The room of this name if the client is in it. Otherwise refuses with a notice. */
export function findOwn(context: Context, seat: Seat, wanted: string): Room | undefined {
  // The usual case: the room where the client speaks, or one that a program names as it was told.
  const exact = seat.rooms.find((name) => name === wanted);
  if (exact !== undefined) return context.ledger.room(exact);
  const room = findSeen(context, seat, wanted);
  if (room === undefined || room.members.has(seat.client)) return room;
  notify(context, seat, { code: "not-in-room", room: room.name });
  return undefined;
}

/**
 * The room of this name if the client is in it; for an operator, any that exists. Otherwise refuses with
 * a notice.
 */
export function findOrdered(context: Context, seat: Seat, wanted: string): Room | undefined {
  if (!seat.origin.isOperator) return findOwn(context, seat, wanted);
  const name = parseRoom(wanted);
  const room = typeof name === "string" ? context.ledger.find(fold(name)) : undefined;
  return room ?? findOwn(context, seat, wanted);
}

/** The rooms that everybody may enter and those of a client, for an operator all, by population and then by name. */
export function seenRooms(context: Context, seat: Seat): RoomInfo[] {
  const seen: RoomInfo[] = [];
  for (const room of context.ledger.rooms()) {
    const isListed = isPublic(room.access) || seat.origin.isOperator ||
      room.members.has(seat.client);
    if (isListed) seen.push(infoOf(room, seat.client));
  }
  return seen.sort((a, b) => b.people - a.people || (a.room < b.room ? -1 : 1));
}

function infoOf(room: Room, client: ClientId): RoomInfo {
  const { name, members, topic } = room;
  return {
    room: name,
    people: members.size,
    ...(topic !== "" && { topic }),
    isPublic: isPublic(room.access),
    isYours: members.has(client),
  };
}
