/**
 * Finds the word of a list that was probably meant by a misspelled one.
 *
 * @module
 */

/** Longer text is not compared: it is no misspelled word. */
const MAX_LENGTH = 40;

/**
 * The word of the list that is nearest to the typed one: the only one that begins with it, or one at a
 * distance of at most two errors (a letter too many, too few, wrong, or swapped with the next).
 * Undefined if none is near, or if several begin with it. Never throws.
 */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  if (typed.length < 2 || typed.length > MAX_LENGTH) return undefined;
  const longer = words.filter((word) => word.startsWith(typed));
  if (longer.length === 1) return longer[0];
  const limit = typed.length < 5 ? 1 : 2;
  const ranked = words
    .map((word) => ({ word, slips: countSlips(typed, word) }))
    .filter(({ slips }) => slips <= limit)
    .sort((a, b) => a.slips - b.slips);
  return ranked[0]?.word;
}

/** The optimal string alignment distance, row by row. */
function countSlips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const ways = [
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      ];
      if (isSwap) ways.push((beforeLast[j - 2] ?? 0) + 1);
      row.push(Math.min(...ways));
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
