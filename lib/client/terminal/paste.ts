/**
 * What is pasted, made fit to be sent: whole lines, without anything that acts on a screen. Pure.
 *
 * @module
 */

import { sanitize } from "../../core/text.ts";

/** A paste of more lines is cut. */
export const MAX_PASTED_LINES: number = 500;

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
