/**
 * Draws inline: messages go into the terminal's own scrollback; below them is an area that is erased and
 * drawn again, all in one write. Makes strings; writes nothing.
 *
 * @module
 */

import type { Size } from "./tty.ts";
import { mostColumnsOf } from "./width.ts";

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
/**
 * Erases the cursor's row and all rows below it. tmux and GNU Screen take an erasure that begins in the top left
 * corner for one of the whole screen, and keep what it erases in the scrollback; so it begins a column later.
 */
const ERASE = "\r \x1b[J\r\x1b[K";

const NOTHING: Area = {
  rows: [],
  painted: [],
  cursorRow: 0,
  cursorColumn: 0,
  beforeCursor: "",
};
/** The cursor is in a row that may be erased; more is not known. */
const UNKNOWN: Area = { ...NOTHING, rows: [""], painted: [""] };
/** Differs from the size of every terminal. */
const NO_SIZE: Size = { columns: 0, rows: 0 };

/** Further down than any screen is high: to its last row. */
const TO_BOTTOM = "\x1b[9999B";
/** A character that certainly or perhaps takes two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3ffff}]/u;

/**
 * Ends a line. The line feed comes first: a write may be cut between the two, and if the size changes then, a
 * cursor that has gone back already may be in the midst of a line that is broken anew.
 */
export const NEXT_ROW = "\n\r";

/** What is drawn at the bottom of one terminal. */
export class Screen {
  readonly #isTmux: boolean;
  #drawn: Area = NOTHING;
  /** The size for which it was drawn. At another one, the terminal may have dropped rows below the cursor. */
  #size = NO_SIZE;
  /** At least so many rows were printed since the screen was empty. */
  #printed = 0;
  /** Whether a wide character was printed. */
  #hasWide = false;

  /** Draws nothing yet. `isTmux` says that the terminal certainly is tmux. */
  constructor(isTmux = false) {
    this.#isTmux = isTmux;
  }

  /**
   * The update that shows lines above the area, and the area; empty if nothing changes. The lines
   * wrap as the terminal does it, so that it can join them again when they are copied.
   */
  update(lines: readonly string[], area: Area, size: Size): string {
    if (lines.length === 0 && isSameSize(size, this.#size) && isSame(area, this.#drawn)) return "";
    const text = this.#erase(size) + lines.map((line) => line + NEXT_ROW).join("") + draw(area);
    this.#printed += lines.length;
    this.#hasWide ||= lines.some((line) => WIDE.test(line));
    this.#drawn = area;
    this.#size = size;
    return BEGIN_UPDATE + text + END_UPDATE;
  }

  /** The update that removes the area and leaves the cursor where it began. */
  clear(): string {
    const text = this.#erase();
    this.#drawn = NOTHING;
    return text;
  }

  /**
   * The update that empties a screen of so many rows; the area has to be drawn again. What is above the area goes
   * into the scrollback. All moves are relative, so nothing is drawn over if the screen has another height.
   */
  wipe(rows: number): string {
    const count = Math.max(0, rows - 1);
    this.#printed = 0;
    return this.clear() + "\n".repeat(count) + up(count) + "\r";
  }

  /** Another program may have drawn: only the cursor's row is the area's. */
  forget(): void {
    this.#printed = 0;
    if (this.#drawn === NOTHING) return;
    this.#drawn = UNKNOWN;
    this.#size = NO_SIZE;
  }

  #erase(size = this.#size): string {
    return this.#drawn === NOTHING ? "" : this.#toBeginning(size) + ERASE;
  }

  /**
   * Moves to the first row of the area. The terminal may have become narrower since it was drawn, also without the
   * client's knowledge, and may have broken each of its rows into several. As many rows up as were drawn are
   * certainly the area's, on every terminal; a piece of an old prompt may stay behind.
   */
  #toBeginning(size: Size): string {
    const { rows, cursorRow, beforeCursor } = this.#drawn;
    if (!this.#isTmux) return "\r" + up(cursorRow);
    const last = this.#lastRow(size);
    const above = rows.slice(0, last ?? cursorRow).reverse();
    const begin = last === undefined
      ? backOver(beforeCursor)
      : TO_BOTTOM + backOver(rows[last] ?? "");
    return begin + above.map((row) => up(1) + backOver(row)).join("");
  }

  /**
   * The row of the area that is certainly not below the last row of the screen, if the way up must begin there;
   * undefined if it may begin at the cursor. When the width changes, tmux 3.3 puts the cursor one row too high for
   * each earlier row that begins with a wide character for which the row before had one column left. On a full
   * screen the area is at the bottom. On another one, it is only after a change of the size that the cursor is not
   * trusted: then the old area stays where it was. A lower window may have lost the rows below the cursor.
   */
  #lastRow(size: Size): number | undefined {
    const { rows, cursorRow } = this.#drawn;
    if (!this.#hasWide || this.#drawn === UNKNOWN) return undefined;
    if (!isSameSize(size, this.#size)) return cursorRow;
    return this.#printed >= size.rows ? rows.length - 1 : undefined;
  }
}

/**
 * Moves to the beginning of a row that may have been broken into several: in tmux, and in few other terminals, a
 * backspace in the first column goes to the row before if both are one line, and nowhere otherwise. So it cannot
 * leave the row, and may be sent more often than there are columns: a row of wide characters has gaps.
 */
function backOver(text: string): string {
  return "\r" + "\b".repeat(2 * mostColumnsOf(text));
}

function up(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A` : "";
}

/**
 * The rows, and the cursor in its place. Only the terminal knows the width of its characters, so the text
 * before the cursor is printed once more to move the cursor there.
 */
function draw({ rows, painted, cursorRow, beforeCursor }: Area): string {
  const below = rows.length - 1 - cursorRow;
  const isThere = below === 0 && beforeCursor === rows[cursorRow];
  const back = isThere ? "" : `${up(below)}\r${beforeCursor}`;
  return WRAP_OFF + painted.join(NEXT_ROW) + back + WRAP_ON;
}

function isSame(a: Area, b: Area): boolean {
  return a.cursorRow === b.cursorRow && a.beforeCursor === b.beforeCursor &&
    a.painted.length === b.painted.length &&
    a.painted.every((row, index) => row === b.painted[index]);
}

function isSameSize(a: Size, b: Size): boolean {
  return a.columns === b.columns && a.rows === b.rows;
}
