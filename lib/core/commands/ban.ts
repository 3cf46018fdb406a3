/**
 * `/ban bob for 12h spam`, `/unban bob`, `/bans`: who may not enter a room; in the lobby, the daemon.
 *
 * @module
 */

import { durationOf } from "./durations.ts";
import { command, type Param, ROOM_FIELD, type Spec } from "./spec.ts";

/** A person, or a network in any spelling. */
const TARGET = {
  field: "name",
  shape: "nick",
  placeholder: "NAME|ADDRESS|CIDR",
} as const satisfies Param;

/** Each so many bans in an answer cost one line of the budget. */
const BANS_PER_LINE = 20;

/** Bans a person, an address or a network, and puts out those it is against. */
export const ban: Spec = command({
  params: [
    ROOM_FIELD,
    TARGET,
    { field: "for", shape: "duration", isOptional: true, keyword: "for", placeholder: "DUR" },
    { field: "reason", shape: "rest", isOptional: true },
  ],
  needs: () => "ban",
  run(by, { room: wanted, name: target, for: duration, reason = "" }) {
    const room = by.orderedRoom(wanted);
    if (room === undefined) return;
    const lasts = duration === undefined ? undefined : durationOf(duration);
    by.orders.ban(room, { target: target.trim(), lasts, reason: reason.trim() });
  },
});

/** Ends the bans of a person, an address or a network. */
export const unban: Spec = command({
  params: [ROOM_FIELD, TARGET],
  needs: () => "ban",
  run(by, { room: wanted, name }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.unban(room, name.trim());
  },
});

/** Lists the bans. */
export const bans: Spec = command({
  params: [{ field: "room", shape: "room", isOptional: true }],
  needs: () => "ban",
  cost: () => 100 / BANS_PER_LINE,
  run(by, { room: wanted }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.showBans(room);
  },
});
