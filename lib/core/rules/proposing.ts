/**
 * Proposing: what only the node of a client can find about it, such as that it is silent, all nodes must
 * decide alike. With several nodes it is proposed: it comes back in the order of what all of them apply.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { LeaveReason } from "../message.ts";
import type { Seat } from "../state/seat.ts";
import { LOBBY, type RoomName } from "../units.ts";
import { leave } from "./leaving.ts";
import { standingIn } from "./order/ranks.ts";

/** Ends a client's stay for something that only this node has found; with several nodes proposes it, once. */
export function endStay(context: Context, seat: Seat, reason: LeaveReason): void {
  if (!context.settings.isShared) return leave(context, seat, reason);
  if (seat.isProposed) return;
  seat.isProposed = true;
  const { client } = seat;
  context.effects.push({ kind: "propose", event: { kind: "disconnected", client, reason } });
}

/**
 * A client is in a room, or has entered the daemon, whose bans of networks are looked at here, where the
 * address is known: proposes to put it out if one is against it.
 */
export function proposeIfBarred(context: Context, seat: Seat, room: RoomName): void {
  const { realOrigin, client, origin } = seat;
  if (realOrigin?.ip === undefined || origin.isLoopback) return;
  const { ledger, effects, at } = context;
  const access = ledger.room(room).access;
  if (room === LOBBY ? origin.isOperator : standingIn(access, seat) !== "member") return;
  const ban = ledger.order.bans.find(room, { ip: realOrigin.ip }, at);
  if (ban === undefined || !("network" in ban.subject)) return;
  const { network } = ban.subject;
  effects.push({ kind: "propose", event: { kind: "barred", client, room, network } });
}
