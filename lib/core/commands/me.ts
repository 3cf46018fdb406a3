/**
 * `/me waves`: an action, told in the third person.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Tells a room what the client does. */
export const me: Spec = command({
  params: [
    { field: "room", shape: "room", isOptional: true, isFieldOnly: true },
    { field: "text", shape: "rest" },
  ],
  run(by, { room, text }) {
    const place = by.ownRoom(room);
    if (place === undefined || text === "") return;
    by.publish(place, { kind: "action", from: by.client.nick, text });
  },
});
