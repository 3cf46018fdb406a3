/**
 * The languages of the JSON dialect: what a client asks for is the language of the sentences that the
 * daemon makes for it. Codes and parts are the same in all.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import type { LeaveReason } from "../../core/message.ts";
import { CHINESE_FAREWELLS, CHINESE_SUMMARIES } from "../../words/zh/notices.ts";
import { CHINESE_WORDING } from "../../words/zh/wording.ts";
import { ENGLISH_FAREWELLS, ENGLISH_SUMMARIES } from "../../words/en/notices.ts";
import { ENGLISH_WORDING } from "../../words/en/wording.ts";
import type { Farewells, Summaries } from "../../words/notice_words.ts";
import type { Wording } from "../../words/wording.ts";

/** What the encoder says in one language. */
export interface Tongue {
  /** The language. */
  readonly language: Language;
  /** The sentences of notices, and of the daemon's reasons. */
  readonly wording: Wording;
  /** What each command is for. */
  readonly summaries: Summaries;
  /** The last words to a client that leaves by itself. */
  readonly farewells: Farewells;
}

/** English, which a client hears that asks for no language. */
export const ENGLISH_TONGUE: Tongue = {
  language: "en",
  wording: ENGLISH_WORDING,
  summaries: ENGLISH_SUMMARIES,
  farewells: ENGLISH_FAREWELLS,
};

/** All languages. */
export const TONGUES: Readonly<Record<Language, Tongue>> = {
  en: ENGLISH_TONGUE,
  zh: {
    language: "zh",
    wording: CHINESE_WORDING,
    summaries: CHINESE_SUMMARIES,
    farewells: CHINESE_FAREWELLS,
  },
};

/** The text of a reason for leaving; empty if there is nothing to say. Never throws. */
export function reasonText({ wording }: Tongue, reason: LeaveReason): string {
  if (reason.by === "daemon") return wording.reason(reason);
  return reason.code === "quit" ? reason.text ?? "" : "";
}
