/**
 * Draws inline: what is said goes into the terminal's own scrollback, below it stands an area that
 * is erased and drawn anew, the whole as one write. Makes strings; writes nothing.
 *
 * @module
 */

import { rowsFor } from "./layout.ts";
import { columnsOf, type Measure } from "./width.ts";

/** The area at the bottom. */
export interface Area {
  /** Rows without colour, for their widths. */
  readonly rows: readonly string[];
  /** The same rows as they are drawn. */
  readonly painted: readonly string[];
  /** The row of the cursor, from 0. */
  readonly cursorRow: number;
  /** Its column, from 0. */
  readonly cursorColumn: number;
}

/** The terminal shows nothing until all of an update is there, if it knows how. */
const BEGIN_UPDATE = "\x1b[?2026h";
const END_UPDATE = "\x1b[?2026l";
/** A row whose width the terminal counts differently is cut, and never becomes two. */
const WRAP_OFF = "\x1b[?7l";
const WRAP_ON = "\x1b[?7h";
const ERASE_BELOW = "\x1b[J";

const NOTHING: Area = { rows: [], painted: [], cursorRow: 0, cursorColumn: 0 };

/** What is drawn at the bottom of one terminal. */
export class Screen {
  readonly #measure: Measure;
  #drawn: Area = NOTHING;
  #columns = 80;

  /** Draws nothing yet; columns are counted as the terminal does it. */
  constructor(measure: Measure = columnsOf) {
    this.#measure = measure;
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

  /** Something else has drawn: what was there is of no more use. */
  forget(): void {
    this.#drawn = NOTHING;
  }

  #erase(columns: number): string {
    if (this.#drawn === NOTHING) return "";
    const up = this.#rowsAboveCursor(columns);
    return `\r${up > 0 ? `\x1b[${up}A` : ""}${ERASE_BELOW}`;
  }

  /** A terminal that was made narrower has broken the rows that no longer fit. */
  #rowsAboveCursor(columns: number): number {
    const { rows, cursorRow, cursorColumn } = this.#drawn;
    if (columns >= this.#columns) return cursorRow;
    const above = rows.slice(0, cursorRow).map((row) => rowsFor(this.#measure(row), columns));
    return above.reduce((sum, count) => sum + count, 0) + Math.floor(cursorColumn / columns);
  }
}

function draw({ rows, painted, cursorRow, cursorColumn }: Area): string {
  const up = rows.length - 1 - cursorRow;
  const back = (up > 0 ? `\x1b[${up}A` : "") + "\r" +
    (cursorColumn > 0 ? `\x1b[${cursorColumn}C` : "");
  return WRAP_OFF + painted.join("\r\n") + WRAP_ON + back;
}

function isSame(a: Area, b: Area): boolean {
  return a.cursorRow === b.cursorRow && a.cursorColumn === b.cursorColumn &&
    a.painted.length === b.painted.length &&
    a.painted.every((row, index) => row === b.painted[index]);
}
