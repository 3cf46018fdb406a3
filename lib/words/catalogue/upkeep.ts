/**
 * The catalogue: what the daemon's subcommands say, by language.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { ENGLISH_UPKEEP } from "../en/upkeep.ts";
import type { UpkeepWords } from "../upkeep.ts";
import { CHINESE_UPKEEP } from "../zh/upkeep.ts";

const UPKEEP: Readonly<Record<Language, UpkeepWords>> = { en: ENGLISH_UPKEEP, zh: CHINESE_UPKEEP };

/** What the subcommands say in a language. Never throws. */
export function upkeepWords(language: Language): UpkeepWords {
  return UPKEEP[language];
}
