/**
 * The rows of the line that still grows, broken as the same line will be when it is printed; a mark shows that
 * the end is missing. Pure.
 *
 * @module
 */

import { plainText, type StyledLine } from "../../format.ts";
import { type Frame, layoutInput } from "./layout.ts";
import { clip, mostColumnsOf } from "./width.ts";
import { wrapLine } from "./wrap.ts";

/** The rows of a line without colours, at most `limit` of them; none if there is no line. Never throws. */
export function growingRows(
  line: StyledLine | undefined,
  frame: Frame,
  limit: number,
): readonly string[] {
  if (line === undefined || limit <= 0) return [];
  const rows = frame.wrap === "words" ? byWords(line, frame) : byCharacters(line, frame);
  if (rows.length <= limit) return rows;
  return [...rows.slice(0, limit - 1), marked(rows[limit - 1] ?? "", frame)];
}

function byCharacters(line: StyledLine, frame: Frame): readonly string[] {
  const input = { prompt: "", text: plainText(line), cursor: 0 };
  return layoutInput(input, { ...frame, rows: Infinity }).rows;
}

/** A word that is longer than a row is broken here: the terminal does not wrap in the area. */
function byWords(line: StyledLine, frame: Frame): readonly string[] {
  const { rows, indent } = wrapLine(line, frame);
  return rows.flatMap((row, index) => {
    const before = index === 0 ? "" : " ".repeat(indent);
    return byCharacters([{ role: "aside", text: before }, ...row], frame);
  });
}

/** The mark takes the place of the last character where the row is full. */
function marked(row: string, { columns, measure = mostColumnsOf }: Frame): string {
  return `${clip(row, Math.max(0, columns - measure("…")), measure)}…`;
}
