/**
 * The texts that a program shows on request, on standard output, in place of a run.
 *
 * @module
 */

import { VERSION } from "../version.ts";
import { completionScript } from "./completions.ts";
import { helpText } from "./help.ts";
import { manPage } from "./man.ts";
import type { Request } from "./parse.ts";
import type { Program } from "./program.ts";

/** The text that was asked for, ending in a line end. Never throws. */
export function showText(program: Program, request: Request): string {
  switch (request.request) {
    case "help":
      return helpText(program);
    case "version":
      return `${program.name} ${VERSION}\n`;
    case "man":
      return manPage(program);
    case "completions":
      return completionScript(program, request.shell);
    default:
      return request satisfies never;
  }
}
