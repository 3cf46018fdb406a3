/**
 * `/reply yes`: a private word to the person who last wrote one to the client.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Answers the last private word; an empty text is not sent. */
export const reply: Spec = command({
  isPrivate: true,
  canWait: true,
  params: [{ field: "text", shape: "rest" }],
  run(by, { text }) {
    if (text !== "") by.reply(text);
  },
});
