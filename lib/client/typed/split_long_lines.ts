/**
 * Splits requests that are longer than the daemon's limit for a line: long text becomes several parts; text that
 * cannot be split is cut. Never inside a grapheme cluster, and between words if possible. Pure.
 *
 * @module
 */

import type { Sendable } from "./request.ts";

/** The longest line that a daemon accepts. */
export interface LineLimit {
  /** Bytes. */
  readonly bytes: number;
  /** Whether text is measured as it is said; otherwise as it stands in a line of JSON. */
  readonly isText: boolean;
}

/** A request that fits. */
export interface SplitLine {
  /** What to send, in order; at least one. */
  readonly parts: readonly Sendable[];
  /** Whether the end of the text was cut off. */
  readonly isCut: boolean;
}

/** A daemon that does not tell its limit has this one, unless its operator chose another. */
export const USUAL_LIMIT: LineLimit = { bytes: 4096, isText: false };

/** The most parts of one line; the rest of it is left out. */
export const MAX_PARTS = 16;

/** Room for the other bytes around a text in a line of JSON. */
const JSON_FRAME_BYTES = 40;
/** A character as people see it may be longer than any text; so much of it is looked at. */
const LOOK_AHEAD = 64;

/** What is said in parts if it is too long; of other requests the end is cut off. */
const SAID: ReadonlySet<string> = new Set(["say", "me", "private"]);

const encoder = new TextEncoder();

/** Fits a request into a line; most are returned unchanged. Never throws. */
export function splitLongLine(request: Sendable, limit: LineLimit): SplitLine {
  const field = longField(request);
  const text = field === undefined ? undefined : request[field];
  if (field === undefined || typeof text !== "string") return { parts: [request], isCut: false };
  const space = spaceFor(request, field, limit);
  if (isShort(text, space)) return { parts: [request], isCut: false };
  const { pieces, isCut } = splitText(text, space);
  const parts = pieces.map((piece) => ({ ...request, [field]: piece }));
  if (SAID.has(request.type)) return { parts, isCut };
  return { parts: parts.slice(0, 1), isCut: isCut || parts.length > 1 };
}

/** The argument that may be long: the last one, which takes the rest of a typed line. */
function longField(request: Sendable): string | undefined {
  return Object.keys(request).filter((field) => field !== "type").at(-1);
}

/** The limit of a line beside the rest of the request. */
function spaceFor(request: Sendable, field: string, { bytes, isText }: LineLimit): LineLimit {
  if (isText) return { bytes, isText };
  const frame = encoder.encode(JSON.stringify({ ...request, [field]: "" })).length;
  return { bytes: Math.max(1, bytes - Math.max(JSON_FRAME_BYTES, frame)), isText };
}

/** Without measuring, for nearly every line: a unit of UTF-16 is at most six bytes of JSON. */
function isShort(text: string, space: LineLimit): boolean {
  return text.length * 6 <= space.bytes || lengthOf(text, space) <= space.bytes;
}

function lengthOf(text: string, { isText }: LineLimit): number {
  // The two quotes are part of the frame.
  return encoder.encode(isText ? text : JSON.stringify(text).slice(1, -1)).length;
}

function splitText(text: string, space: LineLimit): { pieces: string[]; isCut: boolean } {
  const pieces: string[] = [];
  let from = 0;
  while (from < text.length && pieces.length < MAX_PARTS) {
    const to = endOfPiece(text, from, space);
    pieces.push(text.slice(from, to));
    from = to;
  }
  return { pieces, isCut: from < text.length };
}

/** Where the longest piece ends that fits and begins at `from`. */
function endOfPiece(text: string, from: number, space: LineLimit): number {
  let used = 0;
  let end = from;
  for (const char of codePoints(text, from)) {
    used += lengthOf(char, space);
    if (used > space.bytes && end > from) break;
    end += char.length;
    if (used > space.bytes) return end;
  }
  if (end === text.length) return end;
  const piece = text.slice(from, end + LOOK_AHEAD);
  // Made only here: it costs a tenth of a start.
  const whole = new Intl.Segmenter().segment(piece).containing(end - from)?.index ?? 0;
  // A single character that is longer than a line is cut between its code points.
  if (whole === 0) return end;
  return from + endOfWord(piece, whole);
}

/** The last place after white space in the second half of the piece; otherwise its end. */
function endOfWord(piece: string, end: number): number {
  if (/\s/.test(piece.charAt(end - 1))) return end;
  for (let at = end - 1; at > end / 2; at--) {
    // White space that carries a mark is one character with it.
    if (/\s/.test(piece.charAt(at - 1)) && !/^[\p{M}\u200d]/u.test(piece.slice(at, at + 2))) {
      return at;
    }
  }
  return end;
}

function* codePoints(text: string, from: number): Generator<string> {
  for (let at = from; at < text.length;) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    yield char;
    at += char.length;
  }
}
