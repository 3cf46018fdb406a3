/**
 * The area at the bottom of the screen: the growing line of arrivals, the lines that are on their way, the
 * prompt with the draft, a hint and a status, fitted into the terminal's size. Pure.
 *
 * @module
 */

import type { Painter } from "../../colors.ts";
import { aside, plainText, type StyledLine } from "../../format.ts";
import { growingRows } from "./growing_rows.ts";
import { type Frame, layoutInput } from "./layout.ts";
import type { Area } from "./screen.ts";
import { clip, clipMarked, mostColumnsOf } from "./width.ts";

/** What is to be shown at the bottom. */
export interface Bottom {
  /** The line that still grows; undefined for none. */
  readonly growing: StyledLine | undefined;
  /** Lines that the daemon has not confirmed yet, the oldest first; each is shown in one row. */
  readonly pending?: readonly StyledLine[];
  /** The text before the draft. */
  readonly prompt: string;
  /** The draft, or a question. */
  readonly text: string;
  /** The cursor in it, in UTF-16 units. */
  readonly cursor: number;
  /** A row below; empty for none. */
  readonly hint: string;
  /** A row below the hint; empty for none. */
  readonly status?: string;
}

/** A terminal of fewer rows shows no hint, and no status. */
const ROWS_FOR_HINT = 3;
const ROWS_FOR_STATUS = 4;
const ROWS_FOR_GROWING = 2;
/** The growing line takes this many rows at most. */
const MAX_GROWING_ROWS = 3;
/** Pending lines take this many rows at most, and this part of the height. */
const MAX_PENDING_ROWS = 5;
const PENDING_PART = 1 / 3;

/** Fits everything into the size. The draft has priority, then the pending lines, the growing line, the hint. */
export function layoutArea(bottom: Bottom, frame: Frame, paint: Painter): Area {
  const { rows } = frame;
  const below = [
    ...oneRow(bottom.hint, rows >= ROWS_FOR_HINT, frame),
    ...oneRow(bottom.status ?? "", rows >= ROWS_FOR_STATUS, frame),
  ];
  const pending = pendingRows(bottom.pending ?? [], frame);
  const forGrowing = Math.min(MAX_GROWING_ROWS, rows - 1 - below.length - pending.length);
  const growing = growingRows(bottom.growing, frame, rows < ROWS_FOR_GROWING ? 0 : forGrowing);
  const above = [...growing, ...pending];
  const input = layoutInput(bottom, { ...frame, rows: rows - above.length - below.length });
  const paintAside = (row: string) => paint(aside(row));
  return {
    rows: [...above, ...input.rows, ...below],
    painted: [...above.map(paintAside), ...input.rows, ...below.map(paintAside)],
    cursorRow: above.length + input.cursorRow,
    cursorColumn: input.cursorColumn,
    beforeCursor: input.beforeCursor,
  };
}

function oneRow(text: string, isRoom: boolean, { columns, measure }: Frame): readonly string[] {
  return text !== "" && isRoom ? [clip(text, columns - 1, measure)] : [];
}

/** The newest lines, a row each; before them, how many more there are, if not all fit. */
function pendingRows(lines: readonly StyledLine[], frame: Frame): readonly string[] {
  const limit = Math.min(MAX_PENDING_ROWS, Math.floor(frame.rows * PENDING_PART));
  if (limit === 0 || lines.length === 0) return [];
  const isAll = lines.length <= limit;
  const shown = isAll ? lines : lines.slice(lines.length - limit + 1);
  const rows = shown.map((line) => shorten(plainText(line), frame));
  return isAll ? rows : [shorten(`… +${lines.length - shown.length}`, frame), ...rows];
}

/** The text in one row; a mark shows that its end is missing. */
function shorten(text: string, { columns, measure = mostColumnsOf }: Frame): string {
  return clipMarked(text, Math.max(1, columns - 1), measure);
}
