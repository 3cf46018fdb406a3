/**
 * Ignoring: a client no longer hears what a person says, in rooms and in private. Arrivals, departures
 * and renames are still told, because clients follow from them who is here. The person is not told.
 *
 * @module
 */

import type { Context } from "../context.ts";
import { MAX_IGNORED } from "../state/ignoring.ts";
import type { RoomMessage } from "../message.ts";
import type { HeldName } from "../questions/question.ts";
import type { Seat } from "../state/seat.ts";
import type { ClientId } from "../units.ts";
import type { PersonText } from "../reading/form.ts";
import type { Nick } from "../reading/names.ts";
import { findNamed } from "./finding.ts";
import { notify } from "./telling.ts";

/** The client ignores the person with this name from now on; answers with a notice. */
export function ignore(context: Context, seat: Seat, wanted: PersonText): void {
  const other = findNamed(context, wanted)?.client;
  if (other === undefined) return refuseUnknown(context, seat, wanted);
  if (other === seat.client) return notify(context, seat, { code: "yourself", why: "ignore" });
  const why = context.desk.ignoring.begin(seat.client, other);
  if (why === "full") return notify(context, seat, { code: "ignore-full", limit: MAX_IGNORED });
  notify(context, seat, { code: "ignore", why, name: context.ledger.nickOf(other) });
}

/** The client hears the person with this name again; answers with a notice. */
export function unignore(context: Context, seat: Seat, wanted: PersonText): void {
  const other = findNamed(context, wanted)?.client;
  if (other === undefined) return refuseUnknown(context, seat, wanted);
  const why = context.desk.ignoring.end(seat.client, other) ? "ended" : "not-ignored";
  notify(context, seat, { code: "ignore", why, name: context.ledger.nickOf(other) });
}

/** The present names of those that a client ignores, by order of ignoring. */
export function ignoredNames({ desk, ledger }: Context, { client }: Seat): readonly Nick[] {
  return Array.from(desk.ignoring.ignoredBy(client), (other) => ledger.nickOf(other));
}

/**
 * The names by which those that a client ignores are known where only names are kept: the present one,
 * whenever it was used, and former ones for the time when they had them.
 */
export function ignoredHeldNames(
  { desk, ledger }: Context,
  { client }: Pick<Seat, "client">,
): readonly HeldName[] {
  return Array.from(desk.ignoring.ignoredBy(client)).flatMap((other) => [
    { name: ledger.nickOf(other) },
    ...desk.seatOf(other)?.formerNames ?? [],
  ]);
}

/**
 * Whether a client ignores the other that said something before. `by` is that other client; if it is not
 * known, the names decide.
 */
export function isIgnored(
  context: Context,
  seat: Pick<Seat, "client">,
  event: RoomMessage,
  by?: ClientId,
): boolean {
  if (by !== undefined) return context.desk.ignoring.has(seat.client, by);
  if (!("from" in event)) return false;
  const { from, time } = event;
  return ignoredHeldNames(context, seat).some(({ name, since = -Infinity, until = Infinity }) =>
    name === from && time >= since && time <= until
  );
}

function refuseUnknown(context: Context, seat: Seat, name: string): void {
  notify(context, seat, { code: "no-such-name", why: "unknown", name });
}
