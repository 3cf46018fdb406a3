/**
 * Keeping: a room that operators keep stays when nobody is in it, is recorded also if it is closed to others,
 * and starts again with its settings. What is decided about such a room outlives the process.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { OrderChange } from "../../order.ts";
import type { Access } from "../../state/access.ts";
import type { Seat } from "../../state/seat.ts";
import type { Room } from "../../state/room.ts";
import { isInForce } from "../../state/sentences.ts";
import { LOBBY, type RoomName } from "../../units.ts";
import { isPublic } from "../access.ts";
import { audit } from "./auditing.ts";
import { endOf } from "./barring.ts";
import { closeIfEmpty } from "../parting.ts";
import { tellClosed } from "../past/recording.ts";
import { notify, tellDone, tellRecorded, tellRoom } from "../telling.ts";

/** Keeps a room, or keeps it no more, and tells it; for those who have the right. May refuse with a notice. */
export function setKept(context: Context, seat: Seat, name: RoomName, value: boolean): void {
  if (name === LOBBY) {
    return notify(context, seat, { code: "not-allowed", why: "lobby", room: name });
  }
  const { access } = context.ledger.room(name);
  if (access.isKept === value) {
    const why = value ? "kept" : "not-kept";
    return notify(context, seat, { code: "no-change", why, room: name });
  }
  if (value) keep(context, seat, name);
  else release(context, seat, name);
  tellDone(context, seat, name);
}

/** Has the store keep the settings of a room, if what is decided about it outlives the process. */
export function keepSettings(context: Context, name: RoomName): void {
  const room = context.ledger.room(name);
  if (isLasting(room)) pushSettings(context, room, true);
}

/** Has the store keep what was decided. With several nodes the log does that, and the store nothing. */
export function keepChange({ settings, effects }: Context, change: OrderChange): void {
  if (!settings.isShared) effects.push({ kind: "order", change });
}

/** Whether what is decided about a room outlives the process: that of the lobby does, and of kept rooms. */
export function isLasting({ name, access }: Pick<Room, "name" | "access">): boolean {
  return name === LOBBY || access.isKept;
}

function keep(context: Context, seat: Seat, name: RoomName): void {
  const { ledger } = context;
  const { access } = ledger.room(name);
  // Before it is told: a recording begins with this event, which brings the topic with it.
  ledger.setAccess(name, { ...access, isKept: true });
  tell(context, seat, name, true);
  keepSettings(context, name);
  keepSentences(context, name);
  if (!isPublic(access)) tellRecorded(context, name);
}

function release(context: Context, seat: Seat, name: RoomName): void {
  const { ledger } = context;
  tell(context, seat, name, false);
  const room = ledger.room(name);
  const access: Access = { ...room.access, isKept: false };
  if (!isPublic(access)) tellClosed(context, room);
  ledger.setAccess(name, access);
  pushSettings(context, ledger.room(name), false);
  closeIfEmpty(context, name);
}

function tell(context: Context, seat: Seat, room: RoomName, value: boolean): void {
  const from = context.ledger.nickOf(seat.client);
  tellRoom(context, room, { kind: "room", from, setting: "keep", value });
  audit(context, seat, { act: "room", room, setting: `keep ${value ? "on" : "off"}` });
}

function pushSettings(
  context: Context,
  { name, access, openFrom }: Room,
  isKept: boolean,
): void {
  const { isPrivate, isTopicLocked, isModerated, password } = access;
  keepChange(context, {
    ...{ kind: "room", room: name, isKept, isPrivate, isTopicLocked, isModerated, openFrom },
    ...(password !== undefined && { password }),
  });
}

/** The bans, and the mutes with a time, from before the room was kept. */
function keepSentences(context: Context, room: RoomName): void {
  const { ledger, at } = context;
  const { bans, mutes } = ledger.order;
  const timed = mutes.of(room).filter((mute) => mute.until !== undefined && isInForce(mute, at));
  for (const [kind, sentences] of [["ban", bans.of(room, at)], ["mute", timed]] as const) {
    for (const sentence of sentences) {
      const { subject, name, by, reason, since } = sentence;
      // An id does not outlive the process.
      if (!("network" in subject)) continue;
      keepChange(context, {
        ...{ kind, room, network: subject.network, by, reason, since },
        ...(name !== undefined && { name }),
        ...endOf(context, sentence),
      });
    }
  }
}
