/**
 * Seating: the seat of a newcomer, and its welcome.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { ReadConnected } from "../event.ts";
import type { Seat } from "../state/seat.ts";
import { LOBBY } from "../units.ts";
import { greeted } from "./joining.ts";
import { isRecorded } from "./past/recording.ts";
import { send } from "./telling.ts";

/** Shared, because most clients never have more. */
const NONE: readonly never[] = [];

/** The seat of a newcomer, which is in no room yet. */
export function seatOf({ at }: Context, event: ReadConnected): Seat {
  const { client, origin, hearing, program, isForeign, realOrigin } = event;
  return {
    client,
    origin,
    hearing,
    room: LOBBY,
    rooms: NONE,
    before: NONE,
    enteredAt: at,
    activeAt: at,
    awakeAt: at,
    isWarned: false,
    strikes: 0,
    asked: [],
    searchedAt: NONE,
    ...(program !== undefined && { program }),
    ...(isForeign && { isForeign }),
    ...(realOrigin && { realOrigin }),
  };
}

/** Tells a client that it is in the chat, and who else is in its first room. */
export function welcome(context: Context, seat: Seat): void {
  if (seat.isForeign) return;
  const { ledger, time } = context;
  const { client, room } = seat;
  const { server, maxLineBytes: maxLine, node } = context.settings;
  const { members, epoch, seq, said, topic, access } = ledger.room(room);
  send(context, client, {
    kind: "welcome",
    room,
    you: ledger.nickOf(client),
    id: client,
    members: greeted(context, seat, room),
    population: members.size,
    seq,
    tally: { epoch, said },
    time,
    server,
    ...(node !== undefined && { node }),
    maxLine,
    ...(topic !== "" && { topic }),
    isRecorded: isRecorded(context, { access }),
  });
}
