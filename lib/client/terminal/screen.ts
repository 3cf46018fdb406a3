/**
 * Draws inline: messages go into the terminal's own scrollback; below them is an area that is erased and
 * drawn again, all in one write. Makes strings; writes nothing.
 *
 * @module
 */

import { rowsFor } from "./layout.ts";
import { leastColumnsOf } from "./width.ts";

/** The area at the bottom. */
export interface Area {
  /** Rows without colour. */
  readonly rows: readonly string[];
  /** The same rows as they are drawn. */
  readonly painted: readonly string[];
  /** The row of the cursor, from 0. */
  readonly cursorRow: number;
  /** Its column, from 0, as far as the client knows. */
  readonly cursorColumn: number;
  /** The text of its row before it, without colour. */
  readonly beforeCursor: string;
}

/** Synchronised output: a terminal that supports it shows an update only when it is complete. */
const BEGIN_UPDATE = "\x1b[?2026h";
const END_UPDATE = "\x1b[?2026l";
/** Automatic wrapping is off while the area is drawn: a row that is wider than computed is cut, not wrapped. */
const WRAP_OFF = "\x1b[?7l";
const WRAP_ON = "\x1b[?7h";
const ERASE_BELOW = "\x1b[J";

const NOTHING: Area = {
  rows: [],
  painted: [],
  cursorRow: 0,
  cursorColumn: 0,
  beforeCursor: "",
};

/** What is drawn at the bottom of one terminal. */
export class Screen {
  readonly #isReflowing: boolean;
  #drawn: Area = NOTHING;
  #columns = 80;

  /**
   * Draws nothing yet. `isReflowing` says that the terminal is sure to break rows anew when it is
   * made narrower; if that is not sure, false.
   */
  constructor(isReflowing = false) {
    this.#isReflowing = isReflowing;
  }

  /**
   * The update that shows lines above the area, and the area; empty if nothing changes. The lines
   * wrap as the terminal does it, so that it can join them again when they are copied.
   */
  update(lines: readonly string[], area: Area, columns: number): string {
    if (lines.length === 0 && columns === this.#columns && isSame(area, this.#drawn)) return "";
    const text = this.#erase(columns) + lines.map((line) => `${line}\r\n`).join("") + draw(area);
    this.#drawn = area;
    this.#columns = columns;
    return BEGIN_UPDATE + text + END_UPDATE;
  }

  /** The update that removes the area and leaves the cursor where it began. */
  clear(columns: number): string {
    const text = this.#erase(columns);
    this.#drawn = NOTHING;
    return text;
  }

  /** The update that empties the whole screen; the area has to be drawn again. */
  wipe(): string {
    this.#drawn = NOTHING;
    return "\x1b[H\x1b[2J";
  }

  /** Another program has drawn: forgets the area. */
  forget(): void {
    this.#drawn = NOTHING;
  }

  #erase(columns: number): string {
    if (this.#drawn === NOTHING) return "";
    const up = this.#rowsAboveCursor(columns);
    return `\r${up > 0 ? `\x1b[${up}A` : ""}${ERASE_BELOW}`;
  }

  /**
   * The number of rows of the area that are certainly above the cursor, after any change of the size. One
   * row too few leaves a piece of an old prompt behind; one too many would erase a message. A terminal
   * without reflow cuts the rows and moves none; one with reflow breaks each long row into several, whose
   * number is not always known.
   */
  #rowsAboveCursor(columns: number): number {
    const { rows, cursorRow, beforeCursor } = this.#drawn;
    if (columns >= this.#columns || !this.#isReflowing) return cursorRow;
    const above = rows.slice(0, cursorRow).map((row) => rowsFor(leastColumnsOf(row), columns));
    // After the last character of a full row, the cursor is still in that row.
    const isLast = beforeCursor === rows[cursorRow];
    const before = Math.max(0, leastColumnsOf(beforeCursor) - (isLast ? 1 : 0));
    return above.reduce((sum, count) => sum + count, 0) + Math.floor(before / columns);
  }
}

/**
 * The rows, and the cursor in its place. Only the terminal knows the width of its characters, so the text
 * before the cursor is printed once more to move the cursor there.
 */
function draw({ rows, painted, cursorRow, beforeCursor }: Area): string {
  const up = rows.length - 1 - cursorRow;
  const isThere = up === 0 && beforeCursor === rows[cursorRow];
  const back = isThere ? "" : `${up > 0 ? `\x1b[${up}A` : ""}\r${beforeCursor}`;
  return WRAP_OFF + painted.join("\r\n") + back + WRAP_ON;
}

function isSame(a: Area, b: Area): boolean {
  return a.cursorRow === b.cursorRow && a.beforeCursor === b.beforeCursor &&
    a.painted.length === b.painted.length &&
    a.painted.every((row, index) => row === b.painted[index]);
}
