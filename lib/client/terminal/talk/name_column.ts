/**
 * A column for names: names end in the same column, and what is said begins in the same one. Pure.
 *
 * @module
 */

import type { Span, StyledLine } from "../../format.ts";
import { columnsOf } from "../drawing/width.ts";

/** The columns of the colon and the blank behind a name. */
const BETWEEN = 2;

/**
 * The blanks before a line without its time, so that its text begins in the column of all texts: behind `columns`
 * columns for the name, with what stands before it. A name that is longer moves its own text. Lines that begin
 * with `-- ` are the client's own and have no name: they get no blanks, nor does any line where `columns` is 0.
 * Never throws.
 */
export function blanksBefore(line: StyledLine, columns: number): Span[] {
  const text = line.at(-1)?.text ?? "";
  if (columns === 0 || (line.length === 1 && text.startsWith("-- "))) return [];
  const isSpeech = line.some(({ role }) => role === "name" || role === "own");
  const lead = isSpeech ? /^:? ?/.exec(text)?.[0].length ?? 0 : 0;
  const before = line.slice(0, -1).reduce((sum, span) => sum + columnsOf(span.text), 0);
  const blanks = columns + BETWEEN - before - lead;
  return blanks > 0 ? [{ role: "text", text: " ".repeat(blanks) }] : [];
}
