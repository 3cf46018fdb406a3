/**
 * Finds the word that somebody probably meant.
 *
 * @module
 */

/** More than this is no slip of the finger, and comparing it would only cost time. */
const MAX_LENGTH = 40;

/**
 * The word nearest to what was typed: the only one that begins so, or one within two slips (a letter
 * too many, too few, wrong, or swapped with its neighbour). Undefined if none is near, or several
 * begin so. Never throws.
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
