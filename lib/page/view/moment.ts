/**
 * Moments as the reader's language and clock show them.
 *
 * @module
 */

/** Day and time of a moment, which is told by 24 hours as in the log, given in milliseconds since 1970. */
export function momentOf(at: number): string {
  return new Date(at).toLocaleString(document.documentElement.lang, {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  });
}
