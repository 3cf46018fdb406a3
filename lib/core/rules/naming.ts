/**
 * Naming: gives a newcomer its name, and renames a client. The names have been checked, and their
 * comparison strings made, when the event was read.
 *
 * @module
 */

import type { ReadConnected } from "../event.ts";
import type { Context } from "../context.ts";
import { maySpeakAnywhere, whyNotNamed } from "./order/muting.ts";
import type { NameText } from "../reading/form.ts";
import type { Nick } from "../reading/names.ts";
import type { HeldName } from "../questions/question.ts";
import type { Notice } from "../notice.ts";
import type { Seat } from "../state/seat.ts";
import { notify, tellRoom } from "./telling.ts";

/** So many names of a client are known from before its present one. */
export const MAX_FORMER_NAMES = 10;

/**
 * Enters a newcomer into the ledger, under the name asked for if it can be had, otherwise under the
 * default name. Returns why the name asked for was refused.
 */
export function nameNewcomer(
  context: Context,
  { client, origin, nick, spare }: ReadConnected,
): Notice | undefined {
  const { ledger, forms } = context;
  // Read with the event.
  const wanted = nick === undefined ? undefined : forms.nameOf(nick as NameText);
  const isName = wanted !== undefined && "nick" in wanted;
  const problem = isName ? whyNotNamed(context, origin, wanted) : wanted;
  if (isName && problem === undefined) return ledger.enter(client, [wanted, ...spare]);
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
export function rename(context: Context, seat: Seat, wanted: NameText): void {
  const { ledger, forms } = context;
  const from = ledger.nickOf(seat.client);
  const name = forms.nameOf(wanted);
  // A client may have a default name, which it could not choose.
  const isUnchanged = from === (wanted as string) || ("nick" in name && name.nick === from);
  if (isUnchanged) return notify(context, seat, { code: "name-unchanged", name: from });
  if (!("nick" in name)) return notify(context, seat, name);
  if (!maySpeakAnywhere(context, seat)) return;
  const { nick } = name;
  const problem = ledger.problemWith(name, seat.client);
  if (problem !== undefined) return notify(context, seat, problem);
  // Told first: if telling throws, the client keeps the old name that the others know.
  for (const room of seat.rooms) tellRoom(context, room, { kind: "renamed", from, to: nick });
  ledger.rename(seat.client, name);
  seat.formerNames = withFormer(context, seat, from);
}
