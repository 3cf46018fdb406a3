/**
 * `/nick duke`: another name.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Takes a name, if the rules allow it and no other client has it. */
export const nick: Spec = command({
  // The name is one that nobody has yet.
  params: [{ field: "nick", shape: "word", placeholder: "NAME" }],
  run(by, { nick }) {
    by.rename(nick);
  },
});
