/**
 * Hearing: carries out the line of a client, and limits the overlong lines.
 *
 * @module
 */

import type { ChatEvent } from "../event.ts";
import type { Overlong } from "../command.ts";
import { commandNamed } from "../commands/mod.ts";
import { Asking } from "./asking.ts";
import type { Context } from "../context.ts";
import type { Seat } from "../state/desk.ts";
import { becomeProgram } from "./arriving.ts";
import { noteActivity } from "./idling.ts";
import { leave } from "./leaving.ts";
import { notify } from "./telling.ts";
import { giveBack, tokenOf } from "./tokens.ts";

/** A client asks for something. */
export type Heard = Extract<ChatEvent, { kind: "command" }>;

/** So many overlong lines in a row end the client's stay. */
const MAX_STRIKES = 3;

/** Carries out the command of a line. A line of a client that has left is ignored. */
export function hear(context: Context, { client, command }: Heard): void {
  const seat = context.desk.seatOf(client);
  if (seat === undefined) return;
  noteActivity(context, seat);
  if (command.kind === "overlong") return strike(context, seat, command);
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

function strike(context: Context, seat: Seat, { limit, asked }: Overlong): void {
  const { effects, settings } = context;
  const before = effects.length;
  seat.strikes++;
  notify(context, seat, { code: "line-too-long", limit: limit ?? settings.maxLineBytes });
  const spec = asked && commandNamed(asked.name);
  const token = spec && tokenOf(spec, asked.input);
  if (token !== undefined) giveBack(effects, before, { by: seat.client, token });
  if (seat.strikes < MAX_STRIKES) return;
  leave(context, seat, { by: "daemon", code: "too-long" });
}
