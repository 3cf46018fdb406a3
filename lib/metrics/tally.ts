/**
 * Counts by a word, such as a reason or a kind. Pure.
 *
 * @module
 */

/** The most different words; beyond them, all others count as one. The words are codes of this program. */
export const MAX_WORDS = 100;

/** What counts when there are too many words. */
const OTHER = "other";

/** Counts that only rise. Never throws. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** These words are counted from 0, so that they are shown before they first occur. */
  constructor(words: Iterable<string> = []) {
    for (const word of words) this.#counts.set(word, 0);
  }

  /** Counts one. */
  add(word: string): void {
    const isKnown = this.#counts.has(word) || this.#counts.size < MAX_WORDS;
    const key = isKnown ? word : OTHER;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** How often each word was counted. */
  entries(): Iterable<readonly [string, number]> {
    return this.#counts;
  }
}
