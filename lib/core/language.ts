/**
 * The languages in which the daemon can speak of itself.
 *
 * @module
 */

/** Every language, the contract's first. */
export const LANGUAGES = ["en", "zh"] as const;

/** English or Simplified Chinese. */
export type Language = typeof LANGUAGES[number];
