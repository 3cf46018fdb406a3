/**
 * What was sent from the box before: Up brings it back. PURE.
 *
 * @module
 */

/** The most texts that are remembered. */
const MOST = 100;

/** The texts that were sent, and the one that is shown of them. */
export class SentLines {
  readonly #texts: string[] = [];
  #at = 0;
  #draft = "";

  /** Remembers a text, unless it is the last one again. */
  add(text: string): void {
    if (text !== this.#texts.at(-1)) this.#texts.push(text);
    if (this.#texts.length > MOST) this.#texts.shift();
    this.#at = this.#texts.length;
  }

  /** The text before, or undefined if there is none. `shown` stands in the box: what is no sent text is kept as the draft. */
  older(shown: string): string | undefined {
    if (this.#at === 0) return undefined;
    if (!this.#isShown(shown)) {
      this.#at = this.#texts.length;
      this.#draft = shown;
      if (this.#at === 0) return undefined;
    }
    return this.#texts[--this.#at];
  }

  /** The text after, at last the draft; undefined if `shown` is none of the texts. */
  newer(shown: string): string | undefined {
    if (!this.#isShown(shown)) return undefined;
    this.#at++;
    return this.#texts[this.#at] ?? this.#draft;
  }

  /** Whether the box shows one of the texts as it was sent. */
  #isShown(shown: string): boolean {
    return this.#at < this.#texts.length && this.#texts[this.#at] === shown;
  }
}
