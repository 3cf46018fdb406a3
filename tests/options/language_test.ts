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

Deno.test("a language that the locale's charset cannot show in UTF-8 is not spoken", () => {
  const mute = ["zh_CN.GBK", "zh_CN.gb18030", "zh_CN.GB2312", "zh_TW.Big5", "zh_HK.big5hkscs"];
  for (const locale of [...mute, "zh_CN.eucCN@x", "zh.ISO-8859-1", "zh_CN.utf16"]) {
    for (const name of ["LC_ALL", "LC_MESSAGES", "LANG"]) {
      assertEquals(chosen([], { [name]: locale }), "en", `${name}=${locale}`);
    }
    assertEquals(chosen(["--lang", "zh"], { LC_ALL: locale }), "zh", locale);
    assertEquals(chosen([], { LC_ALL: locale, HUBBUB_LANG: "zh" }), "zh", locale);
  }
});

Deno.test("a locale in UTF-8, or one that names no charset, is believed", () => {
  const plain = ["zh", "zh_CN", "zh-CN", "zh-Hans", "zh_Hans_CN", "zh_CN@pinyin", "zh_CN."];
  const utf8 = ["zh_CN.UTF-8", "zh_CN.utf8", "zh_TW.UTF8", "ZH_CN.utf-8", "zh_CN.UTF-8@x"];
  for (const locale of [...plain, ...utf8]) {
    assertEquals(chosen([], { LANG: locale }), "zh", locale);
  }
  for (const locale of ["C", "POSIX", "C.UTF-8", "zha_CN.UTF-8", "en_US.UTF-8@zh", ".UTF-8", "?"]) {
    assertEquals(chosen([], { LANG: locale }), "en", locale);
  }
});

Deno.test("the charset of the terminal is that of LC_CTYPE, where it is set apart", () => {
  const LC_MESSAGES = "zh_CN.UTF-8";
  assertEquals(chosen([], { LC_MESSAGES, LC_CTYPE: "en_US.ISO-8859-1" }), "en");
  assertEquals(chosen([], { LC_MESSAGES, LANG: "en_US.ISO-8859-1" }), "en");
  assertEquals(chosen([], { LC_MESSAGES, LC_CTYPE: "", LANG: "en_US.UTF-8" }), "zh");
  assertEquals(chosen([], { LC_MESSAGES, LC_CTYPE: "en_US.UTF-8", LANG: "zh_CN.GBK" }), "zh");
  assertEquals(chosen([], { LC_ALL: "zh_CN.UTF-8", LC_CTYPE: "zh_CN.GBK" }), "zh");
  assertEquals(chosen([], { LC_ALL: "", LC_MESSAGES: "", LANG: "zh_CN.UTF-8" }), "zh");
});
