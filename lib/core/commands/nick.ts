/**
 * `/nick duke`: another name.
 *
 * @module
 */

import { readingCommand, type Spec } from "./spec.ts";

/** Takes a name, if the rules allow it and no other client has it. */
export const nick: Spec = readingCommand({
  // The name is one that nobody has yet.
  params: [{ field: "nick", shape: "word", placeholder: "NAME" }],
  read: ({ nick }, reader) => ({ kind: "bound", args: { nick: reader.name(nick) } }),
  run(by, { nick }) {
    by.rename(nick);
  },
});
