/**
 * How wide text is on a terminal, and where it can be cut: by grapheme cluster, which is what one
 * sees as a character. Everything that counts columns counts them here. Terminals do not agree, so
 * nothing may depend on a count being exact: rows are filled by the most that a text may take.
 *
 * @module
 */

import stringWidth from "npm:string-width@8.2.2";

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const WIDE = { ambiguousIsNarrow: false };
/** Characters that take a column of their own on a terminal that adds up code points. */
const SPACING_MARK = /^\p{Mc}$/u;
/** Symbols that fonts draw wide, halves of flags, and what the terminal's tables may not know. */
const MAYBE_WIDE = /^(?:(?!\p{ASCII})\p{Extended_Pictographic}|\p{RI}|\p{Co}|\p{Cn})$/u;

/** The grapheme clusters of a text, in order. */
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

/**
 * The most columns that any terminal in use gives to a text. Terminals differ where text is more than
 * one code point: some measure what one sees as a character, others add up its code points, so that
 * a spacing mark, each consonant of a conjunct and each part of an emoji count. Never less than
 * {@linkcode columnsOf}.
 */
export function mostColumnsOf(text: string): number {
  return most(text, columnsOf);
}

/** The same on a terminal that gives two columns to what Unicode calls ambiguous. */
export function mostColumnsOfWide(text: string): number {
  return most(text, columnsOfWide);
}

function most(text: string, measure: Measure): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  return graphemes(text).reduce((sum, grapheme) => {
    const apart = [...grapheme].reduce((part, point) => part + mostOfPoint(point, measure), 0);
    return sum + Math.max(apart, measure(grapheme));
  }, 0);
}

function mostOfPoint(point: string, measure: Measure): number {
  if (MAYBE_WIDE.test(point)) return 2;
  return SPACING_MARK.test(point) ? 1 : measure(point);
}

/** The longest beginning of a text that fits into this number of columns. */
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

/** Stands at the end of a text whose end is not shown. */
export const MORE = "…";

/** The text, or the longest beginning of it that fits into this number of columns with a mark behind it. */
export function clipMarked(text: string, columns: number, measure: Measure = columnsOf): string {
  if (measure(text) <= columns) return text;
  return clip(text, Math.max(0, columns - measure(MORE)), measure) + MORE;
}

/** The places in a text, in UTF-16 units, before, between and after its graphemes. */
export function boundaries(text: string): number[] {
  const places = [0];
  let at = 0;
  for (const grapheme of graphemes(text)) places.push(at += grapheme.length);
  return places;
}
