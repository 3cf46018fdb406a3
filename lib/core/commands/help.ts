/**
 * `/help`: lists the commands of the table in `mod.ts`.
 *
 * @module
 */

import { usageOf } from "./usage.ts";
import { command, type Spec } from "./spec.ts";

/** Lists the commands, one notice each. */
export const help: Spec = command({
  isPrivate: true,
  params: [],
  run(by) {
    for (const [topic, { isUnlisted, params }] of by.commands()) {
      if (!isUnlisted) by.notice({ code: "help", topic, usage: usageOf(topic, params) });
    }
    by.notice({ code: "help", topic: "literal", usage: "//text" });
  },
});
