/**
 * `/me waves`: an action, told in the third person.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Tells the room what the client does. */
export const me: Spec = command({
  params: [{ field: "text", shape: "rest" }],
  run(desk, { text }) {
    if (text !== "") desk.publish({ kind: "action", from: desk.client.nick, text });
  },
});
