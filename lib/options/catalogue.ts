/**
 * The catalogue: the options' words in every language.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import type { OptionWording } from "./wording.ts";
import { ENGLISH_OPTIONS } from "./wording_en.ts";
import { CHINESE_OPTIONS } from "./wording_zh.ts";

const WORDINGS: Readonly<Record<Language, OptionWording>> = {
  en: ENGLISH_OPTIONS,
  zh: CHINESE_OPTIONS,
};

/** What options are called in a language. Never throws. */
export function optionWording(language: Language): OptionWording {
  return WORDINGS[language];
}
