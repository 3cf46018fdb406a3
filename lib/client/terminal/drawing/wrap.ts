/**
 * Breaks lines of the talk between words, and lets the rows after the first begin under the text. The terminal
 * still has one line: each row is filled up, so that the terminal itself goes on in the next one. Pure.
 *
 * @module
 */

import type { Painter } from "../../colors.ts";
import { plainText, type StyledLine } from "../../format.ts";
import { piecesOf } from "./pieces.ts";
import { type Measure, mostColumnsOf } from "./width.ts";

/** The room for a line. */
export interface WrapFrame {
  /** Characters in a row. */
  readonly columns: number;
  /** The most columns that the terminal may give to a text; the usual ones if undefined. */
  readonly measure?: Measure | undefined;
}

/** A line in rows. */
export interface WrappedLine {
  /** The rows. One that has a word longer than a row is wider than the screen: the terminal breaks that. */
  readonly rows: readonly StyledLine[];
  /** The columns that are free before each row but the first. */
  readonly indent: number;
}

/** A narrower screen has no room for whole words. */
const MIN_COLUMNS = 20;
/** The rows are indented by this part of the width at most. */
const MAX_INDENT = 1 / 2;

/**
 * Kept for the two blanks of {@linkcode FILL_ROW}: GNU screen wraps a cursor that is told to go right after the last
 * character of a full row, and an empty row would follow.
 */
const KEPT_COLUMNS = 2;

/**
 * Fills the row and goes on in the next: a blank, which is never lost when the row is full already; the last
 * column, wherever the terminal has it; and a blank there, after which the terminal wraps.
 */
const FILL_ROW = " \x1b[999C ";

/** Breaks a line between words. The blanks between two words at a break are left out. Never throws. */
export function wrapLine(line: StyledLine, frame: WrapFrame): WrappedLine {
  const { columns, measure = mostColumnsOf } = frame;
  const text = plainText(line);
  const indent = indentOf(line, frame);
  if (columns < MIN_COLUMNS || measure(text) <= columns) return { rows: [line], indent };
  const limit = columns - KEPT_COLUMNS;
  const rows: [start: number, end: number][] = [];
  let [start, end, used] = [0, 0, 0];
  for (const piece of piecesOf(text)) {
    const width = measure(text.slice(piece.start, piece.end));
    const blanks = piece.start - end;
    const isFull = used + blanks + width > limit;
    if (isFull && end > start && width <= limit - indent) {
      rows.push([start, end]);
      [start, used] = [piece.start, indent + width];
    } else {
      const reached = used + blanks + width;
      used = isFull ? reached % columns : reached;
    }
    end = piece.end;
  }
  return { rows: [...rows, [start, text.length] as const].map((row) => cut(line, ...row)), indent };
}

/** Draws a line so that the terminal shows it broken between words. Never throws. */
export function paintWrapped(line: StyledLine, frame: WrapFrame, paint: Painter): string {
  const { rows, indent } = wrapLine(line, frame);
  return rows.map(paint).join(FILL_ROW + " ".repeat(indent));
}

/**
 * The column under which a line goes on. The last span of a line is its text; what stands before that, and the
 * colon and the blank between, is not.
 */
function indentOf(line: StyledLine, { columns, measure = mostColumnsOf }: WrapFrame): number {
  const text = line.at(-1)?.text ?? "";
  const [lead = ""] = /^(?::? |-- )/.exec(text) ?? [];
  const time = line[0]?.role === "time" ? measure(line[0].text) : 0;
  const whole = measure(plainText(line.slice(0, -1))) + lead.length;
  const most = columns * MAX_INDENT;
  return [whole, time].find((indent) => indent <= most) ?? 0;
}

/** The spans of a part of a line; both ends in UTF-16 units. */
function cut(line: StyledLine, start: number, end: number): StyledLine {
  let at = 0;
  return line.map((span) => {
    const text = span.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += span.text.length;
    return { ...span, text };
  }).filter(({ text }) => text !== "");
}
