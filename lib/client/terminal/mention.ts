/**
 * Finds mentions of a name: as a whole word, in any case, also in scripts without blanks between words.
 * Pure.
 *
 * @module
 */

const WORD = /[\p{L}\p{M}\p{N}_]/u;
/** Scripts whose words stand side by side without blanks. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Whether a text has a name in it as a whole word.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { mentions } from "./mention.ts";
 *
 * assertEquals(mentions("hi Ann!", "ann"), true);
 * assertEquals(mentions("an annex", "ann"), false);
 * assertEquals(mentions("你好ann在吗", "ann"), true);
 * ```
 */
export function mentions(text: string, name: string): boolean {
  const where = fold(text);
  const what = fold(name);
  if (what === "") return false;
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    const end = at + what.length;
    if (
      isEdge(charBefore(where, at), charAt(what, 0)) &&
      isEdge(charAt(where, end), charBefore(what, what.length))
    ) return true;
  }
  return false;
}

/** Whether a word may end between two neighbours, the outer one and the name's own. */
function isEdge(outer: string, own: string): boolean {
  return !WORD.test(outer) || !WORD.test(own) || UNSPACED.test(outer) || UNSPACED.test(own);
}

function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function charBefore(text: string, at: number): string {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? "";
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
