/**
 * Line editing for people whose terminal does not do it: backspace and similar characters are applied
 * before any other code reads the line. Pure.
 *
 * @module
 */

/** The byte that replaces telnet's EC (erase character). */
export const ERASE_CHARACTER = 0x7f;

/** The byte that replaces telnet's EL (erase line). */
export const ERASE_LINE = 0x15;

// deno-lint-ignore no-control-regex
const EDIT = /[\x08\x15\x17\x7f]/;
const PLAIN = /^[\x20-\x7e]*$/;
const BLANK = /^\s/;

/** Longer than any real character; a longer one is not joined with the text that follows. */
const MAX_JOINED_UNITS = 64;

/**
 * Applies the edits in a line. BS (08) and DEL (7f) remove the grapheme cluster before; NAK (15, Ctrl-U)
 * everything before; ETB (17, Ctrl-W) the word before, with the blanks after it. An edit with nothing
 * before it does nothing. Linear in the length. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { edit } from "./editing.ts";
 *
 * assertEquals(edit("helo\blo"), "hello");
 * assertEquals(edit("secret\x15public"), "public");
 * ```
 */
export function edit(line: string): string {
  if (!EDIT.test(line)) return line;
  const draft = new Draft();
  let from = 0;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (!EDIT.test(character)) continue;
    draft.type(line.slice(from, at));
    draft.apply(character);
    from = at + 1;
  }
  draft.type(line.slice(from));
  return draft.text;
}

/** A line while it is edited. */
class Draft {
  /** Its grapheme clusters. */
  readonly #characters: string[] = [];
  readonly #segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

  get text(): string {
    return this.#characters.join("");
  }

  /** Adds text. Text after an edit, such as a mark, may still belong to the character before. */
  type(text: string): void {
    if (PLAIN.test(text)) {
      for (const character of text) this.#characters.push(character);
      return;
    }
    const last = this.#characters.at(-1) ?? "";
    const isJoined = last.length <= MAX_JOINED_UNITS;
    if (isJoined) this.#characters.pop();
    for (const { segment } of this.#segmenter.segment(isJoined ? last + text : text)) {
      this.#characters.push(segment);
    }
  }

  /** Carries out one edit. */
  apply(character: string): void {
    if (character === "\x15") this.#characters.length = 0;
    else if (character === "\x17") this.#eraseWord();
    else this.#characters.pop();
  }

  #eraseWord(): void {
    while (this.#endsWith(true)) this.#characters.pop();
    while (this.#endsWith(false)) this.#characters.pop();
  }

  #endsWith(isBlank: boolean): boolean {
    const last = this.#characters.at(-1);
    return last !== undefined && BLANK.test(last) === isBlank;
  }
}
