/**
 * The languages of the text of both programs.
 *
 * @module
 */

/** All languages; the first is that of the documented output. */
export const LANGUAGES = ["en", "zh"] as const;

/** English or Simplified Chinese. */
export type Language = typeof LANGUAGES[number];

/** One text in every language; a missing language does not compile. */
export type Translated = Readonly<Record<Language, string>>;
