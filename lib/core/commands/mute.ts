/**
 * `/mute bob for 10m`: lets a person say nothing in a room, from the lobby nowhere; `/unmute bob` ends
 * that.
 *
 * @module
 */

import { command, ROOM_FIELD, type Spec } from "./spec.ts";

/** Mutes a person, for a time or until it is unmuted. */
export const mute: Spec = command({
  params: [
    ROOM_FIELD,
    { field: "name", shape: "nick" },
    { field: "for", shape: "duration", keyword: "for", placeholder: "DUR", isOptional: true },
  ],
  needs: () => "mute",
  run(by, { room: wanted, name, for: lasts }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.mute(room, { name, lasts });
  },
});

/** Lets a person that was muted speak again. */
export const unmute: Spec = command({
  params: [
    ROOM_FIELD,
    { field: "name", shape: "nick" },
  ],
  needs: () => "mute",
  run(by, { room: wanted, name }) {
    const room = by.orderedRoom(wanted);
    if (room !== undefined) by.orders.unmute(room, name);
  },
});
