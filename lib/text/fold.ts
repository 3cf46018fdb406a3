/**
 * Case folding: what makes `Duke` and `duke` one name. It goes beyond `toLowerCase()` where two
 * spellings of one word would otherwise count as two: ß and ss, ς and σ, İ, I, ı and i.
 *
 * @module
 */

/** One round may make a sequence that the next one folds on; two rounds are the most that occur. */
const ROUNDS = 4;

/**
 * Folds case and width, so that texts which differ in nothing else come out equal. The result is
 * NFKC and folds to itself. For comparing, never for showing. Never throws.
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

/** The way over capitals joins letters that share one, such as ς and σ or ı and i. */
function foldOnce(text: string): string {
  const folded = text.toLowerCase().toUpperCase().toLowerCase();
  // A second dot on an i cannot be seen; İ comes out as one.
  return folded.replaceAll("ς", "σ").normalize("NFD").replace(/([ij])\u0307+/g, "$1")
    .normalize("NFKC");
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
