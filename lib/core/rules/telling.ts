/**
 * Telling: sends messages to a room or to one client, in order.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { PrivateMessage, Unstamped } from "../message.ts";
import type { Notice } from "../notice.ts";
import { isRecorded, publish, stamp } from "./past/recording.ts";
import type { Seat } from "../state/seat.ts";
import type { ClientId, RoomName } from "../units.ts";

/** The clients that a message concerns. */
export interface Telling {
  /** The client that says it; undefined for what is not said. */
  readonly by?: ClientId | undefined;
  /** Clients that are not told. */
  readonly except?: readonly ClientId[] | undefined;
  /** What the client that says it gave with it: it is told its own apart, with this. */
  readonly token?: string | undefined;
}

/** Tells a room, after releasing the arrivals and departures that it holds by name. */
export function tellRoom(
  context: Context,
  room: RoomName,
  message: Unstamped,
  { by, except, token }: Telling = {},
): void {
  for (const announcer of context.desk.announcersOf(room)) announcer.release(context.effects);
  const event = stamp(context, message, room, by);
  // One that resumes hears nothing live: it is told its own with the rest.
  const isApart = token !== undefined && by !== undefined &&
    context.desk.seatOf(by)?.resuming === undefined;
  if (!isApart) return publish(context, event, except && { except });
  publish(context, event, { except: [...except ?? [], by] });
  send(context, by, { kind: "own", event, token });
}

/** Tells one client; does not release held announcements. */
export function send({ effects }: Context, to: ClientId, message: PrivateMessage): void {
  effects.push({ kind: "send", to, message });
}

/**
 * Answers a client after all earlier messages. People, who read the answer beside what they were told of
 * others, are told what is held first. A program is told it first only where the answer says who is there:
 * it counts, and thousands of pages that ask on entry must not break up a crowd.
 */
export function answer(context: Context, seat: Seat, message: PrivateMessage): void {
  if (seat.isForeign) return;
  const { detail, isProgram } = seat.hearing;
  const isCount = detail === "summed" && message.kind === "members";
  if (!isProgram || isCount) releaseHeld(context, seat);
  send(context, seat.client, message);
}

/** Releases all arrivals and departures that are held in the rooms of a client for those who hear as it does. */
export function releaseHeld(
  { desk, effects }: Context,
  { rooms, hearing: { detail }, isForeign }: Seat,
): void {
  if (isForeign) return;
  for (const room of rooms) desk.announcerIfAny(room, detail)?.releaseAll(effects);
}

/** Sends a notice to one client, after all earlier messages. */
export function notify(context: Context, seat: Seat, notice: Notice): void {
  answer(context, seat, { kind: "notice", notice });
}

/** Sends a notice to the clients of this node that all nodes have seen leave and that are not back yet; to those meant. */
export function tellLost(
  context: Context,
  notice: Notice,
  isMeant: (seat: Seat) => boolean = () => true,
): void {
  for (const { seat } of context.desk.lost.all()) {
    if (isMeant(seat)) send(context, seat.client, { kind: "notice", notice });
  }
}

/** Tells a client that what it has done to a room is done, if it is not in one of the rooms that were told. */
export function tellDone(
  context: Context,
  seat: Seat,
  where: RoomName,
  told: readonly RoomName[] = [where],
): void {
  if (told.some((room) => seat.rooms.includes(room))) return;
  notify(context, seat, { code: "done", room: where });
}

/** Tells the members that what they say is kept from here on, if it is: their greeting did not say so. */
export function tellRecorded(context: Context, name: RoomName): void {
  const room = context.ledger.room(name);
  if (!isRecorded(context, room)) return;
  for (const member of room.members.keys()) {
    send(context, member, { kind: "notice", notice: { code: "room-recorded", room: name } });
  }
}
