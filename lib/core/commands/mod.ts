/**
 * The table of commands: the only shared file that a new command touches.
 *
 * @module
 */

import type { Spec } from "../command.ts";
import { help } from "./help.ts";
import { lang } from "./lang.ts";
import { me } from "./me.ts";
import { nick } from "./nick.ts";
import { ping } from "./ping.ts";
import { quit } from "./quit.ts";
import { say } from "./say.ts";
import { who } from "./who.ts";

/** Name to declaration, in the order of `/help`. */
export const commands: ReadonlyMap<string, Spec> = new Map(Object.entries({
  nick,
  who,
  me,
  say,
  ping,
  lang,
  help,
  quit,
}));
