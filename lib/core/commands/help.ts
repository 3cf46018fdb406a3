/**
 * `/help`: the commands, from the same table that carries them out.
 *
 * @module
 */

import type { Spec } from "../command.ts";

/** Lists the commands, one notice each. */
export const help: Spec = {
  run(desk) {
    for (const [topic, { isUnlisted, parameter }] of desk.commands()) {
      if (isUnlisted) continue;
      const usage = parameter === undefined ? `/${topic}` : `/${topic} ${parameter.placeholder}`;
      desk.notice({ code: "help", topic, usage });
    }
    desk.notice({ code: "help", topic: "literal", usage: "//text" });
  },
};
