/**
 * `/ping`: an answer that comes after everything that came before it. It keeps a client from being
 * idle, measures the way there and back, and is a barrier for programs and tests.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Answers with the same token. */
export const ping: Spec = command({
  params: [{ field: "token", shape: "rest", isOptional: true }],
  run(by, { token = "" }) {
    by.answer({ kind: "pong", token });
  },
});
