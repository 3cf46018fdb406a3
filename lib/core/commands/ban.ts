/**
 * `/ban bob for 12h spam`, `/unban bob`, `/bans`: who may not enter a room; in the lobby, the daemon.
 *
 * @module
 */

import type { PersonText, RoomText } from "../reading/form.ts";
import type { Reader } from "../reading/reader.ts";
import type { BanWish } from "../rules/order/banning.ts";
import { durationOf } from "./durations.ts";
import {
  command,
  type Param,
  type Reading,
  readingCommand,
  ROOM_FIELD,
  type Spec,
} from "./spec.ts";

/** A person, or a network in any spelling. */
const TARGET = {
  field: "name",
  shape: "nick",
  placeholder: "NAME|ADDRESS|CIDR",
} as const satisfies Param;

/** Where, and against what; both as they were given. */
interface Aimed {
  readonly room: RoomText | undefined;
  readonly target: PersonText;
}

/** Each so many bans in an answer cost one line of the budget. */
const BANS_PER_LINE = 20;

/** Bans a person, an address or a network, and puts out those it is against. */
export const ban: Spec = readingCommand({
  params: [
    ROOM_FIELD,
    TARGET,
    { field: "for", shape: "duration", isOptional: true, keyword: "for", placeholder: "DUR" },
    { field: "reason", shape: "rest", isOptional: true },
  ],
  needs: () => "ban",
  read({ for: duration, reason = "", ...aim }, reader): Reading<Aimed & BanWish> {
    const lasts = duration === undefined ? undefined : durationOf(duration);
    return { kind: "bound", args: { ...aimed(aim, reader), lasts, reason: reason.trim() } };
  },
  run(by, { room: wanted, ...wish }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.ban(room, wish);
  },
});

/** Ends the bans of a person, an address or a network. */
export const unban: Spec = readingCommand({
  params: [ROOM_FIELD, TARGET],
  needs: () => "ban",
  read: (aim, reader) => ({ kind: "bound", args: aimed(aim, reader) }),
  run(by, { room: wanted, target }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.unban(room, target);
  },
});

/** Lists the bans. */
export const bans: Spec = command({
  isPrivate: true,
  params: [{ field: "room", shape: "room", isOptional: true }],
  needs: () => "ban",
  cost: () => 100 / BANS_PER_LINE,
  run(by, { room: wanted }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.showBans(room);
  },
});

/** A program may have put blanks around the target. */
function aimed(
  { room, name }: { readonly room: string | undefined; readonly name: string },
  reader: Reader,
): Aimed {
  const target = reader.person(name.trim());
  return { room: room === undefined ? undefined : reader.room(room), target };
}
