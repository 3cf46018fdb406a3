/**
 * Describing: says who a person is. Operators are told of its connection, and of all its rooms.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Whois, WhoisConnection } from "../../info.ts";
import type { PersonText } from "../../reading/form.ts";
import type { Seat } from "../../state/seat.ts";
import type { Answer } from "../../questions/question.ts";
import type { Purpose } from "../../state/asked.ts";
import { LOBBY, type Millis } from "../../units.ts";
import { rankOf } from "../access.ts";
import { findNamed } from "../finding.ts";
import { ask } from "../past/questions.ts";
import { hasRight } from "./ranks.ts";
import { notify, releaseHeld } from "../telling.ts";

/** Tells a client who the person with this name is, or refuses with a notice. */
export function describe(context: Context, seat: Seat, name: PersonText): void {
  const target = findNamed(context, name);
  if (target === undefined) {
    return notify(context, seat, { code: "no-such-name", why: "unknown", name });
  }
  const seesOrigins = hasRight(seat, context.ledger.room(LOBBY), "see-origins");
  if (!target.isForeign) {
    const connection = seesOrigins ? connectionOf(target) : undefined;
    return tell(context, seat, target, { idle: context.at - target.awakeAt, connection });
  }
  const about = target.client;
  const question = { kind: "whois", about, withConnection: seesOrigins } as const;
  ask(context, seat, question, { kind: "whois", about, name });
}

/** Tells a client what another node has answered; if it has not, what is known here. */
export function tellDescribed(
  context: Context,
  seat: Seat,
  { about, name }: Purpose & { readonly kind: "whois" },
  found: Answer,
): void {
  const target = context.desk.seatOf(about);
  if (target === undefined) {
    return notify(context, seat, { code: "no-such-name", why: "unknown", name });
  }
  const known = found.kind === "whois" ? found : { idle: context.at - target.awakeAt };
  tell(context, seat, target, known);
}

/** What only the node of a client knows. */
interface Known {
  readonly idle: Millis;
  readonly connection?: WhoisConnection | undefined;
}

function tell(context: Context, seat: Seat, target: Seat, { idle, connection }: Known): void {
  const { ledger, effects, at, time } = context;
  const { client, origin } = target;
  const seesOrigins = hasRight(seat, ledger.room(LOBBY), "see-origins");
  const away = ledger.awayOf(client);
  const message: Whois = {
    kind: "whois",
    name: ledger.nickOf(client),
    id: client,
    isOperator: origin.isOperator,
    since: time - (at - target.enteredAt),
    idle,
    ...(away !== undefined && { away }),
    rooms: target.rooms
      .filter((room) => seesOrigins || seat.rooms.includes(room))
      .map((room) => ({ room, rank: rankOf(ledger.room(room).access, client) })),
    ...(connection !== undefined && { connection }),
  };
  if (!seat.hearing.isProgram) releaseHeld(context, seat);
  effects.push({ kind: "describe", to: seat.client, about: client, message });
}

/** The connection of a client of this node. What waits for the client is not known here. */
export function connectionOf({ origin, realOrigin, program }: Seat): WhoisConnection {
  const { address, transport } = realOrigin ?? origin;
  return { address, transport, ...(program !== undefined && { program }), queued: 0, skipped: 0 };
}
