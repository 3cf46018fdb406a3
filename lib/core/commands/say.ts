/**
 * Says a text: the command of every line that is no other command.
 *
 * @module
 */

import { command, ROOM_FIELD, type Spec, TOKEN_FIELD } from "./spec.ts";

/** Tells a room the text, literally; an empty one is not shown. */
export const say: Spec = command({
  isUnlisted: true,
  params: [
    ROOM_FIELD,
    TOKEN_FIELD,
    { field: "text", shape: "text" },
  ],
  run(by, { room, token, text }) {
    const place = by.ownRoom(room);
    if (place === undefined || text === "") return;
    by.publish(place, { kind: "message", from: by.client.nick, text }, token);
  },
});
