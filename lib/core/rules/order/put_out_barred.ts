/**
 * Puts out those whose own node has found a ban of a network against them: only that node knows the address.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { ChatEvent } from "../../event.ts";
import type { PutOut } from "../../message.ts";
import { LOBBY } from "../../units.ts";
import { leave } from "../leaving.ts";
import { endOf } from "./barring.ts";
import { putOut } from "./moderating.ts";
import { standingIn } from "./ranks.ts";

/** A node has found a ban against its client. */
export type Found = Extract<ChatEvent, { kind: "barred" }>;

/** Puts a client out of a room, from the lobby out of the daemon, if the ban still holds. */
export function putOutBarred(context: Context, { client, room, network }: Found): void {
  const { ledger, desk, at } = context;
  const seat = desk.seatOf(client);
  if (seat === undefined || seat.origin.isLoopback || !ledger.has(room)) return;
  const ban = ledger.order.bans.sentenceOn(room, { network }, at);
  const place = ledger.room(room);
  if (ban === undefined || standingIn(place.access, seat) !== "member") return;
  const { by: from, reason: text } = ban;
  const reason: PutOut = { by: "daemon", code: "banned", from, text };
  if (room === LOBBY) return leave(context, seat, reason);
  if (!place.members.has(client)) return;
  const end = endOf(context, ban);
  const notice = { code: "banned", why: "you", room, from, reason: text, ...end } as const;
  putOut(context, seat, place, { reason, notice });
}
