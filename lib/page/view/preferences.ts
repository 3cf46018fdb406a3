/**
 * What the reader has chosen for this browser, kept in its storage. Whatever stands there is read with
 * care: it may be old, or of another program. Pure: the storage is given.
 *
 * @module
 */

import { type Language, languageFor } from "../words/words.ts";

/** How light the page is; `auto`: as the system says. */
export type Theme = "auto" | "light" | "dark";

/** What the reader has chosen. */
export interface Preferences {
  /** The language of the page, and of what the daemon says. */
  readonly language: Language;
  /** Light or dark. */
  readonly theme: Theme;
  /** Whether arrivals and departures are shown. */
  readonly arrivals: boolean;
  /** Whether notifications are wanted; the browser may forbid them. */
  readonly notify: boolean;
  /** Words that count as a mention, beside the own name; at most `MAX_HIGHLIGHTS`. */
  readonly highlights: readonly string[];
}

/** What is needed of a `Storage`; it may throw, as it does where storage is forbidden. */
export interface Keeper {
  /** The text under this key, or null. */
  getItem(key: string): string | null;
  /** Keeps a text under this key. */
  setItem(key: string, text: string): void;
}

/** The most words that count as a mention. */
export const MAX_HIGHLIGHTS = 20;
/** The most characters of one of them. */
export const MAX_HIGHLIGHT = 50;
const KEY = "hubbub.preferences";

/** Reads what was chosen; what is missing or damaged is as at the first visit. Never throws. */
export function readPreferences(
  keeper: Keeper,
  languages: readonly string[],
): Preferences {
  const kept = read(keeper);
  const { language, theme, highlights } = kept;
  return {
    language: language === "en" || language === "zh" ? language : languageFor(languages),
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    arrivals: kept.arrivals !== false,
    notify: kept.notify === true,
    highlights: Array.isArray(highlights)
      ? bounded(highlights.filter((word) => typeof word === "string"))
      : [],
  };
}

/** Keeps what was chosen, if the browser allows it. Never throws. */
export function keepPreferences(keeper: Keeper, chosen: Preferences): void {
  try {
    keeper.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Storage is full or forbidden: the choice holds until the page is closed.
  }
}

/** The words of a text in which commas of any script or line breaks stand between them: each once, within the bounds. */
export function highlightsOf(text: string): string[] {
  return bounded(text.split(/[,，、;；\n]/));
}

function bounded(words: readonly string[]): string[] {
  const trimmed = words.map((word) => [...word.trim()].slice(0, MAX_HIGHLIGHT).join(""));
  return [...new Set(trimmed)].filter((word) => word !== "").slice(0, MAX_HIGHLIGHTS);
}

function read(keeper: Keeper): Record<string, unknown> {
  try {
    // What is no object has nothing that is looked for.
    return { ...JSON.parse(keeper.getItem(KEY) ?? "{}") };
  } catch {
    return {};
  }
}
