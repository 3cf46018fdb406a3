/**
 * Targets: finds the person that a client acts against, or refuses with a notice.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { YourselfVerb } from "../../order_notice.ts";
import type { PersonText } from "../../reading/form.ts";
import type { Seat } from "../../state/seat.ts";
import type { Room } from "../../state/room.ts";
import { LOBBY } from "../../units.ts";
import { findNamed } from "../finding.ts";
import { standingIn } from "./ranks.ts";
import { isAtLeast } from "./rights.ts";
import { notify } from "../telling.ts";

/** An act of a client against the person with this name, as it was typed. */
export interface Aim {
  /** What it does. */
  readonly verb: YourselfVerb;
  /** The name. */
  readonly name: PersonText;
}

/**
 * The person in a room that a client acts against; in the lobby, which is the daemon, anybody here. If
 * nobody has the name, if it is the client itself, or if the person stands higher, refuses with a notice
 * and returns undefined. Those who stand equally high can act against each other.
 */
export function aimAt(
  context: Context,
  seat: Seat,
  room: Room,
  { verb, name }: Aim,
): Seat | undefined {
  const { name: where, members, access } = room;
  const target = findNamed(context, name);
  if (target?.client === seat.client) {
    notify(context, seat, { code: "yourself", why: verb });
    return undefined;
  }
  if (target === undefined || (where !== LOBBY && !members.has(target.client))) {
    notify(
      context,
      seat,
      where === LOBBY
        ? { code: "no-such-name", why: "unknown", name }
        : { code: "no-such-name", why: "not-in-room", name, room: where },
    );
    return undefined;
  }
  if (!isAtLeast(standingIn(access, seat), standingIn(access, target))) {
    const nick = context.ledger.nickOf(target.client);
    notify(context, seat, { code: "higher-rank", name: nick, room: where });
    return undefined;
  }
  return target;
}
