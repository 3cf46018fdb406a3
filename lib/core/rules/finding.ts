/**
 * Finding: the person that a client means by a name.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { Context } from "../context.ts";
import type { Seat } from "../state/desk.ts";

/** The client with this name, however it is written; undefined if nobody here has the name. */
export function findNamed({ ledger, desk }: Context, name: string): Seat | undefined {
  const client = ledger.clientNamed(fold(name));
  return client === undefined ? undefined : desk.seatOf(client);
}
