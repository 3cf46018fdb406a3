/**
 * Finding: the person that a client means by a name.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { PersonText } from "../reading/form.ts";
import type { Seat } from "../state/seat.ts";

/** The client with this name, however it is written; undefined if nobody here has the name. */
export function findNamed({ ledger, desk, forms }: Context, name: PersonText): Seat | undefined {
  const client = ledger.clientNamed(forms.foldOf(name));
  return client === undefined ? undefined : desk.seatOf(client);
}
