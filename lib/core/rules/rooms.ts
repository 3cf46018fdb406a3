/**
 * Rooms: finds the room that a client means. A client is told nothing of a room that it may not see:
 * the answer is the same as for a room that does not exist.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { RoomInfo } from "../info.ts";
import type { NickProblem } from "../notice.ts";
import type { Seat } from "../state/seat.ts";
import type { Room } from "../state/room.ts";
import type { ClientId, RoomName } from "../units.ts";
import { isPublic, viewOf } from "./access.ts";
import type { RoomText } from "../reading/form.ts";
import { notify } from "./telling.ts";

/** A text that means a room, and the room if there is one. */
interface Meant {
  readonly name: RoomName;
  readonly room: Room | undefined;
}

/**
 * The room of this name if the client may see it; without a name, the one where it speaks. Otherwise refuses
 * with a notice.
 */
export function findSeen(
  context: Context,
  seat: Seat,
  wanted: RoomText | undefined,
): Room | undefined {
  const meant = findMeant(context, seat, wanted);
  if ("code" in meant) {
    notify(context, seat, meant);
    return undefined;
  }
  const { name, room } = meant;
  const view = room === undefined ? "hidden" : viewOf(room, seat.client, context.at);
  if (view === "member" || view === "open") return room;
  notify(context, seat, { code: view === "locked" ? "not-in-room" : "no-such-room", room: name });
  return undefined;
}

/**
 * The room of this name if the client is in it; without a name, the one where it speaks. Otherwise refuses
 * with a notice.
 */
export function findOwn(
  context: Context,
  seat: Seat,
  wanted: RoomText | undefined,
): Room | undefined {
  // The usual case: the room where the client speaks, or one that a program names as it was told.
  const text: string = wanted ?? seat.room;
  const exact = seat.rooms.find((name) => name === text);
  if (exact !== undefined) return context.ledger.room(exact);
  const room = findSeen(context, seat, wanted);
  if (room === undefined || room.members.has(seat.client)) return room;
  notify(context, seat, { code: "not-in-room", room: room.name });
  return undefined;
}

/**
 * The room of this name if the client is in it; for an operator, any that exists. Without a name, the one
 * where it speaks. Otherwise refuses with a notice.
 */
export function findOrdered(
  context: Context,
  seat: Seat,
  wanted: RoomText | undefined,
): Room | undefined {
  if (!seat.origin.isOperator) return findOwn(context, seat, wanted);
  const meant = findMeant(context, seat, wanted);
  return ("code" in meant ? undefined : meant.room) ?? findOwn(context, seat, wanted);
}

/** The room that a text means; without a text, the one where the client speaks, if it still exists. */
function findMeant(
  { ledger, forms }: Context,
  { room: name }: Seat,
  wanted: RoomText | undefined,
): Meant | NickProblem {
  if (wanted === undefined) return { name, room: ledger.has(name) ? ledger.room(name) : undefined };
  const meant = forms.roomOf(wanted);
  return "code" in meant ? meant : { name: meant.room, room: ledger.find(meant.fold) };
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
