/**
 * Recognises who came to the wrong port, a web browser or a TLS client, by the first bytes, and
 * says why they are refused. Pure; what follows from it is the session's business.
 *
 * @module
 */

import type { Refusal } from "../core/notice.ts";

/** What a TLS client is told on a port that speaks plain text. */
export const TLS_REFUSAL: Refusal = { code: "refused", why: "tls" };

/** What a web browser is told. */
export const HTTP_REFUSAL: Refusal = { code: "refused", why: "http" };

/**
 * A request line (RFC 9112, section 3), or the first line of HTTP/2 (RFC 9113, section 3.4). All
 * of it must match, so that `GET well soon` is chat; methods that are in use have no small letters.
 */
const HTTP_REQUEST = /^[A-Z][A-Z-]* \S+ HTTP\/\d+(?:\.\d+)? *$/;
const METHOD = /^[A-Z][A-Z-]*$/;
const VERSION = /^HTTP\/\d+(?:\.\d+)? *$/;

/** More characters than any method or version in use has. */
const MAX_WORD = 32;
const SPACE = 0x20;

/** What to answer a first line with that is an HTTP request; undefined for others. Never throws. */
export function wrongVisitor(firstLine: string): Refusal | undefined {
  return HTTP_REQUEST.test(firstLine) ? HTTP_REFUSAL : undefined;
}

/**
 * The same for a first line that is too long to be kept: a web page can make a browser send a target
 * of any length, and what follows it would be said aloud. Holds one word at most. Never throws.
 */
export class LongRequestLine {
  #part: "method" | "target" | "version" | "none" = "method";
  /** The method or the version; of a target its first character. */
  #word = "";

  /** Takes the next bytes of the line. */
  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#part === "none") return;
      this.#take(byte);
    }
  }

  /** Whether the line, which has ended, is an HTTP request. */
  get isRequest(): boolean {
    return this.#part === "version" && VERSION.test(this.#word);
  }

  /** Whether the line, which goes on, may still turn out to be one; it has come to the target. */
  get isOpen(): boolean {
    return this.#part === "version" || this.#part === "target" && this.#word !== "";
  }

  #take(byte: number): void {
    if (byte === SPACE && this.#part !== "version") return this.#endWord();
    if (this.#part === "target" && this.#word !== "") return;
    this.#word += String.fromCharCode(byte);
    if (this.#word.length > MAX_WORD) this.#part = "none";
  }

  #endWord(): void {
    if (this.#part === "method") this.#part = METHOD.test(this.#word) ? "target" : "none";
    else this.#part = this.#word === "" ? "none" : "version";
    this.#word = "";
  }
}

const HANDSHAKE_RECORD = 0x16;
const MAJOR_VERSION = 0x03;
const HIGHEST_MINOR_VERSION = 0x04;

/** The bytes that a TLS hello is known by: the record's type and its version. */
export const TLS_HELLO_BYTES = 3;

/** What a TLS hello begins with; the byte after these says the minor version. */
export const TLS_HELLO_START: readonly number[] = [HANDSHAKE_RECORD, MAJOR_VERSION];

/**
 * Matches the first bytes of a connection against a TLS handshake record (RFC 8446, section 5.1)
 * of any version, however they are cut. `matched` is the result for the bytes before, 0 at first;
 * the result is how many of the `TLS_HELLO_BYTES` match so far: all of them is a TLS client, and
 * undefined is none. Never throws.
 */
export function matchTlsHello(matched: number, chunk: Uint8Array): number | undefined {
  let count = matched;
  for (const byte of chunk.subarray(0, TLS_HELLO_BYTES - matched)) {
    const isMatch = count < TLS_HELLO_START.length
      ? byte === TLS_HELLO_START[count]
      : byte <= HIGHEST_MINOR_VERSION;
    if (!isMatch) return undefined;
    count += 1;
  }
  return count;
}
