/**
 * `/voice bob`: lets a member speak while the room is moderated; `/devoice bob` ends that.
 *
 * @module
 */

import { command, ROOM_FIELD, type Spec } from "./spec.ts";

/** Lets a member speak while the room is moderated. */
export const voice: Spec = command({
  params: [
    ROOM_FIELD,
    { field: "name", shape: "nick" },
  ],
  needs: () => "voice",
  run(by, { room: wanted, name }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.setVoice(room, name, true);
  },
});

/** Lets a member no longer speak while the room is moderated. */
export const devoice: Spec = command({
  params: [
    ROOM_FIELD,
    { field: "name", shape: "nick" },
  ],
  needs: () => "voice",
  run(by, { room: wanted, name }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.setVoice(room, name, false);
  },
});
