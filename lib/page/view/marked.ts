/**
 * Finds in a text the words that were sought, to mark them. Pure.
 *
 * @module
 */

/** A piece of a text. */
export interface Piece {
  /** The text of it. */
  readonly text: string;
  /** Whether it was sought. */
  readonly isMarked: boolean;
}

/** Filters of a search, which are not words. */
const FILTER = /^(?:from|in|since|before):/i;

/** The text in pieces, with those marked that one has sought by `asked`, without regard to case. */
export function markedParts(text: string, asked: string): Piece[] {
  const words = asked.split(/\s+/u).filter((word) => word !== "" && !FILTER.test(word));
  if (words.length === 0) return [{ text, isMarked: false }];
  const sought = new RegExp(`(${words.map(literal).join("|")})`, "giu");
  return text.split(sought)
    .map((piece, index) => ({ text: piece, isMarked: index % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}

function literal(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
