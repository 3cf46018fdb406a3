/**
 * Finds names in texts: as whole words, in any case, also in scripts without blanks between words. PURE.
 *
 * @module
 */

const WORD = /[\p{L}\p{M}\p{N}_]/u;
/** Scripts whose words stand side by side without blanks. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** Whether a text has a word in it, not as a part of another. An empty word is nowhere. Never throws. */
export function mentions(text: string, word: string): boolean {
  const where = fold(text);
  const what = fold(word);
  if (what === "") return false;
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    const end = at + what.length;
    const isWord = isBorder(before(where, at), first(what)) &&
      isBorder(first(where.slice(end)), before(what, what.length));
    if (isWord) return true;
  }
  return false;
}

/** The form in which names are compared: those of people and of rooms. Never throws. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Whether a word may end between two neighbours: the outer character and the word's own. */
function isBorder(outer: string, own: string): boolean {
  return !WORD.test(outer) || !WORD.test(own) || UNSPACED.test(outer) || UNSPACED.test(own);
}

function first(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function before(text: string, at: number): string {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? "";
}
