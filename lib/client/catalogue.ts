/**
 * The catalogue: the client's phrases in every language, and the choice of one.
 *
 * @module
 */

import { type Language, LANGUAGES } from "../core/language.ts";
import type { Phrases } from "./phrases.ts";
import { ENGLISH } from "./phrases_en.ts";
import { CHINESE } from "./phrases_zh.ts";

const PHRASES: Readonly<Record<Language, Phrases>> = { en: ENGLISH, zh: CHINESE };

/** The phrases of a language, for one run, which may change its mind. Never throws. */
export function phrasesFor(language: Language): Phrases {
  return { ...PHRASES[language] };
}

/**
 * What `/lang` does: turns the phrases of this run into those of another language, for whoever holds
 * them. Returns the sentence to answer with. Never throws.
 */
export function chooseLanguage(phrases: Phrases, wanted: string): string {
  const language = LANGUAGES.find((each) => each === wanted.trim().toLowerCase());
  if (language === undefined) return phrases.usage(`/lang ${LANGUAGES.join("|")}`);
  Object.assign(phrases, phrasesFor(language));
  return phrases.thisLanguage;
}
