/**
 * The catalogue: the sentences for problems of standard streams, by language.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { ENGLISH_STREAMS } from "../en/streams.ts";
import { sayStreamProblem, type StreamProblem, type StreamWords } from "../streams.ts";
import { CHINESE_STREAMS } from "../zh/streams.ts";

const STREAMS: Readonly<Record<Language, StreamWords>> = {
  en: ENGLISH_STREAMS,
  zh: CHINESE_STREAMS,
};

/** Why a standard stream cannot be used, in one sentence. Never throws. */
export function streamProblemIn(language: Language, problem: StreamProblem): string {
  return sayStreamProblem(STREAMS[language], problem);
}
