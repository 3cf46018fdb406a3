/**
 * Which sentences the daemon's notices and reasons need: one for each code, complete in every
 * language, or it does not compile.
 *
 * @module
 */

import type { DaemonReason } from "../core/message.ts";
import type { HelpTopic, Notice, Refusal, WithCode } from "../core/notice.ts";

/** One language's sentences for all notices, by code. */
export type NoticeWords = {
  readonly [C in Notice["code"]]: (notice: WithCode<Notice, C>) => string;
};

/** One language's sentences for all refusals, by what stands behind them. */
export type RefusalWords = {
  readonly [W in Refusal["why"]]: (refusal: Extract<Refusal, { why: W }>) => string;
};

/** One language's words for the reasons of the daemon's own, by code. */
export type ReasonWords = {
  readonly [C in DaemonReason["code"]]: (reason: WithCode<DaemonReason, C>) => string;
};

/** What each command is for, in a few words. */
export type Summaries = Readonly<Record<HelpTopic, string>>;

/** The columns of the usage in a line of help. */
const USAGE_COLUMNS = 16;

/** Says a notice by its code. Never throws. */
export function sayNotice(words: NoticeWords, notice: Notice): string {
  // The code picks the sentence for its own parts, which the compiler cannot follow.
  return words[notice.code](notice as never);
}

/** Says a refusal by what stands behind it. Never throws. */
export function sayRefusal(words: RefusalWords, refusal: Refusal): string {
  return words[refusal.why](refusal as never);
}

/** Says why the daemon lets somebody go. Never throws. */
export function sayReason(words: ReasonWords, reason: DaemonReason): string {
  return words[reason.code](reason as never);
}

/** A line of help: the usage in its column, and what it is for. Never throws. */
export function helpLine(usage: string, summary: string): string {
  return `${usage.padEnd(USAGE_COLUMNS)} ${summary}`;
}
