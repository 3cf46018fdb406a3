/**
 * `/op bob`: makes a member a moderator or an owner of a room; `/deop bob` takes the rank away.
 *
 * @module
 */

import { usageOf } from "./usage.ts";
import { command, type Param, ROOM_FIELD, type Spec } from "./spec.ts";

/** The word that makes an owner. */
const OWNER = "owner";

const PARAMS = [
  ROOM_FIELD,
  { field: "name", shape: "nick" },
  { field: "text", shape: "rest", isOptional: true, words: [OWNER] },
] as const satisfies readonly Param[];

/** Makes a member a moderator of a room, or with `owner` an owner. */
export const op: Spec = command({
  params: PARAMS,
  needs: () => "op",
  run(by, { room: wanted, name, text = "" }) {
    const room = by.orderedRoom(wanted);
    if (room === undefined) return;
    const rank = text.trim().toLowerCase();
    if (rank !== "" && rank !== OWNER) {
      return by.notice({ code: "usage", usage: usageOf("op", PARAMS) });
    }
    by.orders.setRank(room, name, rank === OWNER ? "owner" : "moderator");
  },
});

/** Takes the rank of a member away. */
export const deop: Spec = command({
  params: [
    ROOM_FIELD,
    { field: "name", shape: "nick" },
  ],
  needs: () => "op",
  run(by, { room: wanted, name }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.setRank(room, name, "member");
  },
});
