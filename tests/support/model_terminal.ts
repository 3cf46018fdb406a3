/**
 * A terminal as a value: what is written to it goes to cells, the screen scrolls into a scrollback,
 * and a change of its size does what one of the families of real terminals does. How wide it thinks
 * characters are is a parameter, since real terminals differ.
 *
 * @module
 */

/** What a terminal does with its rows when it becomes narrower or wider. */
export type AtResize =
  /** xterm, consoles: what is beyond the new edge is gone. */
  | "cut"
  /** PuTTY: what is beyond the new edge is not shown, and kept. */
  | "hide"
  /** VTE: rows are broken anew, and joined again where they were one. */
  | "reflow"
  /**
   * GNU Screen: the same. Erasing from the top left corner pushes the screen into the scrollback, and a backspace in
   * the first column goes to the end of the row before.
   */
  | "screen"
  /** tmux: the same, but the backspace goes back only if both rows are one line. */
  | "tmux";

interface Row {
  /** One text a column; the second column of a wide character is empty. */
  cells: string[];
  /** Whether the next row goes on with the same line. */
  isWrapped: boolean;
}

/** A terminal of some size. */
export class ModelTerminal {
  #rows: Row[] = [blank()];
  /** The first row of the screen among all. */
  #top = 0;
  #y = 0;
  #x = 0;
  #isAutowrap = true;
  /** The last column was written, and the cursor has not gone on yet. */
  #isPending = false;

  /** An empty screen. `widthOf` says how many columns a code point takes: 0, 1 or 2. */
  constructor(
    private columns: number,
    private height: number,
    private readonly atResize: AtResize,
    private readonly widthOf: (point: string) => number = () => 1,
  ) {}

  /** Everything that can be seen, or scrolled back to: a line each, those that were wrapped joined. */
  get text(): string {
    return this.#rows.map(({ cells, isWrapped }) => {
      const shown = this.atResize === "hide" ? cells.slice(0, this.columns) : cells;
      return shown.join("") + (isWrapped ? "" : "\n");
    }).join("").replace(/\n+$/, "");
  }

  /** Everything on the screen, a row each. */
  get screen(): string[] {
    return this.#rows.slice(this.#top).map(({ cells }) => cells.slice(0, this.columns).join(""));
  }

  /** Row and column of the cursor on the screen. */
  get cursor(): readonly [number, number] {
    return [this.#y - this.#top, this.#x];
  }

  /** Does what a program writes. */
  write(text: string): void {
    for (const part of sequences(text)) {
      if (part.startsWith("\x1b[")) this.#control(part.slice(2, -1), part.slice(-1));
      else if (part === "\r") this.#moveTo(this.#y, 0);
      else if (part === "\n") this.#lineFeed();
      else if (part === "\b") this.#goBack();
      else if (part >= " ") this.#put(part);
    }
  }

  /** Becomes another size. */
  resize(columns: number, height: number): void {
    if (this.#isMultiplexer) return this.#resizeWithBlanks(columns, height);
    if (this.atResize === "reflow" && columns !== this.columns) this.#reflow(columns);
    if (this.atResize === "cut") {
      for (const row of this.#rows) row.cells.length = Math.min(row.cells.length, columns);
    }
    this.#becomeWide(columns);
    // Rows below the cursor go first; then those at the top go to the scrollback, or come back.
    const spare = this.#rows.length - 1 - this.#y;
    const excess = this.#rows.length - this.#top - height;
    if (excess > 0) this.#rows.length -= Math.min(spare, excess);
    this.height = height;
    this.#top = Math.max(0, this.#rows.length - height);
  }

  get #isMultiplexer(): boolean {
    return this.atResize === "tmux" || this.atResize === "screen";
  }

  /**
   * The blank rows at the bottom of the screen count as any other. Where more rows come of a new width, those at the
   * top go to the scrollback, also with the cursor, which is then in the top left corner.
   */
  #resizeWithBlanks(columns: number, height: number): void {
    while (this.#rows.length < this.#top + this.height) this.#rows.push(blank());
    const needed = this.height - height;
    if (needed > 0) {
      const spare = Math.min(needed, this.#rows.length - 1 - this.#y);
      this.#rows.length -= spare;
      this.#top += needed - spare;
    } else this.#top -= Math.min(this.#top, -needed);
    while (this.#rows.length < this.#top + height) this.#rows.push(blank());
    if (columns !== this.columns) {
      this.#reflow(columns);
      this.#top = Math.max(0, this.#rows.length - height);
      if (this.#y < this.#top) this.#moveTo(this.#top, 0);
    }
    this.height = height;
    this.#becomeWide(columns);
  }

  /**
   * A cursor behind the last column stays there where lines are broken anew: what comes next is in the next row. So do
   * tmux 3.3 and GNU Screen 4.9.
   */
  #becomeWide(columns: number): void {
    this.#isPending &&= this.#isMultiplexer || this.atResize === "reflow";
    this.columns = columns;
    this.#x = Math.min(this.#x, columns - 1);
  }

  #goBack(): void {
    if (this.#x > 0) return this.#moveTo(this.#y, this.#x - 1);
    if (!this.#isMultiplexer || this.#y === this.#top) return;
    const isOneLine = this.#rows[this.#y - 1]?.isWrapped ?? false;
    if (isOneLine || this.atResize === "screen") this.#moveTo(this.#y - 1, this.columns - 1);
  }

  /** A line feed that a program writes ends the line; one at the end of a full row does not. */
  #lineFeed(): void {
    if (this.#isMultiplexer) this.#row().isWrapped = false;
    this.#feed();
  }

  #control(parameters: string, final: string): void {
    const count = Math.max(1, Number(parameters) || 1);
    if (final === "A") this.#moveTo(Math.max(this.#top, this.#y - count), this.#x);
    else if (final === "C") this.#moveTo(this.#y, Math.min(this.#x + count, this.columns - 1));
    else if (final === "J") this.#eraseBelow();
    else if (final === "K") this.#eraseRow();
    else if (parameters === "?7") this.#isAutowrap = final === "h";
    else if (!/[hlm]/.test(final)) {
      throw new Error(`the model does not know CSI ${parameters}${final}`);
    }
  }

  #eraseBelow(): void {
    if (this.#isMultiplexer && this.#y === this.#top && this.#x === 0 && !this.#isPending) {
      this.#rows.push(blank());
      this.#y = this.#top = this.#rows.length - 1;
      return;
    }
    this.#rows.length = this.#y + 1;
    this.#eraseRow();
  }

  /** From the cursor to the end of its row. */
  #eraseRow(): void {
    const row = this.#row();
    row.cells.length = Math.min(row.cells.length, this.#x);
    row.isWrapped = false;
  }

  #moveTo(y: number, x: number): void {
    this.#y = y;
    this.#x = x;
    this.#isPending = false;
  }

  #feed(): void {
    this.#moveTo(this.#y + 1, this.#x);
    if (this.#y === this.#rows.length) this.#rows.push(blank());
    this.#top = Math.max(this.#top, this.#y - this.height + 1);
  }

  #put(point: string): void {
    const width = Math.min(this.widthOf(point), this.columns);
    if (width === 0) return this.#attach(point);
    const isFull = this.#isPending || this.#x + width > this.columns;
    if (isFull && this.#isAutowrap) {
      this.#row().isWrapped = true;
      this.#feed();
      this.#x = 0;
    } else if (isFull) this.#x = this.columns - width;
    const { cells } = this.#row();
    while (cells.length < this.#x) cells.push(" ");
    cells[this.#x] = point;
    if (width === 2) cells[this.#x + 1] = "";
    this.#x += width;
    this.#isPending = this.#x >= this.columns;
    if (this.#isPending) this.#x = this.columns - 1;
  }

  /** What takes no column belongs to the character before it. */
  #attach(point: string): void {
    const { cells } = this.#row();
    let at = this.#isPending ? this.#x : this.#x - 1;
    while (at > 0 && cells[at] === "") at -= 1;
    if (cells[at] !== undefined) cells[at] += point;
  }

  #row(): Row {
    const row = this.#rows[this.#y];
    if (row === undefined) throw new Error("the cursor is in no row");
    return row;
  }

  #reflow(columns: number): void {
    const rows: Row[] = [];
    let line: string[] = [];
    let place: number | undefined;
    const cursorRow = this.#y;
    for (const [index, { cells, isWrapped }] of this.#rows.entries()) {
      if (index === cursorRow) place = line.length + this.#x + (this.#isPending ? 1 : 0);
      line = [...line, ...cells];
      // A window that became lower may have lost the row in which the last line went on.
      if (isWrapped && index < this.#rows.length - 1) continue;
      const pieces = broken(line, columns);
      if (place !== undefined) {
        const { row, column } = placeIn(pieces, place);
        [this.#y, this.#x] = [rows.length + row, Math.min(column, columns - 1)];
        this.#isPending = column === columns;
        place = undefined;
      }
      rows.push(...pieces);
      line = [];
    }
    this.#rows = rows;
  }
}

/** A text in pieces that a terminal takes whole: control sequences, and characters. */
export function sequences(text: string): string[] {
  // deno-lint-ignore no-control-regex
  return Array.from(text.matchAll(/\x1b\[[?\d;]*[A-Za-z]|[^]/gu), ([part]) => part);
}

function blank(): Row {
  return { cells: [], isWrapped: false };
}

/** A line in rows; a wide character that does not fit leaves its column empty. */
function broken(line: readonly string[], columns: number): Row[] {
  const rows = [blank()];
  for (let at = 0; at < line.length;) {
    const width = Math.min(columns, line[at + 1] === "" ? 2 : 1);
    let row = rows.at(-1) ?? blank();
    if (row.cells.length + width > columns) {
      row.isWrapped = true;
      rows.push(row = blank());
    }
    row.cells.push(...line.slice(at, at + width));
    at += line[at + 1] === "" ? 2 : 1;
  }
  return rows;
}

function placeIn(pieces: readonly Row[], offset: number): { row: number; column: number } {
  let rest = offset;
  for (const [row, { cells }] of pieces.entries()) {
    const isLast = row === pieces.length - 1;
    if (rest < cells.length || isLast) return { row, column: rest };
    rest -= cells.length;
  }
  return { row: 0, column: 0 };
}
