/**
 * The catalogue: what both programs say, in every language, and the choice of one.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { ENGLISH_OPTIONS } from "./en/options.ts";
import { ENGLISH_STARTING } from "./en/starting.ts";
import { ENGLISH_STREAMS } from "./en/streams.ts";
import { ENGLISH } from "./en/phrases.ts";
import type { OptionWording } from "./options.ts";
import type { Phrases } from "./phrases.ts";
import { CHINESE_OPTIONS } from "./zh/options.ts";
import { CHINESE_STARTING } from "./zh/starting.ts";
import { CHINESE_STREAMS } from "./zh/streams.ts";
import { sayStartProblem, type StartingWords, type StartProblem } from "./starting.ts";
import { sayStreamProblem, type StreamProblem, type StreamWords } from "./streams.ts";
import { CHINESE } from "./zh/phrases.ts";

const PHRASES: Readonly<Record<Language, Phrases>> = { en: ENGLISH, zh: CHINESE };

const OPTIONS: Readonly<Record<Language, OptionWording>> = {
  en: ENGLISH_OPTIONS,
  zh: CHINESE_OPTIONS,
};

const STARTING: Readonly<Record<Language, StartingWords>> = {
  en: ENGLISH_STARTING,
  zh: CHINESE_STARTING,
};

const STREAMS: Readonly<Record<Language, StreamWords>> = {
  en: ENGLISH_STREAMS,
  zh: CHINESE_STREAMS,
};

/** The client's phrases in a language, for one run, which may change its mind. Never throws. */
export function phrasesFor(language: Language): Phrases {
  return { ...PHRASES[language] };
}

/** What options are called in a language. Never throws. */
export function optionWording(language: Language): OptionWording {
  return OPTIONS[language];
}

/** Why the daemon cannot start, in one sentence. Never throws. */
export function startProblemIn(language: Language, problem: StartProblem): string {
  return sayStartProblem(STARTING[language], problem);
}

/** Why a standard stream cannot be used, in one sentence. Never throws. */
export function streamProblemIn(language: Language, problem: StreamProblem): string {
  return sayStreamProblem(STREAMS[language], problem);
}
