/**
 * Ranks: what the members of a room may do to it and to one another, and what becomes of a room whose
 * owner has left. The lobby has no ranks.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { Seat } from "../state/desk.ts";
import type { Room } from "../state/room.ts";
import { type ClientId, LOBBY, type RoomName } from "../units.ts";
import { type Deed, hasRank, heirOf, rankFor, withRank } from "./access.ts";
import { notify, tellRoom } from "./telling.ts";

/** Whether a member of a room may do this. If not, refuses with a notice. */
export function mayDo(context: Context, seat: Seat, room: Room, deed: Deed): boolean {
  settleOwner(context, room);
  const needs = rankFor(deed, room.access);
  if (needs === "member" || hasRank(room.access, seat.client, needs)) return true;
  const why = room.name === LOBBY ? "operator" : needs;
  notify(context, seat, { code: "not-allowed", why, room: room.name });
  return false;
}

/** A client owns the room that it has made. */
export function giveToMaker({ ledger }: Context, client: ClientId, room: Room): void {
  ledger.setAccess(room.name, withRank(room.access, client, "owner"));
}

/** Takes a client out of a room, and its rank with it. */
export function leaveMembers({ ledger }: Context, client: ClientId, room: RoomName): void {
  ledger.part(client, room);
  ledger.setAccess(room, withRank(ledger.room(room).access, client, "member"));
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
