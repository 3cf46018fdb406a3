/**
 * Where the help and the manual may break their lines: at blanks, and between Chinese characters,
 * which have none. For the catalogue's own text alone, whose wide characters are known.
 *
 * @module
 */

/** A blank behind; or a wide character on either side, but no line begins with a full stop. */
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
