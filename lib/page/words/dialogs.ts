/**
 * Chooses the language of lists, menus and dialogs. Pure.
 *
 * @module
 */

import { type DialogWords, ENGLISH_DIALOGS } from "./dialogs_en.ts";
import { CHINESE_DIALOGS } from "./dialogs_zh.ts";
import { ENGLISH } from "./en.ts";
import type { TalkWords } from "./talk_en.ts";
import type { Language } from "./words.ts";
import { CHINESE } from "./zh.ts";

/** The texts of lists, menus and dialogs in this language, together with those that the page has already. */
export function dialogWordsOf(language: Language, talkWords: TalkWords): DialogWords {
  const late = language === "zh"
    ? { ...CHINESE, ...CHINESE_DIALOGS }
    : { ...ENGLISH, ...ENGLISH_DIALOGS };
  return { ...talkWords, ...late };
}
