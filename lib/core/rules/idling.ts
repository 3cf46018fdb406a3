/**
 * Idling: a client that sends nothing is warned and then disconnected.
 *
 * @module
 */

import type { ReadCommand } from "../command.ts";
import type { Context } from "../context.ts";
import type { Seat } from "../state/seat.ts";
import type { Millis } from "../units.ts";
import { endStay } from "./proposing.ts";
import { send } from "./telling.ts";

/** The part of the idle timeout that is left when a client is warned. */
const WARNING_SHARE = 1 / 5;

/** Time has passed: warns or disconnects each idle client. Operators may watch for as long as they like. */
export function checkIdle(context: Context): void {
  const { desk, settings, at } = context;
  const { idleTimeout } = settings;
  if (idleTimeout === 0 || desk.isWaiting) return;
  for (const seat of desk.seats()) {
    if (seat.origin.isOperator || seat.isForeign) continue;
    const idle = at - seat.activeAt;
    if (idle >= idleTimeout) {
      endStay(context, seat, { by: "daemon", code: "idle", after: idleTimeout });
    } else if (!seat.isWarned && idle >= idleTimeout * (1 - WARNING_SHARE)) {
      warn(context, seat, idleTimeout * WARNING_SHARE);
    }
  }
}

/** So much of the time that has passed counts as nobody's silence. */
export function excuse({ desk, at }: Context, held: Millis): void {
  if (held === 0) return;
  for (const seat of desk.seats()) {
    if (seat.isForeign) continue;
    seat.activeAt = Math.min(at, seat.activeAt + held);
    seat.awakeAt = Math.min(at, seat.awakeAt + held);
  }
}

/**
 * The client has sent a line. Clients send pings and empty lines by themselves, for as long as they run: these keep
 * the client, and do not tell others that somebody is there.
 */
export function noteActivity({ at }: Context, seat: Seat, command: ReadCommand): void {
  seat.activeAt = at;
  const isKeepalive = command.kind === "blank" ||
    (command.kind === "bound" && command.name === "ping");
  if (!isKeepalive) seat.awakeAt = at;
  seat.isWarned = false;
}

function warn(context: Context, seat: Seat, left: Millis): void {
  seat.isWarned = true;
  send(context, seat.client, { kind: "notice", notice: { code: "idle-warning", left } });
}
