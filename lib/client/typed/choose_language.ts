/**
 * The client's part of `/lang`: its own text changes to another language.
 *
 * @module
 */

import { LANGUAGES } from "../../core/language.ts";
import { phrasesFor } from "../../words/catalogue/phrases.ts";
import type { Phrases } from "../../words/phrases.ts";

/**
 * Changes the phrases of this run to another language, in place. Returns the sentence of the answer.
 * Never throws.
 */
export function chooseLanguage(phrases: Phrases, wanted: string): string {
  const language = LANGUAGES.find((each) => each === wanted.trim().toLowerCase());
  if (language === undefined) return phrases.usage(`/lang ${LANGUAGES.join("|")}`);
  Object.assign(phrases, phrasesFor(language));
  return phrases.thisLanguage;
}
