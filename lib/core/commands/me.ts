/**
 * `/me waves`: an action, told in the third person.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Tells the room what the client does. */
export const me: Spec = command({
  params: [{ field: "text", shape: "rest" }],
  run(by, { text }) {
    if (text !== "") by.publish({ kind: "action", from: by.client.nick, text });
  },
});
