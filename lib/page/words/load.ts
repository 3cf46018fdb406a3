/**
 * Loads the texts of one language, so that the others are not fetched.
 *
 * @module
 */

import type { TalkWords } from "./talk_en.ts";
import type { Language } from "./words.ts";

/** The texts of the talk in this language. Rejects if they cannot be fetched. */
export async function loadWords(language: Language): Promise<TalkWords> {
  return language === "zh"
    ? (await import("./talk_zh.ts")).CHINESE_TALK
    : (await import("./talk_en.ts")).ENGLISH_TALK;
}
