/**
 * Moments as the reader's language and clock show them.
 *
 * @module
 */

import { localeFor } from "../words/words.ts";

/** Day and time of a moment, which is told by 24 hours as in the log, given in milliseconds since 1970. */
export function momentOf(at: number): string {
  const { lang } = document.documentElement;
  const locale = localeFor(lang.startsWith("zh") ? "zh" : "en", navigator.languages);
  return new Date(at).toLocaleString(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  });
}
