/**
 * Naming: gives a newcomer its name, and renames a client. Names are checked, and their comparison
 * strings are computed, here and not in the ledger.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { ChatEvent } from "../event.ts";
import type { Context } from "../context.ts";
import { maySpeakAnywhere, whyNotNamed } from "./order/muting.ts";
import { addressNick, guestNick, type Nick, parseNick } from "./names.ts";
import type { HeldName } from "../questions/question.ts";
import type { Notice } from "../notice.ts";
import { skeleton } from "../../text/skeleton.ts";
import type { Seat } from "../state/desk.ts";
import type { Name } from "../state/taken_names.ts";
import { notify, tellRoom } from "./telling.ts";

/** So many names of a client are known from before its present one. */
export const MAX_FORMER_NAMES = 10;

/** A name with the strings that it is compared by. Never throws. */
export function nameOf(nick: Nick): Name {
  return { nick, fold: fold(nick), skeleton: skeleton(nick) };
}

/**
 * Enters a newcomer into the ledger, under the name asked for if it can be had, otherwise under the
 * default name. Returns why the name asked for was refused.
 */
export function nameNewcomer(
  context: Context,
  { client, origin, nick }: Extract<ChatEvent, { kind: "connected" }>,
): Notice | undefined {
  const { ledger } = context;
  const { address, isNamedByAddress } = origin;
  const spare = [nameOf(guestNick(client))];
  if (isNamedByAddress && address !== undefined) spare.unshift(nameOf(addressNick(address)));
  const wanted = nick === undefined ? undefined : parseNick(nick);
  const problem = typeof wanted === "string" ? whyNotNamed(context, origin, wanted) : wanted;
  if (typeof wanted === "string" && problem === undefined) {
    return ledger.enter(client, [nameOf(wanted), ...spare]);
  }
  // Ignores why a default name was refused: the client did not ask for it.
  ledger.enter(client, spare);
  return problem;
}

/** The former names of a client that has just given up this one. */
function withFormer({ at, time }: Context, seat: Seat, name: Nick): readonly HeldName[] {
  const { formerNames = [], enteredAt } = seat;
  const since = formerNames.at(-1)?.until ?? time - (at - enteredAt);
  return [...formerNames, { name, since, until: time }].slice(-MAX_FORMER_NAMES);
}

/** Gives a client another name and tells each of its rooms, or refuses with a notice. */
export function rename(context: Context, seat: Seat, wanted: string): void {
  const { ledger } = context;
  const from = ledger.nickOf(seat.client);
  // Checked first: a client may have a default name, which `parseNick` would refuse.
  if (wanted === from) return notify(context, seat, { code: "name-unchanged", name: from });
  const nick = parseNick(wanted);
  if (typeof nick !== "string") return notify(context, seat, nick);
  if (nick === from) return notify(context, seat, { code: "name-unchanged", name: from });
  if (!maySpeakAnywhere(context, seat)) return;
  const name = nameOf(nick);
  const problem = ledger.problemWith(name, seat.client);
  if (problem !== undefined) return notify(context, seat, problem);
  // Told first: if telling throws, the client keeps the old name that the others know.
  for (const room of seat.rooms) tellRoom(context, room, { kind: "renamed", from, to: nick });
  ledger.rename(seat.client, name);
  seat.formerNames = withFormer(context, seat, from);
}
