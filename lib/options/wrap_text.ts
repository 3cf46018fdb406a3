/**
 * Wraps the lines of the help and the manual: at blanks, and between Chinese characters, because Chinese
 * has no blanks. Only for text of this project: of wide characters it knows no others than that has.
 *
 * @module
 */

/** After a blank, or beside a wide character; but no line begins with a full stop or its like. */
const BREAK =
  /(?<= )|(?<=[⺀-￯])(?=[^ ，。、；：！？）”])(?<![（“])|(?<=[^ （“])(?=[⺀-￯])(?![，。、；：！？）”])/u;
const WIDE = /[⺀-￯]/gu;

/** The pieces of a text between which a line may end; together they are the text. Never throws. */
export function pieces(text: string): string[] {
  return text.split(BREAK);
}

/** Breaks text into lines of so many columns at most, unless a piece is longer. Never throws. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (line !== "" && widthOf((line + piece).trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line];
}

/** The columns that a text of the catalogue takes on a terminal. Never throws. */
export function widthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
