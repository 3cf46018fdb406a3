/**
 * The texts that a program shows on request, on standard output, in place of a run.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { VERSION } from "../program/version.ts";
import { completionScript } from "./completions.ts";
import { helpText } from "./help.ts";
import { manPage } from "./man.ts";
import type { Program } from "./program.ts";
import type { Request } from "./startup.ts";

/** The text that was asked for, ending in a line end. Never throws. */
export function showText(program: Program, request: Request, language: Language): string {
  switch (request.request) {
    case "help":
      return helpText(program, language);
    case "version":
      return `${program.name} ${VERSION}\n`;
    case "man":
      return manPage(program, language);
    case "completions":
      return completionScript(program, request.shell, language);
    default:
      return request satisfies never;
  }
}
