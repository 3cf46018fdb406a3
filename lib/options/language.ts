/**
 * In which language a program speaks to whoever starts it, known before anything else is, so that
 * even a mistake in the options is said in it.
 *
 * @module
 */

import { type Language, LANGUAGES } from "../core/language.ts";
import type { Environment } from "./option.ts";

/**
 * What `--lang` says, else `HUBBUB_LANG`, else the locale: the first of `LC_ALL`, `LC_MESSAGES` and
 * `LANG` that is set decides. English for what the catalogue does not have. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { languageFor } from "./language.ts";
 *
 * const env = (name: string) => name === "LANG" ? "zh_CN.UTF-8" : undefined;
 * assertEquals(languageFor(["--help"], env), "zh");
 * assertEquals(languageFor(["--help", "--lang", "en"], env), "en");
 * ```
 */
export function languageFor(args: readonly string[], env: Environment): Language {
  return askedFor(args) ?? readLanguage(env("HUBBUB_LANG")) ?? ofLocale(env);
}

/** The last `--lang` that names a language wins, as it does where the options are read. */
function askedFor(args: readonly string[]): Language | undefined {
  const end = args.indexOf("--");
  const options = end < 0 ? args : args.slice(0, end);
  const asked = options.flatMap((arg, at) => {
    const value = arg === "--lang" ? options[at + 1] : /^--lang=(.*)$/.exec(arg)?.[1];
    return readLanguage(value) ?? [];
  });
  return asked.at(-1);
}

function readLanguage(text: string | undefined): Language | undefined {
  return LANGUAGES.find((language) => language === text?.trim());
}

function ofLocale(env: Environment): Language {
  const locale = env("LC_ALL") || env("LC_MESSAGES") || env("LANG") || "";
  return /^zh(?![a-z])/i.test(locale) ? "zh" : "en";
}
