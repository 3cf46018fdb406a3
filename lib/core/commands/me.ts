/**
 * `/me waves`: an action, told in the third person.
 *
 * @module
 */

import type { Spec } from "../command.ts";

/** Tells the room what the client does. */
export const me: Spec = {
  parameter: { field: "text", placeholder: "TEXT", isOptional: false },
  run(desk, text = "") {
    if (text !== "") desk.publish({ kind: "action", from: desk.client.nick, text });
  },
};
