/**
 * Arriving: a client enters the chat and the lobby. A late hello makes a client a program.
 *
 * @module
 */

import type { ChatEvent } from "../event.ts";
import type { Context } from "../context.ts";
import type { LeaveReason } from "../message.ts";
import type { Seat } from "../state/desk.ts";
import { LOBBY } from "../units.ts";
import { dismiss } from "./leaving.ts";
import { nameNewcomer, rename } from "./naming.ts";
import { send } from "./telling.ts";

/** A greeting lists so many names, which may include the newcomer's. */
const GREETING_NAMES = 51;

const SHUTDOWN: LeaveReason = { by: "daemon", code: "shutdown" };

/** A client comes. */
export type Connected = Extract<ChatEvent, { kind: "connected" }>;

/** Lets a client in, unless the daemon stops. A throw before anybody was told undoes the entry. */
export function enter(context: Context, event: Connected): void {
  const { ledger, desk, effects } = context;
  const { client } = event;
  if (desk.isClosed) return dismiss(context, client, SHUTDOWN);
  const { seq } = ledger.room(LOBBY);
  const before = effects.length;
  try {
    letIn(context, event);
  } catch (bug) {
    if (ledger.room(LOBBY).seq === seq) {
      desk.remove(client);
      ledger.part(client, LOBBY);
      ledger.leave(client);
      effects.length = before;
    }
    throw bug;
  }
}

function letIn(context: Context, event: Connected): void {
  const { client, origin, hearing } = event;
  const { ledger, desk, at } = context;
  const problem = nameNewcomer(context, event);
  ledger.join(client, LOBBY);
  const seat: Seat = {
    client,
    origin,
    hearing,
    room: LOBBY,
    enteredAt: at,
    activeAt: at,
    isWarned: false,
    strikes: 0,
  };
  desk.add(seat);
  welcome(context, seat);
  if (problem !== undefined) send(context, client, { kind: "notice", notice: problem });
  announce(context, seat);
}

/** A late hello: the client is a program from here on. */
export function becomeProgram(context: Context, seat: Seat, nick: string | undefined): void {
  if (seat.hearing.detail === "every") return;
  const { client, room } = seat;
  context.desk.announcer(room).releaseAll(context.effects);
  seat.hearing = { detail: "every" };
  context.effects.push({ kind: "speak", client, dialect: { kind: "json" } });
  welcome(context, seat);
  if (nick !== undefined) rename(context, seat, nick);
}

function welcome(context: Context, { client, hearing: { detail }, room }: Seat): void {
  const { ledger, time } = context;
  const { epoch, server, maxLineBytes: maxLine } = context.settings;
  const { members, seq, said } = ledger.room(room);
  send(context, client, {
    kind: "welcome",
    room,
    you: ledger.nickOf(client),
    id: client,
    members: ledger.names(room, detail === "gathered" ? GREETING_NAMES : Infinity),
    population: members.size,
    seq,
    ...(epoch !== undefined && { tally: { epoch, said } }),
    time,
    server,
    maxLine,
  });
}

/** Tells programs an arrival at once, their own included, so that no `seq` is missing. */
function announce(context: Context, { client, hearing: { detail }, room }: Seat): void {
  const { ledger, desk, effects, at, time } = context;
  const isProgram = detail === "every";
  if (isProgram) effects.push({ kind: "join", client, room });
  const message = ledger.stamp({ kind: "joined", name: ledger.nickOf(client) }, room, time);
  effects.push({ kind: "publish", room, message, detail: "every" });
  desk.announcer(room).hold(message, at, effects, isProgram ? undefined : client);
}
