/**
 * Leaving: every stay in the chat ends here, for whatever reason.
 *
 * @module
 */

import type { ChatEvent } from "../event.ts";
import type { Context } from "../context.ts";
import type { LeaveReason } from "../message.ts";
import { isHeard } from "./order/muting.ts";
import { dismissLost, lose, orphanRooms } from "./losing.ts";
import { closeIfEmpty, tellDeparture } from "./parting.ts";
import { leaveMembers } from "./order/ranks.ts";
import type { Seat } from "../state/seat.ts";

/** A connection ends. */
export type Disconnected = Extract<ChatEvent, { kind: "disconnected" }>;

/** All clients of a node leave. */
export type Gone = Extract<ChatEvent, { kind: "gone" }>;

const SHUTDOWN: LeaveReason = { by: "daemon", code: "shutdown" };

/** A connection has ended: ends the stay of its client, if it has not ended before. */
export function disconnect(context: Context, { client, reason }: Disconnected): void {
  const seat = context.desk.seatOf(client);
  if (seat !== undefined) return leave(context, seat, reason);
  // All nodes have seen it leave before.
  const lost = context.desk.lost.take(client);
  if (lost !== undefined) dismissLost(context, lost, reason);
}

/** Ends a client's stay, and tells each of its rooms. */
export function leave(context: Context, seat: Seat, reason: LeaveReason): void {
  const { client } = seat;
  const name = context.ledger.nickOf(client);
  // Asked before the client has lost its rank and its voice.
  const departures = seat.rooms.map((room) => ({
    room,
    reason: isHeard(context, seat, room) ? reason : withoutWords(reason),
  }));
  remove(context, seat, reason);
  for (const { room, reason } of departures) {
    tellDeparture(context, { client, name, reason }, room);
  }
}

/** The reason without what the client says about it. */
function withoutWords(reason: LeaveReason): LeaveReason {
  return reason.code === "quit" ? { by: "member", code: "quit" } : reason;
}

/**
 * Ends the stays of several clients for one reason, and then tells the rooms that are left, so that none of
 * them is told of the others. Of those that are staying the connections do not end.
 */
export function leaveTogether(
  context: Context,
  seats: readonly Seat[],
  reason: LeaveReason,
  isStaying?: (seat: Seat) => boolean | undefined,
): void {
  const { ledger } = context;
  const names = seats.map(({ client }) => ledger.nickOf(client));
  for (const seat of seats) {
    if (isStaying?.(seat)) lose(context, seat);
    else remove(context, seat, reason);
  }
  for (const [index, { client, rooms }] of seats.entries()) {
    const name = names[index];
    for (const room of rooms) {
      // A room without members vanishes when it is told of the first.
      if (name !== undefined && ledger.has(room)) {
        tellDeparture(context, { client, name, reason }, room);
      }
    }
  }
}

/**
 * A node is no more: ends the stays of those of its clients that are here, and tells their rooms. If it is this
 * node and was given up for dead, the connections stay; if it stops, its clients are told that and no more, as
 * a client that is told of its own departure would not enter the room again when it reconnects.
 */
export function leaveAsOne(context: Context, { clients, reason, isOwn }: Gone): void {
  const { desk } = context;
  const all = clients.map((client) => desk.seatOf(client));
  const seats = all.filter((seat) => seat !== undefined);
  if (reason.code === "node-lost") orphanRooms(context, seats);
  // One that is still told what it missed, or told to go, comes anew.
  const mayStay = isOwn && reason.code === "node-lost" && !desk.isClosed;
  const isStaying = ({ resuming }: Seat) => mayStay && resuming === undefined;
  leaveTogether(context, seats, reason, isStaying);
}

/** The node stops: its clients are told so. All nodes see them leave when the log says it. */
export function dismissOwn(context: Context): void {
  const { desk, effects } = context;
  desk.isClosed = true;
  for (const announcer of desk.announcers()) announcer.releaseAll(effects);
  for (const { client, isForeign } of desk.seats()) {
    if (!isForeign) dismiss(context, client, SHUTDOWN);
  }
  for (const lost of [...desk.lost.all()]) dismissLost(context, lost, SHUTDOWN);
}

/** Ends all stays and tells the rooms nothing of it. No client is let in after this. */
export function leaveAll(context: Context): void {
  const { desk, effects } = context;
  desk.isClosed = true;
  for (const announcer of desk.announcers()) announcer.releaseAll(effects);
  for (const seat of desk.seats()) {
    remove(context, seat, SHUTDOWN);
    for (const room of seat.rooms) closeIfEmpty(context, room);
  }
}

/** Tells a client the reason, and ends its connection. */
export function dismiss({ effects }: Context, client: Seat["client"], reason: LeaveReason): void {
  effects.push(
    { kind: "send", to: client, message: { kind: "bye", reason } },
    { kind: "drop", client, reason },
  );
}

function remove(context: Context, { client, rooms }: Seat, reason: LeaveReason): void {
  const { ledger, desk, effects } = context;
  desk.remove(client);
  for (const room of rooms) {
    leaveMembers(context, client, room);
    effects.push({ kind: "part", client, room });
  }
  ledger.leave(client);
  dismiss(context, client, reason);
}
