/**
 * Collects the bytes of a connection into heads of requests, bounded. What cannot become a head is refused
 * as soon as that is known, and not when the head would end. Pure.
 *
 * @module
 */

import type { BadHead } from "./request.ts";
import {
  BAD_REQUEST,
  HEAD_TOO_LARGE,
  MAX_HEAD,
  parseHead,
  parseRequestLine,
  type RequestHead,
} from "./request.ts";

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const DELETE = 127;

/** The size of the buffer at first; most heads of scripts fit, those of browsers take one more step. */
const FIRST_BUFFER = 512;

/**
 * The heads of one connection, one after the other. Linear in the bytes, whatever the chunks: each byte is
 * looked at once, and a head is read once. Holds one head and what came behind it.
 */
export class HeadReader {
  #buffer = new Uint8Array(FIRST_BUFFER);
  #length = 0;
  /** How many bytes have been looked at. */
  #seen = 0;
  /** Where the line under way begins. */
  #lineStart = 0;

  /** Whether nothing of a head has come. */
  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** What has come behind the last head. */
  get rest(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }

  /** Takes bytes; copies them. Call it only after `next` has given undefined, so that few are held. */
  add(chunk: Uint8Array): void {
    const length = this.#length + chunk.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#length);
    this.#length = length;
  }

  /**
   * The next head, taken out of what has come; undefined if more bytes are needed. After a bad one there is
   * none. Never throws.
   */
  next(): RequestHead | BadHead | undefined {
    const end = Math.min(this.#length, MAX_HEAD);
    const bytes = this.#buffer;
    let before = bytes[this.#seen - 1];
    for (let at = this.#seen; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === LF) {
        this.#seen = at + 1;
        const ended = before === CR ? this.#endLine() : BAD_REQUEST;
        if (ended !== undefined) return ended;
      } else if (before === CR || !mayStand(byte)) return BAD_REQUEST;
      before = byte;
    }
    this.#seen = end;
    return end >= MAX_HEAD ? HEAD_TOO_LARGE : undefined;
  }

  /** A line is complete: the first one is checked, and an empty one ends the head. */
  #endLine(): RequestHead | BadHead | undefined {
    const start = this.#lineStart;
    const end = this.#seen - 2;
    this.#lineStart = this.#seen;
    if (start > 0) return end === start ? this.#take() : undefined;
    const first = parseRequestLine(String.fromCharCode(...this.#buffer.subarray(0, end)));
    return "kind" in first ? first : undefined;
  }

  #take(): RequestHead | BadHead {
    const head = parseHead(this.#buffer.subarray(0, this.#seen));
    this.#buffer.copyWithin(0, this.#seen, this.#length);
    this.#length -= this.#seen;
    this.#seen = 0;
    this.#lineStart = 0;
    return head;
  }
}

/** Whether a byte may be in a line, or be the CR at its end. */
function mayStand(byte: number): boolean {
  return byte >= SPACE ? byte !== DELETE : byte === CR || byte === TAB;
}
