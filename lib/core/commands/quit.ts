/**
 * `/quit`: leaving, with or without a word of why.
 *
 * @module
 */

import type { Spec } from "../command.ts";

/** Ends the client's stay. */
export const quit: Spec = {
  parameter: { field: "reason", placeholder: "[REASON]", isOptional: true },
  run(desk, reason) {
    desk.leave({ by: "member", code: "quit", text: reason || undefined });
  },
};
