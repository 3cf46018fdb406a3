/**
 * Coming back: a client whose node was given up for dead is in its rooms again, with its own name if nobody
 * has taken it. Its node has served it all the time: it is told nothing again, and hears its rooms on.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { ReadConnected } from "../event.ts";
import type { Seat } from "../state/seat.ts";
import { LOBBY } from "../units.ts";
import { banOf } from "./order/barring.ts";
import { seatOf, welcome } from "./seating.ts";
import { announce } from "./joining.ts";
import { dismissLost, placeOf, roomsOf } from "./losing.ts";
import { nameNewcomer } from "./naming.ts";
import { proposeIfBarred } from "./proposing.ts";
import { notify } from "./telling.ts";

/** Lets a client come back to all its rooms, or not at all: then it must connect again. */
export function comeBack(context: Context, event: ReadConnected): void {
  const { ledger, desk, effects } = context;
  const { client, nick } = event;
  const rooms = roomsOf(context, event);
  const fresh = seatOf(context, event);
  const isBarred = rooms?.some((room) => banOf(context, fresh, room) !== undefined);
  const lost = desk.lost.take(client);
  if (rooms === undefined || isBarred) {
    if (lost !== undefined) dismissLost(context, lost);
    return;
  }
  const problem = nameNewcomer(context, event);
  const seat = lost === undefined ? fresh : withOwn(fresh, lost.seat);
  desk.add(Object.assign(seat, placeOf(event)));
  for (const { name } of rooms) {
    ledger.join(client, name);
    seat.rooms = seat.rooms.concat(name);
  }
  // Some of the rooms it did not hear yet, if its arrival was held when it was lost.
  for (const { name } of seat.isForeign ? [] : rooms) {
    effects.push({ kind: "join", client, room: name });
  }
  for (const { name } of rooms) announce(context, seat, name);
  // A ban may have been given while it was away.
  for (const name of new Set([LOBBY, ...seat.rooms])) proposeIfBarred(context, seat, name);
  if (ledger.nickOf(client) === nick) return;
  if (problem !== undefined) notify(context, seat, problem);
  welcome(context, seat);
}

/** What only this node knows of a client stays. */
function withOwn(
  fresh: Seat,
  { activeAt, awakeAt, isWarned, strikes, searchedAt, search }: Seat,
): Seat {
  return { ...fresh, activeAt, awakeAt, isWarned, strikes, searchedAt, ...(search && { search }) };
}
