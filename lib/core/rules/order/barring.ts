/**
 * Barring: whom bans and the lockdown keep out of a room and out of the daemon. The gate asks before a
 * connection has a session, and the rules again when its client enters.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Origin } from "../../event.ts";
import type { DaemonReason } from "../../message.ts";
import type { Barred, Notice } from "../../notice.ts";
import type { Seat } from "../../state/seat.ts";
import type { Room } from "../../state/room.ts";
import type { Sentence } from "../../order.ts";
import { isMark } from "../../state/marks.ts";
import { LOBBY, type Millis } from "../../units.ts";

/** What the gate knows of a connection. */
export interface Comer extends Pick<Origin, "ip" | "isLoopback" | "isOperator"> {
  /** The mark of its network, with several nodes; undefined otherwise. */
  readonly mark?: string | undefined;
}

/** What the gate would know of a connection from here. Never throws. */
export function comerOf(origin: Origin): Comer {
  const { ip, isLoopback, isOperator } = origin;
  return { ip, isLoopback, isOperator, mark: markOf(origin) };
}

/** The mark in place of the network; undefined if the network stands there itself, or none does. Never throws. */
export function markOf({ network }: Origin): string | undefined {
  return network !== undefined && isMark(network) ? network : undefined;
}

/** Why somebody is not let into the daemon, with the ban if that is the reason. */
export type Bar =
  | { readonly kind: "ban"; readonly ban: Sentence }
  | { readonly kind: "lockdown" };

/** Why the daemon does not let somebody in; undefined if it does. Never throws. */
export function barOf(
  { ledger: { order }, at }: Pick<Context, "ledger" | "at">,
  { ip, isLoopback, isOperator, mark }: Comer,
): Bar | undefined {
  if (isLoopback || isOperator) return undefined;
  const ban = order.bans.find(LOBBY, { ip, mark }, at);
  if (ban !== undefined) return { kind: "ban", ban };
  return order.isLockedDown ? { kind: "lockdown" } : undefined;
}

/** The notice for somebody that the daemon does not let in. Never throws. */
export function barNotice(now: Pick<Context, "at" | "time">, bar: Bar): Barred {
  if (bar.kind === "lockdown") return { code: "lockdown", why: "refused" };
  const { reason } = bar.ban;
  return { code: "banned", why: "daemon", reason, ...endOf(now, bar.ban) };
}

/** Why the stay of somebody ends that the daemon does not let in. Never throws. */
export function barReason(bar: Bar): DaemonReason {
  if (bar.kind === "lockdown") return { by: "daemon", code: "lockdown" };
  return { by: "daemon", code: "banned", from: bar.ban.by, text: bar.ban.reason };
}

/** Why a client may not enter a room that it may enter otherwise; undefined if it may. */
export function banOf(context: Context, seat: Seat, room: Room): Notice | undefined {
  const { isOperator, isLoopback, ip } = seat.origin;
  if (isOperator) return undefined;
  const mark = markOf(seat.origin);
  const suspect = { client: seat.client, ...(!isLoopback && { ip, mark }) };
  const ban = context.ledger.order.bans.find(room.name, suspect, context.at);
  if (ban === undefined) return undefined;
  if (room.access.isPrivate) return { code: "room-private", room: room.name };
  const { reason } = ban;
  return { code: "banned", why: "room", room: room.name, reason, ...endOf(context, ban) };
}

/** When a ban ends, since the epoch; without a field if it does not end by itself. Never throws. */
export function endOf(
  { at, time }: Pick<Context, "at" | "time">,
  { until }: Pick<Sentence, "until">,
): { until?: Millis } {
  return until === undefined ? {} : { until: time + until - at };
}
