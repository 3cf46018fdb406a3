/**
 * The catalogue: the sentences for problems at the start, by language.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { ENGLISH_STARTING } from "../en/starting.ts";
import type { FileFault } from "../../program/short_file.ts";
import {
  sayFileFault,
  sayStartProblem,
  type StartingWords,
  type StartProblem,
} from "../starting.ts";
import { CHINESE_STARTING } from "../zh/starting.ts";

const STARTING: Readonly<Record<Language, StartingWords>> = {
  en: ENGLISH_STARTING,
  zh: CHINESE_STARTING,
};

/** Why the daemon cannot start, in one sentence. Never throws. */
export function startProblemIn(language: Language, problem: StartProblem): string {
  return sayStartProblem(STARTING[language], problem);
}

/** How to join the daemon that has started, in one line. Never throws. */
export function joinLineIn(language: Language, command: string): string {
  return STARTING[language].joinWith(command);
}

/** Why a file cannot be read, as the end of a sentence. Never throws. */
export function fileFaultIn(language: Language, fault: FileFault): string {
  return sayFileFault(STARTING[language], fault);
}
