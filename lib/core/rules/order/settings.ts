/**
 * Settings: whether a room is private, its password, and who may speak and set the topic in it.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { RoomSetting } from "../../room_change.ts";
import type { Access } from "../../state/access.ts";
import type { Seat } from "../../state/seat.ts";
import { LOBBY, type RoomName } from "../../units.ts";
import { isPublic } from "../access.ts";
import { audit } from "./auditing.ts";
import { keepSettings } from "./keeping.ts";
import { isRecorded, tellClosed } from "../past/recording.ts";
import { answer, notify, tellDone, tellRecorded, tellRoom } from "../telling.ts";

/** One setting of a room that changes. */
interface Change {
  /** Which. */
  readonly setting: RoomSetting;
  /** Whether the room has it from here on. */
  readonly value: boolean;
  /** The access after the change, invitations aside. */
  readonly access: Access;
}

/** Shows a member the settings of a room. */
export function showSettings(context: Context, seat: Seat, room: RoomName): void {
  const { isPrivate, password, isTopicLocked, isModerated, isKept } =
    context.ledger.room(room).access;
  const hasPassword = password !== undefined;
  const settings = { isPrivate, hasPassword, isTopicLocked, isModerated, isKept };
  answer(context, seat, { kind: "room-shown", room, ...settings });
}

/** Makes a room private or public and tells it; for those who have the right. May refuse with a notice. */
export function setPrivate(context: Context, seat: Seat, name: RoomName, value: boolean): void {
  if (isLobby(context, seat, name)) return;
  const { access } = context.ledger.room(name);
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
  if (isLobby(context, seat, name)) return;
  const { access } = context.ledger.room(name);
  const value = password !== undefined;
  if (access.password === password) {
    const why = value ? "password" : "no-password";
    return notify(context, seat, { code: "no-change", why, room: name });
  }
  change(context, seat, name, { setting: "password", value, access: { ...access, password } });
}

/**
 * Says whether only moderators may set the topic of a room, and tells the room; for those who have the
 * right. May refuse with a notice.
 */
export function setTopicLock(context: Context, seat: Seat, name: RoomName, value: boolean): void {
  const { access } = context.ledger.room(name);
  if (access.isTopicLocked === value) {
    const why = value ? "topic-locked" : "topic-unlocked";
    return notify(context, seat, { code: "no-change", why, room: name });
  }
  change(context, seat, name, {
    setting: "topic-lock",
    value,
    access: { ...access, isTopicLocked: value },
  });
}

/**
 * Says whether only moderators and members with a voice may speak in a room, and tells the room; for
 * those who have the right. May refuse with a notice.
 */
export function setModerated(context: Context, seat: Seat, name: RoomName, value: boolean): void {
  const { access } = context.ledger.room(name);
  if (access.isModerated === value) {
    const why = value ? "moderated" : "not-moderated";
    return notify(context, seat, { code: "no-change", why, room: name });
  }
  change(context, seat, name, {
    setting: "moderated",
    value,
    access: { ...access, isModerated: value },
  });
}

/** Whether a room is the lobby, which everybody must be able to enter. If it is, refuses with a notice. */
function isLobby(context: Context, seat: Seat, room: RoomName): boolean {
  if (room !== LOBBY) return false;
  notify(context, seat, { code: "not-allowed", why: "lobby", room });
  return true;
}

/** Invitations end with another privacy: they were given under other settings, possibly by any member. */
function change(
  context: Context,
  seat: Seat,
  room: RoomName,
  { setting, value, access }: Change,
): void {
  const { ledger } = context;
  const from = ledger.nickOf(seat.client);
  tellRoom(context, room, { kind: "room", from, setting, value });
  audit(context, seat, { act: "room", room, setting: `${setting} ${value ? "on" : "off"}` });
  const place = ledger.room(room);
  const opens = !isPublic(place.access) && isPublic(access);
  const wasRecorded = isRecorded(context, place);
  const becomesRecorded = isRecorded(context, { access });
  if (wasRecorded && !becomesRecorded) tellClosed(context, place);
  const closes = setting === "private" || setting === "password";
  ledger.setAccess(room, closes ? { ...access, invitations: [] } : access);
  if (opens) ledger.openFromHere(room);
  if (becomesRecorded && !wasRecorded) tellRecorded(context, room);
  keepSettings(context, room);
  tellDone(context, seat, room);
}
