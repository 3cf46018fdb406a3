/**
 * Finds lines that look like a mistyped command. They must not be said by accident. Pure.
 *
 * @module
 */

import { nearest } from "../../options/nearest.ts";

/** A line that is probably a mistyped command, and the command that was probably meant. */
export type MistypedCommand =
  /** A known or unknown command after a blank, or with another character in place of the slash. */
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
 * A slash after blanks or invisible characters, or a character that Chinese and Japanese keyboards write for a
 * slash; then a word in Latin letters, which may be wide. Invisible characters may have become U+FFFD.
 */
const HIDDEN =
  /^(?:[\s\p{Cf}\ufffd]+\/(?=[\wＡ-Ｚａ-ｚ])|[\s\p{Cf}\ufffd]*[／、・⁄∕][／、・⁄∕/]*(?=[A-Za-zＡ-Ｚａ-ｚ]))(\S*)/u;

const COMMAND = /^\/(?!\/)(\S*)/;

/** Finds a mistyped command in a line, given the names of all commands; undefined if there is none. Never throws. */
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
 * The command that a line is meant as, written with a plain slash at its start; undefined if the line begins
 * with a plain slash, or does not look like a command. Never throws.
 */
export function commandMeantBy(line: string): string | undefined {
  const hidden = HIDDEN.exec(line);
  if (hidden === null) return undefined;
  const [whole, name = ""] = hidden;
  return `/${name.normalize("NFKC")}${line.slice(whole.length)}`;
}
