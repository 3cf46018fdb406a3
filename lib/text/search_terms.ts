/**
 * The terms by which texts are found. One text gives the terms of the index; one query gives the terms
 * to ask the index for, and decides for a text whether it matches. The index, the query and the search
 * without an index share these rules, so all of them find the same.
 *
 * Chinese, Japanese and Korean are written without spaces, or with few. A run of their characters is
 * indexed as its overlapping pairs and its last character alone, so that any two characters in a row
 * are found by one term, and a single one by the beginning of a term. All other words are terms as a
 * whole. Case, width and accents make no difference.
 *
 * @module
 */

import { fold } from "./fold.ts";
import { lazy } from "./lazy.ts";

/** What is looked for: every part must occur in a text. */
export interface SearchQuery {
  /** Words that must occur as a whole, folded, each once. */
  readonly words: readonly string[];
  /** Characters that must occur in a row, folded, each run once. */
  readonly runs: readonly string[];
}

/** One condition on the terms of a text in the index. */
export interface IndexTerm {
  /** The term, or how it begins. */
  readonly term: string;
  /** Whether every term that begins so will do. */
  readonly isPrefix: boolean;
}

/** Names the rules of this module; an index that was made by others must be made anew. */
export const SEARCH_RULES = 1;

/** The longest term in UTF-16 units; of longer words the index has the beginning. */
const LONGEST_TERM = 64;

/** Accents that people leave out: of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs. */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

const RUN = String
  .raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3006\u3099\u309a\u30fc]`;

/** Runs by the first group, other words by the second. */
const parts: () => RegExp = lazy(() =>
  new RegExp(String.raw`(${RUN}+)|([[\p{L}\p{M}\p{N}]--${RUN}]+)`, "gv")
);

/**
 * The terms of a text for the index, in the order of the text and each as often as it occurs. They hold
 * letters, marks and digits alone, and no capital letter of ASCII. Never throws.
 */
export function searchTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [, run, word] of plain(text).matchAll(parts())) {
    if (word !== undefined) terms.push(shortened(word));
    if (run === undefined) continue;
    const characters = [...run];
    for (const [index, character] of characters.entries()) {
      terms.push(character + (characters[index + 1] ?? ""));
    }
  }
  return terms;
}

/** What the words of a query look for. Nothing in them has a special meaning. Never throws. */
export function searchQuery(text: string): SearchQuery {
  const { words, runs } = partsOf(text);
  return { words: [...words], runs: [...runs] };
}

/** Whether a query looks for anything; one of punctuation alone does not. Never throws. */
export function isBlank({ words, runs }: SearchQuery): boolean {
  return words.length === 0 && runs.length === 0;
}

/** Whether every part of the query occurs in the text; of a blank query it does. Never throws. */
export function isMatch({ words, runs }: SearchQuery, text: string): boolean {
  const found = partsOf(text);
  if (!words.every((word) => found.words.has(word))) return false;
  // One text to look in: query and text may both have a thousand runs.
  const all = [...found.runs].join(" ");
  return runs.every((run) => all.includes(run));
}

/**
 * What a text that matches has in the index, each condition once. A text may meet all conditions and not
 * match, if its characters stand elsewhere than in a row: ask `isMatch` as well. Never throws.
 */
export function indexTerms({ words, runs }: SearchQuery): IndexTerm[] {
  const wholes = new Set(words.map(shortened));
  const beginnings = new Set<string>();
  for (const run of runs) {
    const characters = [...run];
    if (characters.length === 1) beginnings.add(run);
    for (let index = 1; index < characters.length; index++) {
      wholes.add(`${characters[index - 1]}${characters[index]}`);
    }
  }
  return [
    ...Array.from(wholes, (term) => ({ term, isPrefix: false })),
    ...Array.from(beginnings, (term) => ({ term, isPrefix: true })),
  ];
}

/** The different words and runs of a text. */
function partsOf(text: string): { readonly words: Set<string>; readonly runs: Set<string> } {
  const [words, runs] = [new Set<string>(), new Set<string>()];
  for (const [, run, word] of plain(text).matchAll(parts())) {
    if (word !== undefined) words.add(word);
    if (run !== undefined) runs.add(run);
  }
  return { words, runs };
}

/** Without differences of case, width and accents. */
function plain(text: string): string {
  const folded = fold(text);
  if (/^[\0-\x7f]*$/.test(folded)) return folded;
  return folded.normalize("NFD").replace(ACCENTS, "").normalize("NFC");
}

function shortened(word: string): string {
  if (word.length <= LONGEST_TERM) return word;
  // A pair of surrogates stays whole.
  return word.slice(0, LONGEST_TERM).replace(/[\ud800-\udbff]$/, "");
}
