/**
 * Makes any text safe for a log line or a sentence on a terminal: escapes all characters that move a
 * cursor, reorder or hide text. Chat text has its own rules in `sanitize.ts`. Here the original stays
 * readable, as `\u{1b}`, for debugging.
 *
 * @module
 */

/** Controls, formats, surrogates, private, unassigned and invisible code points, and separators. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Writes every invisible code point as `\u{...}`. Never throws. */
export function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * The same for JSON text: uses JSON escapes, so that a parser returns the original. Never throws.
 */
export function escapeUnprintableJson(json: string): string {
  return json.replace(UNPRINTABLE, (char) => {
    let escaped = "";
    for (let i = 0; i < char.length; i++) {
      escaped += `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`;
    }
    return escaped;
  });
}

/** Cuts text to `limit` UTF-16 units, never inside a code point; `…` marks the cut. Never throws. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const isInsidePair = (text.codePointAt(limit - 1) ?? 0) > 0xffff;
  return `${text.slice(0, isInsidePair ? limit - 1 : limit)}…`;
}

/**
 * Text in double quotes, with `"` and `\` escaped, and shortened to 200 units so that the sentence
 * around it stays readable. Never throws.
 */
export function quote(text: string, limit = 200): string {
  return `"${escapeUnprintable(shorten(text, limit).replace(/["\\]/g, "\\$&"))}"`;
}
