/**
 * Moderating: members of a room invite people into it, and put people out of it.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { Kicked } from "../message.ts";
import type { Notice } from "../notice.ts";
import type { Seat } from "../state/desk.ts";
import type { Room } from "../state/room.ts";
import { LOBBY, type RoomName } from "../units.ts";
import { isInvited, withInvitation, withoutInvitation } from "./access.ts";
import { announce, moveIn, tellEntered } from "./joining.ts";
import { findNamed } from "./naming.ts";
import { takeOut } from "./parting.ts";
import { targetProblem } from "./ranks.ts";
import { showOnEntry } from "./recalling.ts";
import { notify, releaseHeld, send } from "./telling.ts";

/** Why a member puts a person out. */
export interface Kick {
  /** The name of the person, as it was typed. */
  readonly name: string;
  /** What the room is told; possibly empty. */
  readonly text: string;
}

/** Invites the person with this name into a room; for those who have the right. May refuse with a notice. */
export function invite(context: Context, seat: Seat, where: RoomName, name: string): void {
  const { ledger, at } = context;
  const room = ledger.room(where);
  const guest = findNamed(context, name);
  if (guest === undefined) {
    return notify(context, seat, { code: "no-such-name", why: "unknown", name });
  }
  const { client } = guest;
  if (client === seat.client) return notify(context, seat, { code: "yourself", why: "invite" });
  const nick = ledger.nickOf(client);
  const isMember = room.members.has(client);
  if (isMember || isInvited(room.access, client, at)) {
    const why = isMember ? "member" : "invited";
    return notify(context, seat, { code: "no-change", why, room: where, name: nick });
  }
  ledger.setAccess(where, withInvitation(room.access, client, at));
  const from = ledger.nickOf(seat.client);
  // A person who ignores the client is not told, and the client is told what it would be otherwise.
  if (!context.desk.ignoring.has(client, seat.client)) {
    notify(context, guest, { code: "invited", why: "you", room: where, from });
  }
  notify(context, seat, { code: "invited", why: "done", room: where, name: nick });
}

/** Puts the person with this name out of a room; for those who have the right. May refuse with a notice. */
export function kick(context: Context, seat: Seat, where: RoomName, { name, text }: Kick): void {
  const { ledger } = context;
  const room = ledger.room(where);
  const target = findNamed(context, name);
  const problem = targetProblem(room, seat, target);
  if (problem === "yourself") return notify(context, seat, { code: "yourself", why: "kick" });
  if (target === undefined || problem === "not-here") {
    return notify(context, seat, { code: "no-such-name", why: "not-in-room", name, room: where });
  }
  if (problem === "higher-rank") {
    const nick = ledger.nickOf(target.client);
    return notify(context, seat, { code: "higher-rank", name: nick, room: where });
  }
  putOut(context, target, room, {
    by: "daemon",
    code: "kicked",
    from: ledger.nickOf(seat.client),
    text,
  });
}

/** Takes a person out of a room, into the lobby if it was in no other. */
function putOut(context: Context, seat: Seat, { name, access }: Room, reason: Kicked): void {
  const { client } = seat;
  const isSpeakingThere = seat.room === name;
  const isMoving = seat.rooms.length === 1;
  const isPerson = seat.hearing.detail === "gathered";
  const tell = (notice: Notice) => send(context, client, { kind: "notice", notice });
  context.ledger.setAccess(name, withoutInvitation(access, client));
  if (isPerson) releaseHeld(context, seat);
  if (isMoving) moveIn(context, seat, LOBBY);
  takeOut(context, seat, { room: name, reason });
  // A program is told by its own `left`.
  if (isPerson) tell({ code: "kicked", room: name, from: reason.from, reason: reason.text });
  if (isMoving) tellEntered(context, seat, LOBBY);
  if (isMoving && isPerson) showOnEntry(context, seat, LOBBY, undefined);
  if (isSpeakingThere && isPerson) tell({ code: "speaking", room: seat.room });
  if (isMoving) announce(context, seat, LOBBY);
}
