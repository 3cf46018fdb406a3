/**
 * Lines that look like a mistyped command, which must not be said by accident. Pure.
 *
 * @module
 */

import { nearest } from "../options/nearest.ts";

/** What was probably meant. */
export type MistypedCommand =
  /** A command, known or not, behind a blank, or behind what other keyboards write for a slash. */
  | { readonly kind: "hidden"; readonly line: string; readonly meant: string }
  /** An unknown command that is similar to a known one. */
  | {
    readonly kind: "mistyped";
    readonly line: string;
    readonly meant: string;
    /** The name that was typed, and the one that is near. */
    readonly typed: string;
    readonly near: string;
  };

/**
 * A slash behind blanks, or behind characters that cannot be seen, or what keyboards for Chinese and
 * Japanese write for it, and a word in Latin letters, which may be wide. What cannot be seen may
 * have become U+FFFD.
 */
const HIDDEN =
  /^(?:[\s\p{Cf}\ufffd]+\/(?=[\wＡ-Ｚａ-ｚ])|[\s\p{Cf}\ufffd]*[／、・⁄∕][／、・⁄∕/]*(?=[A-Za-zＡ-Ｚａ-ｚ]))(\S*)/u;

const COMMAND = /^\/(?!\/)(\S*)/;

/** Finds a slip in a line, by the names of the commands; undefined if there is none. Never throws. */
export function findMistypedCommand(
  line: string,
  names: readonly string[],
): MistypedCommand | undefined {
  const meant = commandMeantBy(line);
  if (meant !== undefined) return { kind: "hidden", line, meant };
  const typed = COMMAND.exec(line)?.[1];
  if (typed === undefined || names.includes(typed)) return undefined;
  const near = nearest(typed.toLowerCase(), names);
  if (near === undefined) return undefined;
  return { kind: "mistyped", line, meant: `/${near}${line.slice(1 + typed.length)}`, typed, near };
}

/**
 * The command that a line is, written as commands are, if it has what hides it: undefined if it
 * begins with a slash, or like no command. Never throws.
 */
export function commandMeantBy(line: string): string | undefined {
  const hidden = HIDDEN.exec(line);
  if (hidden === null) return undefined;
  const [whole, name = ""] = hidden;
  return `/${name.normalize("NFKC")}${line.slice(whole.length)}`;
}
