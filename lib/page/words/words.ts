/**
 * Chooses the language of the page. Pure.
 *
 * @module
 */

/** A language of the page, as the hello has it in `lang`. */
export type Language = "en" | "zh";

/** The languages, each in its own words. */
export const LANGUAGES: Readonly<Record<Language, string>> = { en: "English", zh: "中文" };

/**
 * The language for a reader with these preferences, the best first, such as those of
 * `navigator.languages` (BCP 47). The first that the page has is taken, or else English.
 */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split("-")[0];
    if (primary === "zh" || primary === "en") return primary;
  }
  return "en";
}

/** How dates are written: as the reader prefers for this language, such as `en-GB`. */
export function localeFor(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}

/** The value of `lang` on the document's root element: what screen readers and fonts go by. */
export function documentLanguage(language: Language): string {
  return language === "zh" ? "zh-Hans" : "en";
}
