/**
 * Settings: whether a room is private, and its password.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { Access } from "../state/access.ts";
import type { Seat } from "../state/desk.ts";
import type { RoomName } from "../units.ts";
import { isPublic } from "./access.ts";
import { isRecorded, tellClosed } from "./recording.ts";
import { answer, notify, send, tellRoom } from "./telling.ts";

/** One setting of a room that changes. */
interface Change {
  /** Which. */
  readonly setting: "private" | "password";
  /** Whether the room is private, or has a password, from here on. */
  readonly value: boolean;
  /** The access after the change, invitations aside. */
  readonly access: Access;
}

/** Shows a member the settings of a room. */
export function showSettings(context: Context, seat: Seat, room: RoomName): void {
  const { isPrivate, password } = context.ledger.room(room).access;
  const hasPassword = password !== undefined;
  answer(context, seat, { kind: "room-shown", room, isPrivate, hasPassword });
}

/** Makes a room private or public and tells it; for those who have the right. May refuse with a notice. */
export function setPrivate(context: Context, seat: Seat, name: RoomName, value: boolean): void {
  const room = context.ledger.room(name);
  const { access } = room;
  if (access.isPrivate === value) {
    const why = value ? "private" : "public";
    return notify(context, seat, { code: "no-change", why, room: name });
  }
  change(context, seat, name, {
    setting: "private",
    value,
    access: { ...access, isPrivate: value },
  });
}

/**
 * Sets the password of a room, or removes it, and tells the room that it did; for those who have the
 * right. May refuse with a notice. `password` is a digest.
 */
export function setPassword(
  context: Context,
  seat: Seat,
  name: RoomName,
  password: string | undefined,
): void {
  const room = context.ledger.room(name);
  const { access } = room;
  const value = password !== undefined;
  if (access.password === password) {
    const why = value ? "password" : "no-password";
    return notify(context, seat, { code: "no-change", why, room: name });
  }
  change(context, seat, name, { setting: "password", value, access: { ...access, password } });
}

/** Invitations end with a change: they were given under other settings, possibly by any member. */
function change(
  context: Context,
  { client }: Seat,
  room: RoomName,
  { setting, value, access }: Change,
): void {
  const { ledger } = context;
  tellRoom(context, room, { kind: "room", from: ledger.nickOf(client), setting, value });
  const place = ledger.room(room);
  const [wasPublic, becomesPublic] = [isPublic(place.access), isPublic(access)];
  if (wasPublic && !becomesPublic) tellClosed(context, place);
  ledger.setAccess(room, { ...access, invitations: [] });
  if (wasPublic || !becomesPublic) return;
  ledger.openFromHere(room);
  tellRecorded(context, room);
}

/** Tells the members that what they say is kept from here on, if it is: their greeting did not say so. */
function tellRecorded(context: Context, name: RoomName): void {
  const room = context.ledger.room(name);
  if (!isRecorded(context, room)) return;
  for (const member of room.members.keys()) {
    send(context, member, { kind: "notice", notice: { code: "room-recorded", room: name } });
  }
}
