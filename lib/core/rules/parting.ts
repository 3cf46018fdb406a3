/**
 * Parting: a client leaves one room and stays in others. A room vanishes with its last member, except
 * for the lobby and for kept rooms.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { LeaveReason, RoomMessage } from "../message.ts";
import type { RoomText } from "../reading/form.ts";
import type { Nick } from "../reading/names.ts";
import { leaveMembers } from "./order/ranks.ts";
import { publish, stamp, tellClosed } from "./past/recording.ts";
import { endResumed } from "./past/resuming.ts";
import { findOwn } from "./rooms.ts";
import type { Seat } from "../state/seat.ts";
import type { ClientId, RoomName } from "../units.ts";
import { notify, send } from "./telling.ts";

/** A client that leaves a room. */
export interface Departure {
  /** The client. */
  readonly client: ClientId;
  /** The name that the others know. */
  readonly name: Nick;
  /** Why it leaves. */
  readonly reason: LeaveReason;
}

/** A room that a client leaves. */
export interface Leaving {
  /** The room. */
  readonly room: RoomName;
  /** Why it leaves. */
  readonly reason: LeaveReason;
  /** Whether a program is not told its own departure: it has never been told of the room. */
  readonly isUntold?: boolean | undefined;
}

const PART: LeaveReason = { by: "member", code: "part" };

/** `/part`: leaves the room of this name, or the one where the client speaks. Refuses the last room. */
export function part(context: Context, seat: Seat, wanted: RoomText | undefined): void {
  const room = findOwn(context, seat, wanted)?.name;
  if (room === undefined) return;
  if (seat.rooms.length === 1) return notify(context, seat, { code: "last-room", room });
  const isSpeakingThere = seat.room === room;
  takeOut(context, seat, { room, reason: PART });
  if (seat.hearing.isProgram) return;
  notify(context, seat, { code: "room-left", room });
  if (isSpeakingThere) notify(context, seat, { code: "speaking", room: seat.room });
}

/**
 * Takes a client out of a room and tells the room. It must be in another room. If a person spoke in this
 * one, it speaks in the other from here on; a program that names no room goes on to mean the room of its
 * welcome, and is refused there. A program is told its own departure, as its last event of the room.
 */
export function takeOut(
  context: Context,
  seat: Seat,
  { room, reason, isUntold = false }: Leaving,
): void {
  const { ledger, effects } = context;
  const { client, hearing: { detail, isProgram }, resuming } = seat;
  const isTold = isProgram && !isUntold;
  const hearsIt = isTold && detail === "every";
  if (!hearsIt) effects.push({ kind: "part", client, room });
  leaveMembers(context, client, room);
  forgetRoom(seat, room);
  const left = tellDeparture(context, { client, name: ledger.nickOf(client), reason }, room);
  endResumed(context, seat, left);
  if (hearsIt) return void effects.push({ kind: "part", client, room });
  if (isTold && resuming === undefined) send(context, client, { kind: "own", event: left });
}

/**
 * Tells a room a departure: those who hear every one at once, the others with the next that are held.
 * Returns the event.
 */
export function tellDeparture(
  context: Context,
  departure: Departure,
  room: RoomName,
): RoomMessage {
  const { desk, effects, at } = context;
  const { client, name, reason } = departure;
  desk.announcer(room);
  const announcers = desk.announcersOf(room);
  for (const announcer of announcers) announcer.forget(client);
  const message = stamp(context, { kind: "left", name, reason }, room);
  publish(context, message, { detail: "every" });
  if (closeIfEmpty(context, room)) return message;
  for (const announcer of announcers) announcer.hold(message, at, effects);
  return message;
}

/** Removes a room that its last member has left, with what is held for it. Returns whether it did. */
export function closeIfEmpty(context: Context, room: RoomName): boolean {
  const { ledger, desk } = context;
  const closing = ledger.room(room);
  if (!ledger.closeIfEmpty(room)) return false;
  // At shutdown a recorded room only pauses.
  if (!desk.isClosed) tellClosed(context, closing);
  desk.removeAnnouncers(room);
  return true;
}

/** A person speaks in the room that it spoke in before this one, or in the oldest. */
function forgetRoom(seat: Seat, room: RoomName): void {
  seat.rooms = seat.rooms.filter((each) => each !== room);
  seat.before = seat.before.filter((each) => each !== room);
  if (seat.hearing.isProgram || seat.room !== room) return;
  seat.room = seat.before.at(-1) ?? seat.rooms[0] ?? seat.room;
  seat.before = seat.before.slice(0, -1);
}
