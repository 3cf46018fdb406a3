/**
 * Removes sequences from a line that the terminal itself has edited: keys that the terminal does not handle, and
 * reports of the mouse, which another program has left on. Pure.
 *
 * @module
 */

import { lexemeAt } from "./sequence.ts";
import { StringReader } from "./string_reader.ts";

const TAB = 0x09;

/** The text of a line; tabs stay. Never throws. */
export function textOfLine(line: string): string {
  const bytes = new TextEncoder().encode(line);
  const kept: Uint8Array[] = [];
  let place = 0;
  while (place < bytes.length) {
    const rest = bytes.subarray(place);
    const lexeme = lexemeAt(rest, 0);
    // A sequence without an end on its line does not end.
    if (lexeme.kind === "incomplete") break;
    const isKept = lexeme.kind === "text" || (lexeme.kind === "control" && lexeme.code === TAB);
    if (isKept) kept.push(rest.subarray(0, lexeme.length));
    place += lexeme.length;
    if (lexeme.kind === "string") {
      place += new StringReader(lexeme.opening, 0).read(rest.subarray(lexeme.length));
    }
  }
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return kept.map((part) => decoder.decode(part)).join("");
}
