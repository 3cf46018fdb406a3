/**
 * `/invite bob`: opens a room for a person, for a time.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Invites a person into a room, by default the one where the client speaks. */
export const invite: Spec = command({
  params: [
    { field: "name", shape: "nick" },
    { field: "room", shape: "room", isOptional: true },
  ],
  needs: () => "invite",
  run(by, { name, room: wanted }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.invite(room, name);
  },
});
