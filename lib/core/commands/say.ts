/**
 * Saying something: what a line is that asks for nothing else.
 *
 * @module
 */

import type { Spec } from "../command.ts";

/** Tells the room the text, literally; an empty one is not shown. */
export const say: Spec = {
  isUnlisted: true,
  parameter: { field: "text", placeholder: "TEXT", isOptional: false },
  run(desk, text = "") {
    if (text !== "") desk.publish({ kind: "message", from: desk.client.nick, text });
  },
};
