/**
 * Hearing: carries out the line of a client, and limits the overlong lines.
 *
 * @module
 */

import type { ReadLine } from "../event.ts";
import type { Overlong, RefusedCommand } from "../command.ts";
import { Asking } from "./asking.ts";
import type { Context } from "../context.ts";
import type { Seat } from "../state/seat.ts";
import { becomeProgram } from "./arriving.ts";
import { noteActivity } from "./idling.ts";
import { endStay } from "./proposing.ts";
import { notify } from "./telling.ts";
import { giveBack } from "./tokens.ts";

/** So many overlong lines in a row end the client's stay. */
const MAX_STRIKES = 3;

/** Carries out the command of a line. A line of a client that has left is ignored. */
export function hear(context: Context, { client, command }: ReadLine): void {
  const seat = context.desk.seatOf(client);
  if (seat === undefined) return;
  noteActivity(context, seat, command);
  if (command.kind === "overlong") return strike(context, seat, command);
  seat.strikes = 0;
  switch (command.kind) {
    case "bound":
      return new Asking(context, seat).carryOut(command);
    case "refused":
      return refuse(context, seat, command);
    case "blank":
      return;
    case "malformed":
      return notify(context, seat, command.notice);
    case "hello":
      return becomeProgram(context, seat, command);
    default:
      command satisfies never;
  }
}

/** A command that nobody can carry out. */
function refuse(context: Context, seat: Seat, { notice, token }: RefusedCommand): void {
  const { effects } = context;
  const before = effects.length;
  notify(context, seat, notice);
  if (token !== undefined) giveBack(effects, before, { by: seat.client, token });
}

function strike(context: Context, seat: Seat, { limit, token }: Overlong): void {
  const { effects, settings } = context;
  const before = effects.length;
  seat.strikes++;
  notify(context, seat, { code: "line-too-long", limit: limit ?? settings.maxLineBytes });
  if (token !== undefined) giveBack(effects, before, { by: seat.client, token });
  if (seat.strikes < MAX_STRIKES) return;
  endStay(context, seat, { by: "daemon", code: "too-long" });
}
