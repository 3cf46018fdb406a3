/**
 * Idling: a client that sends nothing is warned and then disconnected.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { Seat } from "../state/desk.ts";
import type { Millis } from "../units.ts";
import { leave } from "./leaving.ts";
import { send } from "./telling.ts";

/** The part of the idle timeout that is left when a client is warned. */
const WARNING_SHARE = 1 / 5;

/** Time has passed: warns or disconnects each idle client. Operators may watch for as long as they like. */
export function checkIdle(context: Context): void {
  const { desk, settings, at } = context;
  const { idleTimeout } = settings;
  if (idleTimeout === 0) return;
  for (const seat of desk.seats()) {
    if (seat.origin.isOperator) continue;
    const idle = at - seat.activeAt;
    if (idle >= idleTimeout) {
      leave(context, seat, { by: "daemon", code: "idle", after: idleTimeout });
    } else if (!seat.isWarned && idle >= idleTimeout * (1 - WARNING_SHARE)) {
      warn(context, seat, idleTimeout * WARNING_SHARE);
    }
  }
}

/** The client has sent a line. */
export function noteActivity({ at }: Context, seat: Seat): void {
  seat.activeAt = at;
  seat.isWarned = false;
}

function warn(context: Context, seat: Seat, left: Millis): void {
  seat.isWarned = true;
  send(context, seat.client, { kind: "notice", notice: { code: "idle-warning", left } });
}
