/**
 * The first line of a connection as bytes, while it comes: whether it is text at all, and what it is
 * if it is too long to be kept. A protocol that ends no line is known here, and nowhere else.
 *
 * @module
 */

import type { Protocol } from "../core/notice.ts";
import {
  isCommand,
  MORE_WORDS,
  sniffBytes,
  SNIFFED_BYTES,
  SNIFFED_WORD,
  SNIFFED_WORDS,
  sniffLines,
} from "./sniff.ts";

const SPACE = 0x20;
const NUL = 0;

/** Of a request that has not ended, the rest is taken for granted. */
const OPEN_REQUEST = /^([A-Z][A-Z0-9_-]* \S+)(?: \S{0,8})?$/;
const LIKELY_REQUEST = "$1 HTTP/1.1";

/**
 * Looks at the first line of one connection. Holds some hundred bytes of it, however long it is: of each
 * word the beginning. Linear in the bytes. Never throws.
 */
export class FirstLine {
  #text = "";
  #words = 1;
  #wordBytes = 0;
  #isFull = false;

  /**
   * Takes the next bytes of the line, which has not ended before them. The protocol that the line is
   * known to belong to now, whatever follows.
   */
  add(part: Uint8Array): Protocol | undefined {
    const isAtStart = this.#text.length < SNIFFED_BYTES;
    this.#keep(part);
    const known = isAtStart ? sniffBytes(this.#text.slice(0, SNIFFED_BYTES)) : undefined;
    return known ?? (part.includes(NUL) && !isCommand(this.#text) ? "binary" : undefined);
  }

  /**
   * What a line is that is too long to be kept: a web page can make a browser send a target of any
   * length, and what follows it would be said aloud. `hasEnded` is whether all of it was seen.
   */
  protocolOf(hasEnded: boolean): Protocol | undefined {
    const text = hasEnded ? this.#text : this.#text.replace(OPEN_REQUEST, LIKELY_REQUEST);
    const verdict = sniffLines([{ text }]);
    return verdict === "more" ? undefined : verdict;
  }

  /** Words are cut, so that a line of any length keeps its shape. */
  #keep(part: Uint8Array): void {
    let at = 0;
    while (at < part.length && !this.#isFull) {
      const space = part.indexOf(SPACE, at);
      const end = space < 0 ? part.length : space;
      const taken = part.subarray(at, Math.min(end, at + SNIFFED_WORD - this.#wordBytes));
      this.#text += String.fromCharCode(...taken);
      this.#wordBytes += taken.length;
      if (space >= 0) this.#endWord();
      at = end + 1;
    }
  }

  #endWord(): void {
    this.#isFull = this.#words === SNIFFED_WORDS;
    this.#text += this.#isFull ? ` ${MORE_WORDS}` : " ";
    this.#words += 1;
    this.#wordBytes = 0;
  }
}
