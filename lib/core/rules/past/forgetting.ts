/**
 * Forgetting: what was said and done under some names is taken from what all nodes remember. Nobody is told,
 * and no number is given again. Pure.
 *
 * @module
 */

import type { Context } from "../../context.ts";

/**
 * Forgets what was said and done under these names, as they are written. What belongs to somebody who is here
 * stays: its name, what it says about being away, its rank. A ban or a mute stays, with the name of the person
 * that it is against, because nobody could end it without.
 */
export function forget({ ledger, desk }: Context, names: readonly string[]): void {
  const gone = new Set(names);
  ledger.forget(gone);
  for (const seat of desk.seats()) {
    if (seat.formerNames === undefined) continue;
    // The times stay: they say since when the client has had its present name.
    seat.formerNames = seat.formerNames.map((each) =>
      gone.has(each.name) ? { ...each, name: "" } : each
    );
  }
}
