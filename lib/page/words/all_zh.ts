/**
 * Simplified Chinese, all of it: what the page loads for this language.
 *
 * @module
 */

import type { AllWords } from "./all_en.ts";
import { CHINESE_TALK } from "./talk_zh.ts";
import { CHINESE } from "./zh.ts";

/** All texts in Simplified Chinese. */
export const ALL_CHINESE: AllWords = { words: CHINESE, talkWords: CHINESE_TALK };
