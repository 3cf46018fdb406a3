/**
 * Loads the texts of one language, so that the others are not fetched.
 *
 * @module
 */

import type { AllWords } from "./all_en.ts";
import type { Language } from "./words.ts";

/** The texts in this language. Rejects if they cannot be fetched. */
export async function loadWords(language: Language): Promise<AllWords> {
  return language === "zh"
    ? (await import("./all_zh.ts")).ALL_CHINESE
    : (await import("./all_en.ts")).ALL_ENGLISH;
}
