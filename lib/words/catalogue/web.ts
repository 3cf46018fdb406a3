/**
 * The catalogue: the sentences for requests of HTTP that are not served, by language.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { ENGLISH_WEB } from "../en/web.ts";
import { sayWebProblem, type WebProblem, type WebWords } from "../web.ts";
import { CHINESE_WEB } from "../zh/web.ts";

const WEB: Readonly<Record<Language, WebWords>> = { en: ENGLISH_WEB, zh: CHINESE_WEB };

/** Why a request is not served, in one sentence without a full stop. Never throws. */
export function webProblemIn(language: Language, problem: WebProblem): string {
  return sayWebProblem(WEB[language], problem);
}
