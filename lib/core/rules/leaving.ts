/**
 * Leaving: every stay in the chat ends here, for whatever reason.
 *
 * @module
 */

import type { ChatEvent } from "../event.ts";
import type { Context } from "../context.ts";
import type { LeaveReason } from "../message.ts";
import type { Seat } from "../state/desk.ts";

/** A connection ends. */
export type Disconnected = Extract<ChatEvent, { kind: "disconnected" }>;

const SHUTDOWN: LeaveReason = { by: "daemon", code: "shutdown" };

/** A connection has ended: ends the stay of its client, if it has not ended before. */
export function disconnect(context: Context, { client, reason }: Disconnected): void {
  const seat = context.desk.seatOf(client);
  if (seat !== undefined) leave(context, seat, reason);
}

/** Ends a client's stay, and tells its room. */
export function leave(context: Context, seat: Seat, reason: LeaveReason): void {
  const { ledger, desk, effects, at, time } = context;
  const { client, room } = seat;
  const name = ledger.nickOf(client);
  remove(context, seat, reason);
  const announcer = desk.announcer(room);
  announcer.forget(client);
  const message = ledger.stamp({ kind: "left", name, reason }, room, time);
  effects.push({ kind: "publish", room, message, detail: "every" });
  announcer.hold(message, at, effects);
}

/** Ends all stays and tells the rooms nothing of it. No client is let in after this. */
export function leaveAll(context: Context): void {
  const { desk, effects } = context;
  desk.isClosed = true;
  for (const announcer of desk.announcers()) announcer.releaseAll(effects);
  for (const seat of desk.seats()) remove(context, seat, SHUTDOWN);
}

/** Tells a client the reason, and ends its connection. */
export function dismiss({ effects }: Context, client: Seat["client"], reason: LeaveReason): void {
  effects.push(
    { kind: "send", to: client, message: { kind: "bye", reason } },
    { kind: "drop", client, reason },
  );
}

function remove(context: Context, { client, room }: Seat, reason: LeaveReason): void {
  const { ledger, desk, effects } = context;
  desk.remove(client);
  ledger.part(client, room);
  ledger.leave(client);
  effects.push({ kind: "part", client, room });
  dismiss(context, client, reason);
}
