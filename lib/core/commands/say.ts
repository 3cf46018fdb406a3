/**
 * Says a text: the command of every line that is no other command.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Tells the room the text, literally; an empty one is not shown. */
export const say: Spec = command({
  isUnlisted: true,
  params: [{ field: "text", shape: "text" }],
  run(by, { text }) {
    if (text !== "") by.publish({ kind: "message", from: by.client.nick, text });
  },
});
