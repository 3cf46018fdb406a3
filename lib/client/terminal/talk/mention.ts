/**
 * Finds mentions of a name or another word: as a whole word, in any case, also in scripts without blanks between
 * words. What belongs to a longer name, a mail address, a web address or a path is no mention. Pure.
 *
 * @module
 */

const WORD = /[\p{L}\p{M}\p{N}_]/u;
/** Between two letters these make one word of both: a longer name, a host or a mail address. */
const JOINER = /[-.@]/;

/** Scripts whose words stand side by side without blanks. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What an address goes on with: not blanks, not those scripts, not their punctuation. */
const REST = String
  .raw`[^\s\u3000-\u303f\uff00-\uffef\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;

/**
 * Addresses and paths: `https://x.org/ann`, `x.org/ann`, `ann+list@x.org`, `~/ann`. Each begins where nothing
 * stands before that it could go on with, so that the search takes time in proportion to the text.
 */
const ADDRESS = new RegExp(
  [
    String.raw`(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/${REST}+`,
    String.raw`(?<![\w@.-])[\w-]+(?:\.[\w-]+)+\/${REST}*`,
    String.raw`(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)*`,
    String.raw`(?<!\S)(?:~|\.{1,2})?\/[^\s\/]${REST}*`,
  ].join("|"),
  "giu",
);

/** Words that may be a part of an address by chance: what names are made of. */
const NAME_LIKE = /^[\p{L}\p{M}\p{N}._-]+$/u;

/**
 * Whether a text has one of these words in it as a whole word. An empty word is in no text. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { mentions } from "./mention.ts";
 *
 * assertEquals(mentions("hi Ann!", "ann"), true);
 * assertEquals(mentions("an annex", "ann"), false);
 * assertEquals(mentions("hi ann-marie", "ann"), false);
 * assertEquals(mentions("你好ann在吗", "ann"), true);
 * ```
 */
export function mentions(text: string, ...words: readonly string[]): boolean {
  const whole = fold(text);
  const found = words.map(fold).filter((word) => word !== "" && whole.includes(word));
  if (found.length === 0) return false;
  const prose = fold(text.replace(ADDRESS, " "));
  return found.some((word) => hasWord(NAME_LIKE.test(word) ? prose : whole, word));
}

function hasWord(text: string, word: string): boolean {
  const last = charBefore(word, word.length);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const before = charBefore(text, at);
    const after = charAt(text, end);
    if (
      isEdge(charAt(word, 0), before, charBefore(text, at - before.length)) &&
      isEdge(last, after, charAt(text, end + after.length))
    ) return true;
  }
  return false;
}

/** Whether a word may end with its own character, beside the next one and the one beyond that. */
function isEdge(own: string, next: string, beyond: string): boolean {
  if (!WORD.test(own) || UNSPACED.test(own)) return true;
  const joined = JOINER.test(next) ? beyond : next;
  return !WORD.test(joined) || UNSPACED.test(joined);
}

function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function charBefore(text: string, at: number): string {
  return [...text.slice(Math.max(0, at - 2), Math.max(0, at))].at(-1) ?? "";
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
