/**
 * What is pasted, made fit to be sent: whole lines, without anything that acts on a screen. Pure.
 *
 * @module
 */

import { sanitize } from "../../text/sanitize.ts";
import { MAX_PASTE } from "./input/paste_reader.ts";

/** A paste of more lines is cut. */
export const MAX_PASTED_LINES: number = 500;

/** What was pasted, as it came. */
export interface Paste {
  /** The text. */
  readonly text: string;
  /** Whether more was pasted than this. */
  readonly isCut: boolean;
}

/** What is kept of a paste. */
export interface PastedLines {
  /** Whole lines; but if there is one alone, as much of it as is kept. */
  readonly lines: readonly string[];
  /** Whether more was pasted than these. */
  readonly isCut: boolean;
}

/**
 * Typed text without what would act on the screen. A mark or a joiner may come alone, to join what
 * was typed before; the daemon judges the whole.
 */
export function cleanTyped(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, "\ufffd");
}

/** The lines of pasted text; a line end at its end makes no further line, blank ends are dropped. */
export function cleanPaste(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => sanitize(line.replaceAll("\t", "    ")));
  while (lines.length > 1 && lines.at(-1)?.trim() === "") lines.pop();
  return lines;
}

/** What is kept of a paste: so many lines, and none that was cut in its middle. */
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

/** Two pastes as one: the second goes on where the first ended, or begins a line of its own. */
export function joinPastes(first: Paste, second: Paste, isContinued: boolean): Paste {
  if (first.isCut || first.text.length > MAX_PASTE) return { ...first, isCut: true };
  const isApart = !isContinued && !/[\r\n]$/.test(first.text);
  const text = first.text + (isApart ? "\n" : "") + second.text;
  return { text, isCut: second.isCut };
}
