/**
 * `/part`: leaves a room and stays in the others.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Leaves a room, by default the one where the client speaks. */
export const part: Spec = command({
  params: [{ field: "room", shape: "room", isOptional: true }],
  run(by, { room }) {
    by.part(room);
  },
});
