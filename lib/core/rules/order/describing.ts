/**
 * Describing: says who a person is. Operators are told of its connection, and of all its rooms.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Whois, WhoisConnection } from "../../info.ts";
import type { Seat } from "../../state/desk.ts";
import { LOBBY } from "../../units.ts";
import { rankOf } from "../access.ts";
import { findNamed } from "../finding.ts";
import { hasRight } from "./ranks.ts";
import { notify, releaseHeld } from "../telling.ts";

/** Tells a client who the person with this name is, or refuses with a notice. */
export function describe(context: Context, seat: Seat, name: string): void {
  const { ledger, effects, at, time } = context;
  const target = findNamed(context, name);
  if (target === undefined) {
    return notify(context, seat, { code: "no-such-name", why: "unknown", name });
  }
  const { client, origin } = target;
  const seesOrigins = hasRight(seat, ledger.room(LOBBY), "see-origins");
  const away = ledger.awayOf(client);
  const message: Whois = {
    kind: "whois",
    name: ledger.nickOf(client),
    id: client,
    isOperator: origin.isOperator,
    since: time - (at - target.enteredAt),
    idle: at - target.activeAt,
    ...(away !== undefined && { away }),
    rooms: target.rooms
      .filter((room) => seesOrigins || seat.rooms.includes(room))
      .map((room) => ({ room, rank: rankOf(ledger.room(room).access, client) })),
    ...(seesOrigins && { connection: connectionOf(target) }),
  };
  if (!seat.hearing.isProgram) releaseHeld(context, seat);
  effects.push({ kind: "describe", to: seat.client, about: client, message });
}

/** What waits for the client is not known here. */
function connectionOf({ origin: { address, transport }, program }: Seat): WhoisConnection {
  return { address, transport, ...(program !== undefined && { program }), queued: 0, skipped: 0 };
}
