/**
 * Lays out a prompt and a draft on a screen of a given size: rows of text and a cursor. Pure.
 *
 * @module
 */

import type { WrapStyle } from "../../settings/config.ts";
import { clip, graphemes, type Measure, mostColumnsOf } from "./width.ts";

/** What is to be laid out. */
export interface InputText {
  /** The text before the draft. */
  readonly prompt: string;
  /** The draft. */
  readonly text: string;
  /** The cursor in the draft, in UTF-16 units. */
  readonly cursor: number;
}

/** The room there is for it. */
export interface Frame {
  /** Characters in a row. */
  readonly columns: number;
  /** Rows at most. */
  readonly rows: number;
  /** The most columns that the terminal may give to a text; the usual ones if undefined. */
  readonly measure?: Measure | undefined;
  /** Where lines of the talk are broken; at the edge of the terminal if undefined. */
  readonly wrap?: WrapStyle | undefined;
}

/** Rows of a screen, and where the cursor is in them. */
export interface Rows {
  /** The text of each row; none is wider than the screen, but for a character that is. */
  readonly rows: readonly string[];
  /** The row of the cursor, from 0. */
  readonly cursorRow: number;
  /** Its column, from 0, as far as the client knows. */
  readonly cursorColumn: number;
  /** The text of its row before it. */
  readonly beforeCursor: string;
}

/**
 * Wraps the prompt and the draft by characters into the frame's columns, and shows at most its rows
 * of them, those around the cursor. Any size from 1 by 1 is served.
 */
export function layoutInput(input: InputText, frame: Frame): Rows {
  const all = wrap(input, Math.max(1, frame.columns), frame.measure ?? mostColumnsOf);
  const limit = Math.max(1, frame.rows);
  const first = Math.max(0, Math.min(all.cursorRow - limit + 1, all.rows.length - limit));
  return {
    rows: all.rows.slice(first, first + limit),
    cursorRow: all.cursorRow - first,
    cursorColumn: all.cursorColumn,
    beforeCursor: all.beforeCursor,
  };
}

function wrap({ prompt, text, cursor }: InputText, columns: number, measure: Measure): Rows {
  // On a narrow screen the draft still gets half of the first row.
  const half = Math.floor(columns / 2);
  const shown = measure(prompt) < columns - 1 ? prompt : shortened(prompt, half, measure);
  const rows: string[] = [shown];
  let width = measure(shown);
  let place = { row: 0, column: width, before: shown };
  let at = 0;
  const all = graphemes(text);
  for (const [index, grapheme] of all.entries()) {
    if (width + roomFor(all, index, measure) > columns && width > 0) {
      rows.push("");
      width = 0;
    }
    if (at === cursor) place = { row: rows.length - 1, column: width, before: rows.at(-1) ?? "" };
    rows[rows.length - 1] += grapheme;
    width += measure(grapheme);
    at += grapheme.length;
  }
  if (cursor >= at) {
    if (width >= columns) {
      rows.push("");
      width = 0;
    }
    place = { row: rows.length - 1, column: width, before: rows.at(-1) ?? "" };
  }
  return {
    rows,
    cursorRow: place.row,
    // A character without a column can follow a full row; the cursor cannot.
    cursorColumn: Math.min(place.column, columns - 1),
    beforeCursor: place.before,
  };
}

/** The most columns that the end of a prompt may have, such as `> `. */
const PROMPT_END = 2;

/** A prompt in fewer columns; it keeps its end where there is space, so that the draft does not seem to be a part of it. */
function shortened(prompt: string, columns: number, measure: Measure): string {
  const end = prompt.slice(-PROMPT_END);
  const left = columns - measure(end);
  return left < PROMPT_END
    ? clip(prompt, columns, measure)
    : clip(prompt.slice(0, -PROMPT_END), left, measure) + end;
}

/**
 * The columns of a grapheme, together with a mark that follows it as a grapheme of its own, as in Burmese. At
 * the beginning of a row, a terminal that joins such a mark to the character before it would not show it.
 */
function roomFor(all: readonly string[], index: number, measure: Measure): number {
  const [grapheme = "", next = ""] = all.slice(index, index + 2);
  return measure(grapheme) + (/^\p{M}/u.test(next) ? measure(next) : 0);
}
