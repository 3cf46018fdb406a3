/**
 * Arriving: a client enters the chat, and the lobby or the rooms that it asks for. A late hello makes a
 * client a program.
 *
 * @module
 */

import type { Command, RoomsWanted } from "../command.ts";
import type { ReadConnected } from "../event.ts";
import type { Context } from "../context.ts";
import { hearingOf } from "../dialect.ts";
import type { LeaveReason } from "../message.ts";
import type { Notice } from "../notice.ts";
import type { Seat } from "../state/seat.ts";
import { type ClientId, LOBBY, type RoomName } from "../units.ts";
import { announce, grantOf, join, moveIn, tellEntered } from "./joining.ts";
import type { NameText, RoomText } from "../reading/form.ts";
import { type Bar, barNotice, barOf, barReason, comerOf } from "./order/barring.ts";
import { dismiss } from "./leaving.ts";
import { comeBack } from "./coming_back.ts";
import { dismissLost } from "./losing.ts";
import { nameNewcomer, rename } from "./naming.ts";
import { closeIfEmpty, takeOut } from "./parting.ts";
import { leaveMembers, tellOperator } from "./order/ranks.ts";
import { showOnEntry } from "./past/recalling.ts";
import { addResumed, beginResuming, resume } from "./past/resuming.ts";
import { tellStop } from "./order/running.ts";
import { proposeIfBarred } from "./proposing.ts";
import { seatOf, welcome } from "./seating.ts";
import { notify, releaseHeld, send } from "./telling.ts";

const SHUTDOWN: LeaveReason = { by: "daemon", code: "shutdown" };
const PART: LeaveReason = { by: "member", code: "part" };

/** A client opens the JSON dialect. */
export type Hello = Extract<Command, { kind: "hello" }>;

/** The first room of a client, and what to do about the other rooms that it asked for. */
interface Itinerary {
  readonly first: RoomName;
  /** Why the rooms before the first were refused. */
  readonly refused: readonly Notice[];
  /** The rooms to enter after the first. */
  readonly rest: readonly RoomText[];
}

/** Lets a client in, unless the daemon stops. A throw before anybody was told undoes the entry. */
export function enter(context: Context, event: ReadConnected): void {
  const { desk, effects } = context;
  const { client } = event;
  const { isShared } = context.settings;
  if (isShared) {
    if (desk.seatOf(client) !== undefined) return;
  } else if (desk.isClosed) return dismiss(context, client, SHUTDOWN);
  const bar = barOf(context, comerOf(event.origin));
  // A lockdown is for newcomers.
  const isBarred = bar !== undefined && !(event.isBack && bar.kind === "lockdown");
  if (isBarred) return turnAway(context, event, bar);
  const before = effects.length;
  try {
    if (event.isBack) comeBack(context, event);
    else letIn(context, event);
  } catch (bug) {
    const isTold = effects.slice(before).some(({ kind }) => kind === "publish");
    if (!isTold) {
      undo(context, client);
      effects.length = before;
    }
    throw bug;
  }
}

/**
 * The gate has let in a client that may not enter any more. A person is told in one line, a program also
 * by its `bye`.
 */
function turnAway(context: Context, { client, hearing }: ReadConnected, bar: Bar): void {
  const lost = context.desk.lost.take(client);
  if (lost !== undefined) return dismissLost(context, lost, barReason(bar));
  send(context, client, { kind: "notice", notice: barNotice(context, bar) });
  const reason = barReason(bar);
  if (hearing.isProgram) return dismiss(context, client, reason);
  context.effects.push({ kind: "drop", client, reason });
}

function undo(context: Context, client: ClientId): void {
  const { ledger, desk } = context;
  for (const room of desk.seatOf(client)?.rooms ?? []) {
    leaveMembers(context, client, room);
    closeIfEmpty(context, room);
  }
  desk.remove(client);
  ledger.leave(client);
}

function letIn(context: Context, event: ReadConnected): void {
  const { client, hearing, wanted, history } = event;
  const { desk } = context;
  const problem = nameNewcomer(context, event);
  const seat = seatOf(context, event);
  desk.add(seat);
  const itinerary = plan(context, seat, wanted);
  const points = wanted?.resume ?? [];
  if (points.length > 0) beginResuming(seat);
  seat.room = itinerary.first;
  moveIn(context, seat, seat.room);
  if (seat.room !== LOBBY) proposeIfBarred(context, seat, LOBBY);
  welcome(context, seat);
  const { isProgram } = hearing;
  if (!isProgram) {
    showMotd(context, seat);
    showOnEntry(context, seat, seat.room, undefined);
  }
  if (problem !== undefined) send(context, client, { kind: "notice", notice: problem });
  arrive(context, seat);
  if (isProgram) {
    showMotd(context, seat);
    showOnEntry(context, seat, seat.room, history);
  }
  tellStop(context, seat);
  tellOperator(context, seat);
  for (const notice of itinerary.refused) notify(context, seat, notice);
  for (const room of itinerary.rest) join(context, seat, { room, history });
  resume(context, seat, points);
  if (desk.isClosed && !seat.isForeign) dismiss(context, client, SHUTDOWN);
}

/** A late hello: the client is a program from here on. It may move from the lobby to another room. */
export function becomeProgram(context: Context, seat: Seat, hello: Hello): void {
  const { nick, wanted, history, program, dialect } = hello;
  if (seat.hearing.isProgram) return;
  const { client, room: before } = seat;
  releaseHeld(context, seat);
  seat.hearing = hearingOf(dialect);
  if (seat.hearing.detail === "summed" && !seat.isForeign) {
    for (const room of seat.rooms) context.desk.announcer(room, "summed");
  }
  if (program !== undefined) seat.program = program;
  context.effects.push({ kind: "speak", client, dialect });
  const itinerary = plan(context, seat, wanted);
  const points = wanted?.resume ?? [];
  const isMoving = !seat.rooms.includes(itinerary.first);
  if (points.length > 0) beginResuming(seat);
  if (!isMoving) replayOwn(context, seat);
  seat.room = itinerary.first;
  if (isMoving) moveIn(context, seat, seat.room);
  welcome(context, seat);
  if (isMoving) {
    arrive(context, seat);
    // Before it enters further rooms, so that it may be in as many as one that said hello in time.
    takeOut(context, seat, { room: before, reason: PART, isUntold: true });
  }
  showMotd(context, seat);
  showOnEntry(context, seat, seat.room, history);
  for (const notice of itinerary.refused) notify(context, seat, notice);
  // Read with the event.
  if (nick !== undefined) rename(context, seat, nick as NameText);
  for (const room of itinerary.rest) join(context, seat, { room, history });
  resume(context, seat, points);
}

/** A client that resumes, and has heard its rooms live as a person, is told them in pages from here on. */
function replayOwn(context: Context, seat: Seat): void {
  const { client, resuming, rooms } = seat;
  if (resuming === undefined) return;
  for (const room of rooms) {
    context.effects.push({ kind: "part", client, room });
    addResumed(context, seat, room);
  }
}

function showMotd(context: Context, { client, isForeign }: Seat): void {
  if (isForeign) return;
  for (const line of context.settings.motd) {
    send(context, client, { kind: "notice", notice: { code: "motd", line } });
  }
}

/** Tells the first room that the client is there. */
function arrive(context: Context, seat: Seat): void {
  if (seat.room !== LOBBY) tellEntered(context, seat, seat.room);
  announce(context, seat, seat.room);
}

/** Finds the first room: the lobby, unless it is left out and another can be entered. */
function plan(context: Context, seat: Seat, wanted: RoomsWanted | undefined): Itinerary {
  const { hasLobby = true } = wanted ?? {};
  const { maxRoomsPerPerson } = context.settings;
  // One more than the client may enter, so that it is told of the bound once.
  const bound = maxRoomsPerPerson + (hasLobby ? 0 : 1);
  // Read with the event.
  const rooms = (wanted?.rooms.slice(0, bound) ?? []) as RoomText[];
  if (hasLobby) return { first: LOBBY, refused: [], rest: rooms };
  const refused: Notice[] = [];
  // The lobby, which a late hello leaves for its first room, does not count against the bound.
  const newcomer = { ...seat, rooms: [] };
  for (const [index, name] of rooms.entries()) {
    const grant = grantOf(context, newcomer, { room: name });
    if (grant.kind === "refused") refused.push(grant.notice);
    else return { first: grant.room.name, refused, rest: rooms.slice(index + 1) };
  }
  return { first: LOBBY, refused, rest: [] };
}
