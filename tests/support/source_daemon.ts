/**
 * How the daemon is started from its source.
 *
 * @module
 */

import { PROGRAMS } from "../../tools/compile/programs.ts";
import { projectRoot } from "./source.ts";

/** The daemon with these options, and no more permissions than its executable has. */
export function sourceDaemon(...options: string[]): string[] {
  const root = projectRoot();
  const permissions = PROGRAMS.filter(({ entry }) => entry === "main.ts")
    .flatMap((program) => program.permissions.map(({ flag }) => flag));
  const flags = ["--no-lock", "--no-prompt", "--config", `${root}deno.json`, ...permissions];
  return [Deno.execPath(), "run", ...flags, `${root}main.ts`, ...options];
}
