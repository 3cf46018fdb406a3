/**
 * `/me waves`: an action, told in the third person.
 *
 * @module
 */

import { command, ROOM_FIELD, type Spec, TOKEN_FIELD } from "./spec.ts";

/** Tells a room what the client does. */
export const me: Spec = command({
  params: [
    ROOM_FIELD,
    TOKEN_FIELD,
    { field: "text", shape: "rest" },
  ],
  run(by, { room, token, text }) {
    const place = by.ownRoom(room);
    if (place === undefined || text === "") return;
    by.publish(place, { kind: "action", from: by.client.nick, text }, token);
  },
});
