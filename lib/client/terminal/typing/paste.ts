/**
 * Makes pasted text safe to send: whole lines, without characters that act on a screen. Pure.
 *
 * @module
 */

import { sanitize } from "../../../text/sanitize.ts";
import { MAX_PASTE } from "../input/paste_reader.ts";

/** The most lines of a paste; the rest is cut off. */
export const MAX_PASTED_LINES: number = 500;

/** A paste as the terminal sent it. */
export interface Paste {
  /** The text. */
  readonly text: string;
  /** Whether more was pasted than this. */
  readonly isCut: boolean;
}

/** The paste that a key is. */
export function pasteOf({ text, isCut = false }: { text: string; isCut?: boolean }): Paste {
  return { text, isCut };
}

/** The part of a paste that is kept. */
export interface PastedLines {
  /** Whole lines; but a single line that is too long is cut. */
  readonly lines: readonly string[];
  /** Whether more was pasted than these. */
  readonly isCut: boolean;
}

/**
 * Removes characters that act on the screen from typed text. A mark or a joiner may come alone, because it may
 * belong to the text before it; the daemon checks the whole line.
 */
export function cleanTyped(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, "\ufffd");
}

/** The lines of pasted text, without blank lines at its end. */
export function cleanPaste(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => sanitize(line.replaceAll("\t", "    ")));
  while (lines.length > 1 && lines.at(-1)?.trim() === "") lines.pop();
  return lines;
}

/** The part of a paste that is kept: at most `MAX_PASTED_LINES`, and no line that was cut in the middle. */
export function linesOf(paste: Paste): PastedLines {
  const { text, isCut } = cutAtLine(paste);
  const isCutWithin = isCut && !/[\r\n]$/.test(text);
  const lines = cleanPaste(text);
  if (isCutWithin && lines.length > 1) lines.pop();
  const kept = lines.slice(0, MAX_PASTED_LINES);
  return { lines: kept, isCut: isCut || kept.length < lines.length };
}

/** A paste up to the end of the line in which the limit is. */
function cutAtLine({ text, isCut }: Paste): Paste {
  if (text.length <= MAX_PASTE) return { text, isCut };
  const rest = text.slice(MAX_PASTE - 1).search(/[\r\n]/);
  if (rest < 0) return { text, isCut };
  const end = MAX_PASTE + rest;
  return { text: text.slice(0, end), isCut: isCut || text.slice(end).trim() !== "" };
}

/** Joins two pastes: the second continues the last line of the first, or begins a new line. */
export function joinPastes(first: Paste, second: Paste, isContinued: boolean): Paste {
  if (first.isCut || first.text.length > MAX_PASTE) return { ...first, isCut: true };
  const isApart = !isContinued && !/[\r\n]$/.test(first.text);
  const text = first.text + (isApart ? "\n" : "") + second.text;
  return { text, isCut: second.isCut };
}
