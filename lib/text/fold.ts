/**
 * Case folding, by which `Duke` and `duke` are one name. Unlike `toLowerCase()` it also folds other
 * spellings of one word: ß and ss, ς and σ, İ, I, ı and i.
 *
 * @module
 */

/** One round may produce a sequence that the next one folds; no text needs more than two rounds. */
const ROUNDS = 4;

/**
 * Folds case and width, so that texts that differ only in these are equal. The result is NFKC and folds
 * to itself. Use it to compare, never to show. Never throws.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let folded = text.normalize("NFKC");
  for (let round = 0; round < ROUNDS; round++) {
    const next = foldOnce(folded);
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

/** Converts to capitals first, which joins letters that share one, such as ς and σ or ı and i. */
function foldOnce(text: string): string {
  const folded = text.toLowerCase().toUpperCase().toLowerCase();
  // A second dot on an i is invisible; İ becomes an i with such a dot.
  return folded.replaceAll("ς", "σ").normalize("NFD").replace(/([ij])\u0307+/g, "$1")
    .normalize("NFKC");
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
