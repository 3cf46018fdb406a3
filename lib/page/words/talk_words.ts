/**
 * Chooses the language of the talk. Pure.
 *
 * @module
 */

import { ENGLISH_TALK, type TalkWords } from "./talk_en.ts";
import { CHINESE_TALK } from "./talk_zh.ts";
import type { Language } from "./words.ts";

export type { TalkWords };

/** The texts of the talk in this language. */
export function talkWordsOf(language: Language): TalkWords {
  return language === "zh" ? CHINESE_TALK : ENGLISH_TALK;
}
