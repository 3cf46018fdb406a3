/**
 * Auditing: notes for the log what operators and moderators do, without anything that was said.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Act } from "../../order.ts";
import type { Seat } from "../../state/seat.ts";

/** Notes that a client has done something by its rank. */
export function audit(
  { effects, ledger }: Context,
  { client }: Seat,
  act: Omit<Act, "client" | "by">,
): void {
  effects.push({ kind: "audit", client, by: ledger.nickOf(client), ...act });
}
