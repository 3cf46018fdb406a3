/**
 * The language of a program's help and start messages. It is determined first, so that even a mistake in
 * the options is reported in it.
 *
 * @module
 */

import { type Language, LANGUAGES } from "../core/language.ts";
import type { Environment } from "./option.ts";

/** Parts of a locale: `zh_CN.GBK@x` has the language `zh` and the charset `GBK`. */
const LOCALE = /^(?<language>[a-z]+)(?:[_-][^.@]*)?(?:\.(?<charset>[^@]*))?(?:@.*)?$/i;

/**
 * What `--lang` says, else `HUBBUB_LANG`, else the locale: the first of `LC_ALL`, `LC_MESSAGES` and
 * `LANG` that is set decides, unless the terminal cannot show that language in UTF-8. English for
 * what the catalogue does not have. Never throws.
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

/**
 * Both programs write UTF-8 alone. English is ASCII and reads well on every terminal; Chinese does
 * not on one whose charset is another. The language is that of messages; the charset is that of the
 * terminal, which `LC_CTYPE` may set apart. A locale that names no charset, such as `zh_CN`, is
 * taken for UTF-8: the C library would say GB2312, but terminals in use are not set so.
 */
function ofLocale(env: Environment): Language {
  const messages = env("LC_ALL") || env("LC_MESSAGES") || env("LANG") || "";
  const characters = env("LC_ALL") || env("LC_CTYPE") || env("LANG") || "";
  const isChinese = LOCALE.exec(messages)?.groups?.language?.toLowerCase() === "zh";
  return isChinese && [messages, characters].every(mayBeUtf8) ? "zh" : "en";
}

function mayBeUtf8(locale: string): boolean {
  const charset = LOCALE.exec(locale)?.groups?.charset ?? "";
  return charset === "" || /^utf-?8$/i.test(charset);
}
