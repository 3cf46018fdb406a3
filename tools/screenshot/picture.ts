/**
 * A terminal's screen as a picture: text with colour sequences, as tmux captures it, becomes SVG.
 * Knows the sequences that tmux writes and no others.
 *
 * @module
 */

import { columnsOf, graphemes } from "../../lib/client/terminal/drawing/width.ts";

/** What a screen looks like. */
export interface PictureOptions {
  /** Characters in a row. */
  readonly columns: number;
  /** Stands in the bar above. */
  readonly title: string;
  /** Where the cursor is, from 0. */
  readonly cursor: { readonly column: number; readonly row: number };
}

interface Style {
  readonly color: string;
  readonly isBold: boolean;
  readonly isDim: boolean;
}

const CELL = { width: 9.64, height: 21 };
const PADDING = 16;
const BAR = 34;
/** What takes two columns is drawn as large as they are. */
const WIDE = 'font-size="19"';
const INK = "#d8dee9";
const PLAIN: Style = { color: INK, isBold: false, isDim: false };
const BASIC = [
  ...["#3b4252", "#bf616a", "#a3be8c", "#ebcb8b", "#81a1c1", "#b48ead", "#88c0d0", "#e5e9f0"],
  ...["#7b88a1", "#d08770", "#b6d59b", "#f0d399", "#94b7dc", "#c9a3c1", "#9fd3e3", "#ffffff"],
];
// deno-lint-ignore no-control-regex
const SEQUENCE = /\x1b\[([\d;]*)m/;

/** Draws rows as `tmux capture-pane -e` gives them. */
export function toSvg(captured: string, { columns, title, cursor }: PictureOptions): string {
  const rows = captured.replace(/\n+$/, "").split("\n");
  const width = Math.ceil(columns * CELL.width + 2 * PADDING);
  const height = BAR + rows.length * CELL.height + 2 * PADDING;
  let style = PLAIN;
  const texts: string[] = [];
  for (const [index, row] of rows.entries()) {
    const drawn = drawRow(row, index, style);
    texts.push(...drawn.texts);
    style = drawn.style;
  }
  const dots = ["#bf616a", "#ebcb8b", "#a3be8c"].map((color, index) =>
    `<circle cx="${20 + index * 20}" cy="17" r="6" fill="${color}"/>`
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" rx="10" fill="#2e3440"/>`,
    ...dots,
    `<text x="${width / 2}" y="22" text-anchor="middle" fill="#9aa5b8" ` +
    `font-family="DejaVu Sans" font-size="13">${escape(title)}</text>`,
    `<rect x="${left(cursor.column)}" y="${top(cursor.row) + 2}" width="${CELL.width}" ` +
    `height="${CELL.height - 3}" fill="#d8dee9" fill-opacity="0.75"/>`,
    `<g font-family="DejaVu Sans Mono, WenQuanYi Micro Hei Mono" font-size="16" ` +
    `xml:space="preserve">`,
    ...texts,
    "</g></svg>\n",
  ].join("\n");
}

function drawRow(row: string, index: number, before: Style): { texts: string[]; style: Style } {
  const texts: string[] = [];
  let style = before;
  let column = 0;
  for (const [at, piece] of row.split(SEQUENCE).entries()) {
    if (at % 2 === 1) {
      style = restyle(style, piece.split(";").map(Number));
      continue;
    }
    // Each word has its place, so that a font of another width cannot move those after it.
    for (const word of words(piece)) {
      if (word.trim() !== "") texts.push(draw(word, column, index, style));
      column += columnsOf(word);
    }
  }
  return { texts, style };
}

function words(text: string): string[] {
  const found: string[] = [];
  for (const grapheme of graphemes(text)) {
    const last = found.at(-1);
    const joins = /^[\x21-\x7e]$/.test(grapheme) && last !== undefined && /[\x21-\x7e]$/.test(last);
    if (joins) found[found.length - 1] = last + grapheme;
    else found.push(grapheme);
  }
  return found;
}

function draw(word: string, column: number, row: number, style: Style): string {
  const weight = style.isBold ? ' font-weight="bold"' : "";
  const dim = style.isDim ? ' fill-opacity="0.7"' : "";
  const room = `textLength="${(columnsOf(word) * CELL.width).toFixed(2)}"`;
  return `<text x="${left(column)}" y="${top(row) + 16}" fill="${style.color}"${weight}${dim} ` +
    `${columnsOf(word) === 2 * graphemes(word).length ? WIDE : room}>${escape(word)}</text>`;
}

function left(column: number): string {
  return (PADDING + column * CELL.width).toFixed(2);
}

function top(row: number): number {
  return BAR + PADDING / 2 + row * CELL.height;
}

function restyle(before: Style, codes: readonly number[]): Style {
  let style = before;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 0) style = PLAIN;
    else if (code === 1) style = { ...style, isBold: true };
    else if (code === 2) style = { ...style, isDim: true };
    else if (code === 22) style = { ...style, isBold: false, isDim: false };
    else if (code === 39) style = { ...style, color: INK };
    else if (code >= 30 && code <= 37) style = { ...style, color: BASIC[code - 30] ?? INK };
    else if (code >= 90 && code <= 97) style = { ...style, color: BASIC[code - 82] ?? INK };
    else if (code === 38 && codes[at + 1] === 5) {
      style = { ...style, color: indexed(codes[at + 2] ?? 0) };
      at += 2;
    }
  }
  return style;
}

/** One of the 256 colours: the basic ones, a cube of six steps a side, a ramp of greys. */
function indexed(index: number): string {
  if (index < 16) return BASIC[index] ?? INK;
  if (index >= 232) return rgb([index, index, index].map((grey) => 8 + (grey - 232) * 10));
  const cube = index - 16;
  const steps = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return rgb(steps.map((step) => step === 0 ? 0 : 55 + step * 40));
}

function rgb(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
