/**
 * Examines the first line of a connection as bytes, while it comes: whether it is text, and its
 * protocol if it is too long to be kept. Protocols without line ends are only detected here.
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

/** A request line without its end; the rest is assumed to be valid. */
const OPEN_REQUEST = /^([A-Z][A-Z0-9_-]* \S+)(?: \S{0,8})?$/;
const LIKELY_REQUEST = "$1 HTTP/1.1";

/**
 * Examines the first line of one connection. Holds some hundred bytes of a line of any length: the
 * beginning of each word. Linear in the bytes. Never throws.
 */
export class FirstLine {
  #text = "";
  #words = 1;
  #wordBytes = 0;
  #isFull = false;

  /**
   * Takes the next bytes of the line, which has not ended before them. Returns the protocol of the line
   * as soon as it is certain.
   */
  add(part: Uint8Array): Protocol | undefined {
    const isAtStart = this.#text.length < SNIFFED_BYTES;
    this.#keep(part);
    const known = isAtStart ? sniffBytes(this.#text.slice(0, SNIFFED_BYTES)) : undefined;
    return known ?? (part.includes(NUL) && !isCommand(this.#text) ? "binary" : undefined);
  }

  /**
   * The protocol of a line that is too long to be kept: a web page can make a browser send a target of
   * any length, and the next lines would appear in the room. `hasEnded` is whether the line is complete.
   */
  protocolOf(hasEnded: boolean): Protocol | undefined {
    const text = hasEnded ? this.#text : this.#text.replace(OPEN_REQUEST, LIKELY_REQUEST);
    const verdict = sniffLines([{ text }]);
    return verdict === "more" ? undefined : verdict;
  }

  /** Keeps the beginning of each word, so that a line of any length can be matched. */
  #keep(part: Uint8Array): void {
    let at = 0;
    while (at < part.length && !this.#isFull) {
      const space = part.indexOf(SPACE, at);
      const end = space < 0 ? part.length : space;
      const stop = Math.min(end, at + SNIFFED_WORD - this.#wordBytes);
      this.#wordBytes += stop - at;
      // In a loop, because to spread the bytes would make an object for each of them.
      for (; at < stop; at++) this.#text += String.fromCharCode(part[at] ?? 0);
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
