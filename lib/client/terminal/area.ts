/**
 * The area at the bottom of the screen: the growing line of arrivals, the prompt with the draft, and a hint,
 * fitted into the terminal's size. Pure.
 *
 * @module
 */

import type { Painter } from "../colors.ts";
import { aside, plainText, type StyledLine } from "../format.ts";
import { type Frame, layoutInput } from "./layout.ts";
import type { Area } from "./screen.ts";
import { clip } from "./width.ts";

/** What is to be shown at the bottom. */
export interface Bottom {
  /** The line that still grows; undefined for none. */
  readonly growing: StyledLine | undefined;
  /** The text before the draft. */
  readonly prompt: string;
  /** The draft, or a question. */
  readonly text: string;
  /** The cursor in it, in UTF-16 units. */
  readonly cursor: number;
  /** A row below; empty for none. */
  readonly hint: string;
}

/** A terminal of fewer rows shows no hints. */
const ROWS_FOR_HINT = 3;
const ROWS_FOR_GROWING = 2;
/** The growing line takes this many rows at most. */
const MAX_GROWING = 3;

/** Fits everything into the size. The draft has priority, then the growing line, then the hint. */
export function layoutArea(bottom: Bottom, frame: Frame, paint: Painter): Area {
  const { columns, rows, measure } = frame;
  const hasHint = bottom.hint !== "" && rows >= ROWS_FOR_HINT;
  const hint = hasHint ? [clip(bottom.hint, columns - 1, measure)] : [];
  const growing = rows < ROWS_FOR_GROWING ? [] : growingRows(bottom.growing, frame)
    .slice(0, Math.min(MAX_GROWING, rows - 1 - hint.length));
  const input = layoutInput(bottom, {
    ...frame,
    rows: rows - growing.length - hint.length,
  });
  const paintAside = (row: string) => paint(aside(row));
  return {
    rows: [...growing, ...input.rows, ...hint],
    painted: [...growing.map(paintAside), ...input.rows, ...hint.map(paintAside)],
    cursorRow: growing.length + input.cursorRow,
    cursorColumn: input.cursorColumn,
    beforeCursor: input.beforeCursor,
  };
}

function growingRows(line: StyledLine | undefined, frame: Frame): readonly string[] {
  if (line === undefined) return [];
  const text = plainText(line);
  return layoutInput({ prompt: "", text, cursor: 0 }, { ...frame, rows: Infinity }).rows;
}
