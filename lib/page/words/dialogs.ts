/**
 * Chooses the language of menus and dialogs. Pure.
 *
 * @module
 */

import { type DialogWords, ENGLISH_DIALOGS } from "./dialogs_en.ts";
import { CHINESE_DIALOGS } from "./dialogs_zh.ts";
import type { Words } from "./en.ts";
import type { Language } from "./words.ts";

/** The texts of menus and dialogs in this language, together with those that the page has already. */
export function dialogWordsOf(language: Language, words: Words): DialogWords {
  return { ...words, ...(language === "zh" ? CHINESE_DIALOGS : ENGLISH_DIALOGS) };
}
