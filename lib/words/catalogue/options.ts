/**
 * The catalogue: the wording of options, by language.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { ENGLISH_OPTIONS } from "../en/options.ts";
import type { OptionWording } from "../options.ts";
import { CHINESE_OPTIONS } from "../zh/options.ts";

const OPTIONS: Readonly<Record<Language, OptionWording>> = {
  en: ENGLISH_OPTIONS,
  zh: CHINESE_OPTIONS,
};

/** The wording of options in a language. Never throws. */
export function optionWording(language: Language): OptionWording {
  return OPTIONS[language];
}
