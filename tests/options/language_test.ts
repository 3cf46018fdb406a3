import { assertEquals } from "@std/assert";
import { languageFor } from "../../lib/options/language.ts";

function chosen(args: string[], env: Record<string, string> = {}): string {
  return languageFor(args, (name) => env[name]);
}

Deno.test("without a word about it the language is English", () => {
  assertEquals(chosen([]), "en");
  assertEquals(chosen([], { LANG: "de_DE.UTF-8", HUBBUB_LANG: "" }), "en");
});

Deno.test("--lang wins over its variable, and that over the locale", () => {
  const env = { HUBBUB_LANG: "en", LC_ALL: "zh_CN.UTF-8" };
  assertEquals(chosen(["--lang", "zh"], env), "zh");
  assertEquals(chosen(["--lang=zh", "--help"], env), "zh");
  assertEquals(chosen([], env), "en");
  assertEquals(chosen([], { ...env, HUBBUB_LANG: " zh " }), "zh");
});

Deno.test("of several --lang the last that names a language wins", () => {
  assertEquals(chosen(["--lang", "zh", "--lang=en"]), "en");
  assertEquals(chosen(["--lang", "zh", "--lang", "tlh"]), "zh");
  assertEquals(chosen(["--lang"], { LANG: "zh" }), "zh");
});

Deno.test("what stands behind -- is no option", () => {
  assertEquals(chosen(["--", "--lang", "zh"]), "en");
});

Deno.test("the first of LC_ALL, LC_MESSAGES and LANG that is set decides", () => {
  assertEquals(chosen([], { LC_ALL: "C", LANG: "zh_CN.UTF-8" }), "en");
  assertEquals(chosen([], { LC_ALL: "", LC_MESSAGES: "zh_TW", LANG: "C" }), "zh");
  assertEquals(chosen([], { LANG: "zh" }), "zh");
  assertEquals(chosen([], { LANG: "zha_CN" }), "en");
});
