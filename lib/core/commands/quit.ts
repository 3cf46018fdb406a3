/**
 * `/quit`: leaves the chat, with or without a reason.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Ends the client's stay. */
export const quit: Spec = command({
  params: [{ field: "reason", shape: "rest", isOptional: true }],
  run(by, { reason }) {
    by.leave({ by: "member", code: "quit", text: reason || undefined });
  },
});
