/**
 * Ranks: what the members of a room may do to it and to one another, and what becomes of a room whose
 * owner has left. The lobby has no ranks: there only operators have more rights than members.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Notice } from "../../notice.ts";
import type { Access } from "../../state/access.ts";
import type { Seat } from "../../state/seat.ts";
import type { Room } from "../../state/room.ts";
import { type ClientId, LOBBY, type RoomName } from "../../units.ts";
import { heirOf, rankOf, withoutMember, withRank } from "../access.ts";
import { isAtLeast, lowestFor, type Right, type Standing } from "./rights.ts";
import { notify, tellLost, tellRoom } from "../telling.ts";

/** Whether a client has a right in a room. */
export function hasRight(seat: Seat, { access }: Pick<Room, "access">, right: Right): boolean {
  return isAtLeast(standingIn(access, seat), lowestFor(right, access));
}

/** Whether a client has a right in a room. If not, refuses with a notice. */
export function mayDo(context: Context, seat: Seat, { name }: Room, right: Right): boolean {
  const room = settled(context, name);
  if (hasRight(seat, room, right)) return true;
  const lowest = lowestFor(right, room.access);
  const why = room.name === LOBBY || lowest === "member" ? "operator" : lowest;
  notify(context, seat, { code: "not-allowed", why, room: room.name });
  return false;
}

/** A room whose owner has not left. An event of one node alone cannot give it to its heir, and looks who that is. */
function settled(context: Context, name: RoomName): Pick<Room, "name" | "access"> {
  const { ledger } = context;
  if (!context.isLocal) {
    settleOwner(context, ledger.room(name));
    return ledger.room(name);
  }
  const room = ledger.room(name);
  const heir = name === LOBBY ? undefined : heirOf(room);
  return heir === undefined ? room : { name, access: withRank(room.access, heir, "owner") };
}

/** What a client is in a room with this access. Never throws. */
export function standingIn(access: Access, { client, origin }: Seat): Standing {
  return origin.isOperator ? "operator" : rankOf(access, client);
}

/** Sends a notice to all operators. */
export function tellOperators(context: Context, notice: Notice): void {
  for (const seat of context.desk.seats()) {
    if (seat.origin.isOperator) notify(context, seat, notice);
  }
  tellLost(context, notice, ({ origin }) => origin.isOperator);
}

/**
 * A part of the daemon fails, or works again: tells all operators, and while it fails those who come later
 * as well.
 */
export function alarm(context: Context, notice: Notice): void {
  context.desk.alarm = notice.code === "store-works" ? undefined : notice;
  tellOperators(context, notice);
}

/** Tells an operator who has just entered what is not as usual: the lockdown, and what fails. */
export function tellOperator(context: Context, seat: Seat): void {
  if (!seat.origin.isOperator) return;
  const { ledger, desk } = context;
  if (ledger.order.isLockedDown) notify(context, seat, { code: "lockdown", why: "already-on" });
  if (desk.alarm !== undefined) notify(context, seat, desk.alarm);
}

/** A client owns the room that it has made. */
export function giveToMaker({ ledger }: Context, client: ClientId, room: Room): void {
  ledger.setAccess(room.name, withRank(room.access, client, "owner"));
}

/** Takes a client out of a room; its rank and its voice go with it. */
export function leaveMembers({ ledger }: Context, client: ClientId, room: RoomName): void {
  ledger.part(client, room);
  ledger.setAccess(room, withoutMember(ledger.room(room).access, client));
}

/**
 * Time has passed: gives each room whose owner has left to its heir, and tells it. This waits for a tick,
 * so that a room whose members all leave at once is not told of one owner after the other.
 */
export function settleOwners(context: Context): void {
  for (const room of context.ledger.rooms()) settleOwner(context, room);
}

function settleOwner(context: Context, room: Room): void {
  const heir = room.name === LOBBY ? undefined : heirOf(room);
  if (heir === undefined) return;
  const { ledger } = context;
  const value = ledger.nickOf(heir);
  // Told first: if telling throws, nobody has a rank that the room does not know of.
  tellRoom(context, room.name, { kind: "room", setting: "owner", value });
  ledger.setAccess(room.name, withRank(room.access, heir, "owner"));
}
