/**
 * Where the value of an option comes from: an argument, an environment variable or a file.
 *
 * @module
 */

import { escapeUnprintable } from "../text/printable.ts";
import { type Mistake, mistake } from "./startup.ts";

/** The texts that were given for an option, and where. */
export interface Source {
  /** How the option is called there, for sentences about it: `--rate`, `HUBBUB_RATE` or `rate`. */
  readonly label: string;
  /** One text, or for a repeatable option any number. */
  readonly texts: readonly string[];
  /** `PATH:LINE:COLUMN` of the key in a file; undefined for arguments and variables. */
  readonly place?: string | undefined;
}

/** Writes a place as compilers do. Never throws. */
export function placeIn(
  path: string,
  { line, column }: { readonly line: number; readonly column: number },
): string {
  return `${escapeUnprintable(path)}:${line}:${column}`;
}

/** The same mistake with its place before the sentence, if there is one. Never throws. */
export function mistakeAt(place: string | undefined, { say }: Mistake): Mistake {
  return place === undefined ? mistake(say) : mistake((wording) => `${place}: ${say(wording)}`);
}
