/**
 * Makes any text fit for a log line or a sentence on a terminal: nothing that moves a cursor,
 * reorders or hides text gets through. Chat text has its own rules in `sanitize.ts`; here the
 * original stays readable, as `\u{1b}`, for whoever looks for the cause of something.
 *
 * @module
 */

/** Controls, formats, surrogates, private and unassigned code points, separators, the invisible. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Writes every code point that cannot be seen as `\u{...}`. Never throws. */
export function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * The same for text that is JSON already: its own escapes, so that a parser gives the original
 * back. Never throws.
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

/** Cuts text to so many UTF-16 units, never through a code point; `…` shows the cut. Never throws. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const isInsidePair = (text.codePointAt(limit - 1) ?? 0) > 0xffff;
  return `${text.slice(0, isInsidePair ? limit - 1 : limit)}…`;
}

/**
 * Text between double quotes, with `"` and `\` escaped, and shortened to 200 units so that a
 * sentence stays one. Never throws.
 */
export function quote(text: string, limit = 200): string {
  return `"${escapeUnprintable(shorten(text, limit).replace(/["\\]/g, "\\$&"))}"`;
}
