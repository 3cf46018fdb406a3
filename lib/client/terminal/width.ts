/**
 * How wide text is on a terminal, and where it can be cut: by grapheme cluster, which is what one
 * sees as a character. Everything that counts columns counts them here.
 *
 * @module
 */

import stringWidth from "npm:string-width@8.2.2";

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const WIDE = { ambiguousIsNarrow: false };

/** What one sees as the characters of a text, in order. */
export function graphemes(text: string): string[] {
  if (PRINTABLE_ASCII.test(text)) return [...text];
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/** Counts the columns of a text. */
export type Measure = (text: string) => number;

/**
 * The columns that a text takes, without colours in it: 0, 1 or 2 for a grapheme, and rarely more.
 * What Unicode calls ambiguous, such as Greek letters and `»`, takes one.
 */
export function columnsOf(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : stringWidth(text);
}

/** The same on a terminal that gives two columns to what Unicode calls ambiguous. */
export function columnsOfWide(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : stringWidth(text, WIDE);
}

/** The beginning of a text that fits into so many columns. */
export function clip(text: string, columns: number, measure: Measure = columnsOf): string {
  if (measure(text) <= columns) return text;
  let kept = "";
  let width = 0;
  for (const grapheme of graphemes(text)) {
    width += measure(grapheme);
    if (width > columns) break;
    kept += grapheme;
  }
  return kept;
}

/** The places in a text, in UTF-16 units, before, between and after its graphemes. */
export function boundaries(text: string): number[] {
  const places = [0];
  let at = 0;
  for (const grapheme of graphemes(text)) places.push(at += grapheme.length);
  return places;
}
