/**
 * `/away lunch`: those who write to the client in private are told that it is away.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Notes that the client is away; without a text, that it is back. */
export const away: Spec = command({
  params: [{ field: "text", shape: "rest", isOptional: true }],
  run(by, { text }) {
    by.setAway(text?.trim() || undefined);
  },
});
