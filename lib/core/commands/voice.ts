/**
 * `/voice bob`: lets a member speak while the room is moderated; `/devoice bob` ends that.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Lets a member speak while the room is moderated. */
export const voice: Spec = command({
  params: [
    { field: "room", shape: "room", isOptional: true, isFieldOnly: true },
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
    { field: "room", shape: "room", isOptional: true, isFieldOnly: true },
    { field: "name", shape: "nick" },
  ],
  needs: () => "voice",
  run(by, { room: wanted, name }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.setVoice(room, name, false);
  },
});
