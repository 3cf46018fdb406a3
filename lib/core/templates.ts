/**
 * Sentences recognised by their English form and said in another language: what some other part has
 * said in English alone need not know that it will be translated. Pure.
 *
 * @module
 */

/** An English form, with `{}` for each part that varies, and the same in another language. */
export type Template = readonly [english: string, other: string];

/**
 * Says a sentence by the first template that it fits, with its parts as they were; a sentence that
 * fits none stays English, which is better than silence. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { translate } from "./templates.ts";
 *
 * assertEquals(translate("idle for 5m", [["idle for {}", "静默 {}"]]), "静默 5m");
 * ```
 */
export function translate(english: string, templates: readonly Template[]): string {
  for (const [pattern, other] of templates) {
    const parts = partsOf(english, pattern.split("{}"));
    if (parts === undefined) continue;
    return other.split("{}").map((piece, index) => piece + (parts[index] ?? "")).join("");
  }
  return english;
}

/** What stands between the pieces of a text; undefined if it is not made of them. */
function partsOf(text: string, pieces: readonly string[]): string[] | undefined {
  const [first = "", ...others] = pieces;
  if (!text.startsWith(first)) return undefined;
  const parts: string[] = [];
  let at = first.length;
  for (const [index, piece] of others.entries()) {
    const isLast = index === others.length - 1;
    const next = isLast && text.endsWith(piece)
      ? text.length - piece.length
      : text.indexOf(piece, at);
    if (next < at) return undefined;
    parts.push(text.slice(at, next));
    at = next + piece.length;
  }
  return at === text.length ? parts : undefined;
}
