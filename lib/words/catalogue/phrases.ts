/**
 * The catalogue: the client's own phrases, by language.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { ENGLISH } from "../en/phrases.ts";
import type { Phrases } from "../phrases.ts";
import { CHINESE } from "../zh/phrases.ts";

const PHRASES: Readonly<Record<Language, Phrases>> = { en: ENGLISH, zh: CHINESE };

/** The client's phrases in a language: an object for one run, in which `/lang` may replace them. Never throws. */
export function phrasesFor(language: Language): Phrases {
  return { ...PHRASES[language] };
}
