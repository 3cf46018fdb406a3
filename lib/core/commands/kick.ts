/**
 * `/kick bob`: puts a person out of a room.
 *
 * @module
 */

import { command, ROOM_FIELD, type Spec } from "./spec.ts";

/** Puts a person out of a room, which is told the reason. */
export const kick: Spec = command({
  params: [
    ROOM_FIELD,
    { field: "name", shape: "nick" },
    { field: "reason", shape: "rest", isOptional: true },
  ],
  needs: () => "kick",
  run(by, { room: wanted, name, reason }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.kick(room, { name, text: reason ?? "" });
  },
});
