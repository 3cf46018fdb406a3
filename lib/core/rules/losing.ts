/**
 * Losing: a node was given up for dead, but it lives and serves its clients still. All nodes have seen them
 * leave; on their own node their connections stay, they go on hearing their rooms, and they come back as
 * soon as the node has told the others of them again. Rooms that lose their last members like this stay
 * for a while, with their numbers and their settings.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { ChatEvent } from "../event.ts";
import type { LeaveReason } from "../message.ts";
import type { Desk } from "../state/desk.ts";
import type { Seat } from "../state/seat.ts";
import type { LostClient } from "../state/lost.ts";
import type { Room } from "../state/room.ts";
import { LOBBY, type Millis, type RoomName } from "../units.ts";
import { settleAll } from "./answering.ts";
import { leaveMembers } from "./order/ranks.ts";
import { closeIfEmpty } from "./parting.ts";

/** A client that is back has this from its event. */
export type Back = Extract<ChatEvent, { kind: "connected" }>;

/** So long a room without members waits for the people of a lost node. */
export const ORPHANS_WAIT: Millis = 60_000;

/** Why those are dismissed that cannot come back. */
export const NODE_LOST: LeaveReason = { by: "daemon", code: "node-lost" };

/** A client of this node leaves its rooms, and its connection stays. */
export function lose(context: Context, seat: Seat): void {
  const { ledger, desk } = context;
  settleAll(context, seat);
  const rooms = seat.rooms.map((room) => ({ room, epoch: ledger.room(room).epoch }));
  const { client, room, before } = seat;
  desk.lost.add({ seat, nick: ledger.nickOf(client), stay: { rooms, room, before } });
  desk.lose(client);
  for (const { room } of rooms) leaveMembers(context, client, room);
  ledger.leave(client);
}

/** The rooms of lost people stay for a while. */
export function orphanRooms({ ledger, at }: Context, seats: readonly Seat[]): void {
  for (const room of new Set(seats.flatMap(({ rooms }) => rooms))) {
    if (room !== LOBBY) ledger.orphans.add(room, at + ORPHANS_WAIT);
  }
}

/** Time has passed: rooms vanish whose people are not back. */
export function closeOrphans(context: Context): void {
  const { ledger } = context;
  for (const room of ledger.orphans.expire(context.at)) {
    if (!ledger.has(room) || !closeIfEmpty(context, room)) continue;
    for (const lost of context.desk.lost.in(room)) dismissLost(context, lost);
  }
}

/** The events by which the lost clients of this node come back. */
export function returning({ lost }: Desk): readonly ChatEvent[] {
  return Array.from(lost.all(), ({ seat, nick, stay }) => ({
    ...{ kind: "connected", client: seat.client, origin: seat.origin, hearing: seat.hearing },
    ...{ nick, isBack: true, stay },
    ...(seat.program !== undefined && { program: seat.program }),
    ...(seat.realOrigin && { realOrigin: seat.realOrigin }),
  }));
}

/** The rooms that a client comes back to; undefined if one of them is not what it was, or none is left. */
export function roomsOf({ ledger }: Context, { stay }: Back): readonly Room[] | undefined {
  const rooms = stay?.rooms.map(({ room, epoch }) => {
    const found = ledger.has(room) ? ledger.room(room) : undefined;
    return found?.epoch === epoch ? found : undefined;
  }) ?? [];
  const found = rooms.filter((room) => room !== undefined);
  return found.length === 0 || found.length < rooms.length ? undefined : found;
}

/** A client of this node cannot come back: ends its connection. It may connect again. */
export function dismissLost(
  { desk, effects }: Context,
  { seat: { client, rooms } }: LostClient,
  reason: LeaveReason = NODE_LOST,
): void {
  desk.lost.take(client);
  desk.remove(client);
  for (const room of rooms) effects.push({ kind: "part", client, room });
  effects.push({ kind: "send", to: client, message: { kind: "bye", reason } });
  effects.push({ kind: "drop", client, reason });
}

/** Where a client speaks that is back. */
export function placeOf({ stay }: Back): { room: RoomName; before: readonly RoomName[] } {
  const rooms = stay?.rooms.map(({ room }) => room) ?? [];
  const [room = LOBBY] = rooms;
  const before = stay?.before.filter((each) => rooms.includes(each)) ?? [];
  return { room: stay !== undefined && rooms.includes(stay.room) ? stay.room : room, before };
}
