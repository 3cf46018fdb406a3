/**
 * `/nick duke`: another name.
 *
 * @module
 */

import type { Spec } from "../command.ts";

/** Takes a name, if the rules and the others allow it. */
export const nick: Spec = {
  parameter: { field: "nick", placeholder: "NAME", isOptional: false },
  run(desk, wanted = "") {
    desk.rename(wanted);
  },
};
