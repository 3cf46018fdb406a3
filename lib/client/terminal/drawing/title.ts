/**
 * The title of the terminal's window: the sequences that set it, and the terminals that know them. Pure.
 *
 * @module
 */

import { clip } from "./width.ts";

/** A longer title is cut: terminals keep it in memory, and a window shows less. */
const MAX_TITLE_COLUMNS = 120;
/** Terminals that would print the sequence, or have no title. */
const WITHOUT_TITLE = /^(?:dumb|linux|vt\d|ansi|cons\d|sun|wyse|eterm|unknown)/;

/** Lays the title of the window aside. */
export const SAVE_TITLE = "\x1b[22;0t";
/** Restores it. A terminal that cannot lay it aside is left with an empty title instead of an old one. */
export const RESTORE_TITLE = `${setTitle("")}\x1b[23;0t`;

/** The sequence that sets the title; control characters are left out. */
export function setTitle(text: string): string {
  // deno-lint-ignore no-control-regex
  const safe = text.replace(/[\x00-\x1f\x7f-\x9f]/g, "");
  return `\x1b]0;${clip(safe, MAX_TITLE_COLUMNS)}\x07`;
}

/** Whether the terminal of this environment has a title: as `TERM` says, which only Windows does not set. */
export function hasTitle(env: (name: string) => string | undefined, isWindows = false): boolean {
  const term = env("TERM") ?? "";
  return term === "" ? isWindows : !WITHOUT_TITLE.test(term);
}
