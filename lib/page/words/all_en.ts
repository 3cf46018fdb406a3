/**
 * English, all of it: what the page loads for this language.
 *
 * @module
 */

import { ENGLISH, type Words } from "./en.ts";
import { ENGLISH_TALK, type TalkWords } from "./talk_en.ts";

/** All texts of the page in one language. */
export interface AllWords {
  /** Those of the lists and the dialogs. */
  readonly words: Words;
  /** Those of the talk. */
  readonly talkWords: TalkWords;
}

/** All texts in English. */
export const ALL_ENGLISH: AllWords = { words: ENGLISH, talkWords: ENGLISH_TALK };
