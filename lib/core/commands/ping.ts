/**
 * `/ping`: an answer that comes after the effects of all earlier lines. It resets the idle timeout,
 * measures the round-trip time, and is a barrier for programs and tests.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Answers with the same token. */
export const ping: Spec = command({
  isPrivate: true,
  params: [{ field: "token", shape: "rest", isOptional: true }],
  run(by, { token = "" }) {
    by.answer({ kind: "pong", token });
  },
});
