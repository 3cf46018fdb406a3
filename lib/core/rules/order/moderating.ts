/**
 * Moderating: members of a room invite people into it, and put people out of it.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { PutOut } from "../../message.ts";
import type { Notice } from "../../notice.ts";
import type { PersonText } from "../../reading/form.ts";
import type { Seat } from "../../state/seat.ts";
import type { Room } from "../../state/room.ts";
import { LOBBY, type RoomName } from "../../units.ts";
import { isInvited, isPublic, withInvitation, withoutInvitation } from "../access.ts";
import { audit } from "./auditing.ts";
import { announce, moveIn, tellEntered } from "../joining.ts";
import { leave } from "../leaving.ts";
import { maySpeak, maySpeakAnywhere } from "./muting.ts";
import { findNamed } from "../finding.ts";
import { takeOut } from "../parting.ts";
import { showOnEntry } from "../past/recalling.ts";
import { aimAt } from "./targets.ts";
import { notify, releaseHeld, send, tellDone } from "../telling.ts";

/** Why a member puts a person out. */
export interface Kick {
  /** The name of the person, as it was typed. */
  readonly name: PersonText;
  /** What the room is told; possibly empty. */
  readonly text: string;
}

/** Invites the person with this name into a room; for those who have the right. May refuse with a notice. */
export function invite(
  context: Context,
  seat: Seat,
  where: RoomName,
  name: PersonText,
): void {
  const { ledger, at } = context;
  const room = ledger.room(where);
  if (!maySpeakAnywhere(context, seat)) return;
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
  if (!isPublic(room.access)) audit(context, seat, { act: "invite", on: nick, room: where });
  // A person who ignores the client is not told, and the client is told what it would be otherwise.
  if (!context.desk.ignoring.has(client, seat.client)) {
    notify(context, guest, { code: "invited", why: "you", room: where, from });
  }
  notify(context, seat, { code: "invited", why: "done", room: where, name: nick });
}

/**
 * Puts the person with this name out of a room, from the lobby out of the daemon; for those who have the
 * right. May refuse with a notice.
 */
export function kick(context: Context, seat: Seat, where: RoomName, { name, text }: Kick): void {
  const { ledger } = context;
  const room = ledger.room(where);
  const target = aimAt(context, seat, room, { verb: "kick", name });
  if (target === undefined) return;
  // The room would be told what the muted say.
  if (text !== "" && !maySpeak(context, seat, where)) return;
  const from = ledger.nickOf(seat.client);
  const reason = { by: "daemon", code: "kicked", from, text } as const;
  audit(context, seat, {
    act: "kick",
    on: ledger.nickOf(target.client),
    room: where,
    ...(text !== "" && { reason: text }),
  });
  // The lobby is the daemon.
  if (where === LOBBY) {
    leave(context, target, reason);
    return tellDone(context, seat, where, target.rooms);
  }
  const notice = { code: "kicked", room: where, from, reason: text } as const;
  putOut(context, target, room, { reason, notice });
  tellDone(context, seat, where);
}

/** Why a person is put out of a room: what the room is told, and what the person itself. */
export interface PuttingOut {
  /** For the room. */
  readonly reason: PutOut;
  /** For the person; a program is told by its own `left`. */
  readonly notice: Notice;
}

/** Takes a person out of a room, into the lobby if it was in no other. */
export function putOut(
  context: Context,
  seat: Seat,
  { name, access }: Room,
  { reason, notice }: PuttingOut,
): void {
  const { client } = seat;
  const isSpeakingThere = seat.room === name;
  const isMoving = seat.rooms.length === 1;
  const isPerson = !seat.hearing.isProgram;
  const tell = (notice: Notice) => send(context, client, { kind: "notice", notice });
  context.ledger.setAccess(name, withoutInvitation(access, client));
  if (isPerson) releaseHeld(context, seat);
  if (isMoving) moveIn(context, seat, LOBBY);
  takeOut(context, seat, { room: name, reason });
  if (isPerson) tell(notice);
  if (isMoving) tellEntered(context, seat, LOBBY);
  if (isMoving && isPerson) showOnEntry(context, seat, LOBBY, undefined);
  if (isSpeakingThere && isPerson) tell({ code: "speaking", room: seat.room });
  if (isMoving) announce(context, seat, LOBBY);
}
