/**
 * Shows a character that may be invisible, or harmful to a terminal, in a safe form. Pure.
 *
 * @module
 */

import { sanitize } from "../text/sanitize.ts";

/** The code point of a space, which every language has a word for. */
export const SPACE = 0x20;

/** The character in quotation marks if it can be seen, otherwise as `U+202E`. Never throws. */
export function characterShown(codePoint: number): string {
  const char = String.fromCodePoint(codePoint);
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(char) && sanitize(char) === char) return `"${char}"`;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
