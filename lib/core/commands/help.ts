/**
 * `/help`: the commands, from the same table that carries them out.
 *
 * @module
 */

import type { Spec } from "../command.ts";

/** Lists the commands, one notice each. */
export const help: Spec = {
  summary: "show this list",
  run(desk) {
    for (const [name, { summary, parameter }] of desk.commands()) {
      if (summary === undefined) continue;
      const usage = parameter === undefined ? `/${name}` : `/${name} ${parameter.placeholder}`;
      desk.notice("help", `${usage.padEnd(16)} ${summary}`);
    }
    desk.notice(
      "help",
      `${"//text".padEnd(16)} say /text; a line that begins with a space is said as it is`,
    );
  },
};
