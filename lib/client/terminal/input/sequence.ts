/**
 * The grammar of terminal input by ECMA-48: which sequence begins at a place in the bytes, and where it ends.
 * It uses neither keys nor the time. Pure.
 *
 * @module
 */

import { characterLength, isTrailing } from "./utf8.ts";

/** The item that begins at a place. */
export type Lexeme =
  /** Not known before more bytes come. */
  | { readonly kind: "incomplete" }
  /** Text up to the next control character or sequence. */
  | { readonly kind: "text"; readonly length: number }
  /** A control character, or DEL. */
  | { readonly kind: "control"; readonly length: number; readonly code: number }
  /** An escape that does not begin a sequence. */
  | { readonly kind: "escape"; readonly length: number }
  /** A key with Alt: an escape and one character. */
  | { readonly kind: "alt"; readonly length: number; readonly char: string }
  /** A control sequence, or, with the introducer `O`, what keypads send. */
  | {
    readonly kind: "sequence";
    readonly length: number;
    readonly introducer: "[" | "O";
    /** The bytes between introducer and final byte. */
    readonly body: string;
    readonly final: string;
  }
  /** A control string; its contents follow. */
  | { readonly kind: "string"; readonly length: number; readonly opening: Opening }
  /** A sequence that is invalid, or that the client ignores. */
  | { readonly kind: "nothing"; readonly length: number }
  /** A control sequence that is too long to be kept; its rest follows. */
  | { readonly kind: "overlong"; readonly length: number };

/** How a control string, or a paste, was opened; its end must match. */
export interface Opening {
  /** The character after the escape: `]` for OSC, `P` for DCS, `_` `^` `X`, or `[`. */
  readonly introducer: string;
  /** The bytes that introduced it: an escape and the character, or one of the C1 controls. */
  readonly bytes: Uint8Array;
}

const ESC = 0x1b;
/** The longest sequence that is kept; no known one is longer. */
const MAX_BODY = 128;

/** What the C1 control characters stand for, by what follows the escape. */
const C1: ReadonlyMap<number, string> = new Map([
  [0x8f, "O"],
  [0x90, "P"],
  [0x98, "X"],
  [0x9b, "["],
  [0x9d, "]"],
  [0x9e, "^"],
  [0x9f, "_"],
]);

const INTRODUCERS = new Set(C1.values());

/** Reports that have raw bytes after their final byte, if there are none before it. */
const RAW_BYTES: ReadonlyMap<string, number> = new Map([["M", 3], ["t", 2], ["T", 6]]);

/** What begins at a place that is within the bytes. Never throws. */
export function lexemeAt(bytes: Uint8Array, place: number): Lexeme {
  const byte = bytes[place] ?? 0;
  if (byte === ESC) return afterEscape(bytes, place);
  if (isControl(byte)) return { kind: "control", length: 1, code: byte };
  const opening = c1At(bytes, place);
  if (opening !== undefined) return opened(bytes, place, opening);
  const length = textLength(bytes, place);
  return length === 0 ? { kind: "incomplete" } : { kind: "text", length };
}

/** The bytes that introduce what begins there; undefined if they introduce nothing. */
export function openingOf(bytes: Uint8Array): Opening | undefined {
  if (bytes[0] !== ESC) return c1At(bytes, 0);
  const introducer = String.fromCharCode(bytes[1] ?? 0);
  return INTRODUCERS.has(introducer) ? { introducer, bytes: bytes.slice(0, 2) } : undefined;
}

/** Whether a byte is a control character, and so no part of text. */
function isControl(byte: number): boolean {
  return byte < 0x20 || byte === 0x7f;
}

function afterEscape(bytes: Uint8Array, place: number): Lexeme {
  const next = bytes[place + 1];
  if (next === undefined) return { kind: "incomplete" };
  if (next === ESC) return { kind: "escape", length: 1 };
  const introducer = String.fromCharCode(next);
  if (INTRODUCERS.has(introducer)) {
    return opened(bytes, place, { introducer, bytes: bytes.slice(place, place + 2) });
  }
  // The terminator of a control string, without a string.
  if (introducer === "\\") return { kind: "nothing", length: 2 };
  const length = characterLength(bytes, place + 1);
  if (length === 0) return { kind: "incomplete" };
  const end = place + 1 + Math.max(1, length);
  return { kind: "alt", length: end - place, char: decode(bytes.subarray(place + 1, end)) };
}

/** A C1 control, which is one byte, or in UTF-8 two. */
function c1At(bytes: Uint8Array, place: number): Opening | undefined {
  const length = bytes[place] === 0xc2 ? 2 : 1;
  const introducer = C1.get(bytes[place + length - 1] ?? 0);
  if (introducer === undefined) return undefined;
  return { introducer, bytes: bytes.slice(place, place + length) };
}

function opened(bytes: Uint8Array, place: number, opening: Opening): Lexeme {
  const start = place + opening.bytes.length;
  switch (opening.introducer) {
    case "[":
      return controlSequence(bytes, place, start);
    case "O":
      return keypad(bytes, place, start);
    default:
      // What it is can only be told by what it contains.
      if (bytes.length === start) return { kind: "incomplete" };
      return { kind: "string", length: start - place, opening };
  }
}

/** Keypads: digits for modifiers, and one letter. */
function keypad(bytes: Uint8Array, place: number, start: number): Lexeme {
  let end = start;
  while (isBetween(bytes[end], 0x30, 0x3b) && end - start < MAX_BODY) end += 1;
  const final = bytes[end];
  if (final === undefined) return { kind: "incomplete" };
  if (!isBetween(final, 0x40, 0x7e)) return { kind: "nothing", length: end - place };
  return sequence(bytes, { place, start, end, last: end, introducer: "O" });
}

function controlSequence(bytes: Uint8Array, place: number, start: number): Lexeme {
  // The Linux console's function keys have a second bracket and one more letter.
  if (bytes[start] === 0x5b) {
    const end = start + 1;
    if (bytes.length === end) return { kind: "incomplete" };
    return sequence(bytes, { place, start, end, last: end, introducer: "[" });
  }
  let end = start;
  while (isBetween(bytes[end], 0x20, 0x3f)) {
    if (isShiftedByRxvt(bytes, start, end)) break;
    end += 1;
    if (end - start > MAX_BODY) return { kind: "overlong", length: end - place };
  }
  const final = bytes[end];
  if (final === undefined) return { kind: "incomplete" };
  if (final !== 0x24 && !isBetween(final, 0x40, 0x7e)) {
    return { kind: "nothing", length: end - place };
  }
  const rawCount = end === start ? RAW_BYTES.get(String.fromCharCode(final)) : undefined;
  const last = rawCount === undefined ? end : lastRawByte(bytes, end, rawCount);
  if (last === undefined) return { kind: "incomplete" };
  return sequence(bytes, { place, start, end, last, introducer: "[" });
}

/** rxvt ends keys with Shift by `$`, which by the standard ends nothing: `CSI 3 $`. */
function isShiftedByRxvt(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end] !== 0x24 || end === start || end - start > 2) return false;
  return bytes.subarray(start, end).every((byte) => isBetween(byte, 0x30, 0x39));
}

interface Span {
  readonly place: number;
  readonly start: number;
  /** Where the final byte is. */
  readonly end: number;
  /** Where the last byte is that belongs to it. */
  readonly last: number;
  readonly introducer: "[" | "O";
}

function sequence(bytes: Uint8Array, { place, start, end, last, introducer }: Span): Lexeme {
  const body = decode(bytes.subarray(start, end));
  const final = String.fromCharCode(bytes[end] ?? 0);
  return { kind: "sequence", length: last + 1 - place, introducer, body, final };
}

/**
 * Where the raw values after a final byte end; undefined if they are not complete. One that is past
 * 127 may be one byte, as X10 mouse reports have it, or two, as their mode for UTF-8 has it.
 */
function lastRawByte(bytes: Uint8Array, final: number, rawCount: number): number | undefined {
  let end = final + 1;
  for (let count = 0; count < rawCount; count++) {
    const byte = bytes[end];
    if (byte === undefined) return undefined;
    // Another item begins here: the values were single bytes, or the report is broken.
    if (byte !== 0 && isControl(byte)) break;
    const isLead = isBetween(byte, 0xc2, 0xdf);
    if (isLead && bytes[end + 1] === undefined) return undefined;
    end += isLead && isTrailing(bytes[end + 1]) ? 2 : 1;
  }
  return end - 1;
}

/** The length of the text at a place; 0 if its first character is not complete. */
function textLength(bytes: Uint8Array, place: number): number {
  let end = place;
  while (end < bytes.length) {
    const byte = bytes[end] ?? 0;
    if (isControl(byte)) break;
    if (end > place && c1At(bytes, end) !== undefined) break;
    const length = characterLength(bytes, end);
    if (length === 0) break;
    // Bytes that are not UTF-8 become U+FFFD, one for each byte.
    end += Math.max(1, length);
  }
  return end - place;
}

function isBetween(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && byte >= low && byte <= high;
}

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}
