/**
 * Hearing: carries out the line of a client, and limits the overlong lines.
 *
 * @module
 */

import type { ChatEvent } from "../event.ts";
import { Asking } from "./asking.ts";
import type { House } from "../house.ts";
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
export function hear(house: House, { client, command }: Heard): void {
  const seat = house.desk.seatOf(client);
  if (seat === undefined) return;
  noteActivity(house, seat);
  if (command.kind === "overlong") return strike(house, seat);
  seat.strikes = 0;
  switch (command.kind) {
    case "ask":
      return new Asking(house, seat).ask(command.name, command.input);
    case "blank":
      return;
    case "malformed":
      return notify(house, seat, command.notice);
    case "hello":
      return becomeProgram(house, seat, command.nick);
    default:
      command satisfies never;
  }
}

function strike(house: House, seat: Seat): void {
  seat.strikes++;
  notify(house, seat, { code: "line-too-long", limit: house.rules.maxLineBytes });
  if (seat.strikes < MAX_STRIKES) return;
  leave(house, seat, { by: "daemon", code: "too-long" });
}
