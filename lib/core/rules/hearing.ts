/**
 * Hearing: carries out the line of a client, and limits the overlong lines.
 *
 * @module
 */

import type { ChatEvent } from "../event.ts";
import { Asking } from "./asking.ts";
import type { Context } from "../context.ts";
import type { Seat } from "../state/desk.ts";
import { becomeProgram } from "./arriving.ts";
import { noteActivity } from "./idling.ts";
import { leave } from "./leaving.ts";
import { notify } from "./telling.ts";

/** A client asks for something. */
export type Heard = Extract<ChatEvent, { kind: "command" }>;

/** So many overlong lines in a row end the client's stay. */
const MAX_STRIKES = 3;

/** Carries out the command of a line. A line of a client that has left is ignored. */
export function hear(context: Context, { client, command }: Heard): void {
  const seat = context.desk.seatOf(client);
  if (seat === undefined) return;
  noteActivity(context, seat);
  if (command.kind === "overlong") return strike(context, seat, command.limit);
  seat.strikes = 0;
  switch (command.kind) {
    case "ask":
      return new Asking(context, seat).ask(command.name, command.input);
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

function strike(context: Context, seat: Seat, limit = context.settings.maxLineBytes): void {
  seat.strikes++;
  notify(context, seat, { code: "line-too-long", limit });
  if (seat.strikes < MAX_STRIKES) return;
  leave(context, seat, { by: "daemon", code: "too-long" });
}
