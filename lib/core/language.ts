/**
 * The languages in which both programs can speak of themselves.
 *
 * @module
 */

/** Every language, the contract's first. */
export const LANGUAGES = ["en", "zh"] as const;

/** English or Simplified Chinese. */
export type Language = typeof LANGUAGES[number];

/** One text in every language: what lacks one does not compile. */
export type Translated = Readonly<Record<Language, string>>;
