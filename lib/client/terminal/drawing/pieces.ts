/**
 * Where a text may be broken: between words, and between the words of scripts that have no blanks between them.
 * An address of the web is one piece, so that it can be clicked and copied. Pure.
 *
 * @module
 */

/** A part of a text that stays in one row; both ends in UTF-16 units. */
export interface Piece {
  /** Where it begins. */
  readonly start: number;
  /** Where it ends, without the blanks behind it. */
  readonly end: number;
}

/** Characters beside which a row may end without a blank. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3001-\u303f\uff01-\uff60]/u;
/** What no row begins with, and what no row ends with. */
const CLOSING =
  /^[\p{Pe}\p{Pf}\p{M}!,.:;?%\u2026\u2014\u30fc\u3005\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f]/u;
const OPENING = /[\p{Ps}\p{Pi}]$/u;
const ADDRESS = /[a-z][a-z\d+.-]*:\/\/.*/i;

/**
 * The pieces of a text in order; between two of them there are only blanks, or nothing. Blanks at the beginning
 * belong to the first piece. Never throws.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: word, index } of text.matchAll(/^ *[^ ]+|[^ ]+/g)) {
    let start = index;
    for (const part of partsOf(word)) pieces.push({ start, end: start += part.length });
  }
  return pieces;
}

function partsOf(word: string): string[] {
  if (!UNSPACED.test(word)) return [word];
  const from = word.search(ADDRESS);
  const [before, address] = from < 0 ? [word, ""] : [word.slice(0, from), word.slice(from)];
  const segments = Array.from(
    new Intl.Segmenter(undefined, { granularity: "word" }).segment(before),
    ({ segment }) => segment,
  );
  const parts: string[] = [];
  for (const segment of [...segments, address].filter((segment) => segment !== "")) {
    const last = parts.at(-1);
    if (last === undefined || canBreak(last, segment)) parts.push(segment);
    else parts[parts.length - 1] = last + segment;
  }
  return parts;
}

function canBreak(before: string, after: string): boolean {
  const last = [...before.slice(-2)].at(-1) ?? "";
  const [first = ""] = after;
  const isUnspaced = UNSPACED.test(last) || UNSPACED.test(first);
  return isUnspaced && !CLOSING.test(after) && !OPENING.test(before);
}
