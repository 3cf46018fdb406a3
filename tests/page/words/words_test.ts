import { assertEquals } from "@std/assert";
import { dialogWordsOf } from "../../../lib/page/words/dialogs.ts";
import { ENGLISH_TALK } from "../../../lib/page/words/talk_en.ts";
import { CHINESE_TALK } from "../../../lib/page/words/talk_zh.ts";
import { documentLanguage, languageFor, localeFor } from "../../../lib/page/words/words.ts";

const ENGLISH = dialogWordsOf("en", ENGLISH_TALK);
const CHINESE = dialogWordsOf("zh", CHINESE_TALK);

Deno.test("languageFor() takes the first preference that the page has, or else English", () => {
  assertEquals(languageFor(["de-DE", "zh-TW", "en"]), "zh");
  assertEquals(languageFor(["en-GB", "zh"]), "en");
  assertEquals(languageFor(["ZH"]), "zh");
  assertEquals(languageFor(["fr", "zhx"]), "en");
  assertEquals(languageFor([]), "en");
});

Deno.test("localeFor() writes dates as the reader does, in the language of the page", () => {
  assertEquals(localeFor("en", ["de", "en-GB", "en-US"]), "en-GB");
  assertEquals(localeFor("zh", ["en-GB", "zh-Hans-CN"]), "zh-Hans-CN");
  assertEquals(localeFor("en", ["de", "zh"]), "en");
});

Deno.test("documentLanguage() tells Chinese by its script", () => {
  assertEquals(documentLanguage("zh"), "zh-Hans");
  assertEquals(documentLanguage("en"), "en");
});

Deno.test("words: Chinese has no text that is empty or still English", () => {
  const same: string[] = [];
  compare(ENGLISH, CHINESE, "", same);
  assertEquals(same, [
    "setting",
    "heardAction",
    "title",
    "ranks.member",
    "cannotNotify.granted",
    "cannotNotify.default",
  ]);
});

Deno.test("words: counts agree with their nouns", () => {
  assertEquals(ENGLISH.talkLabel("#dev", 3, 1), "#dev, 3 new, 1 mention");
  assertEquals(ENGLISH.talkLabel("#dev", 3, 2), "#dev, 3 new, 2 mentions");
  assertEquals(ENGLISH.talkLabel("#dev", 0, 0), "#dev");
  assertEquals(ENGLISH.title("#dev", 3), "(3) #dev · hubbub");
  assertEquals(ENGLISH.found(1, false), "1 result");
  assertEquals(CHINESE.talkLabel("#dev", 3, 1), "#dev，3 条新消息，1 次提到你");
});

Deno.test("words: how long ago is told in its greatest unit", () => {
  const { ago } = ENGLISH;
  assertEquals([0, 59, 60, 3599, 3600, 86399, 86400].map(ago), [
    "0 s ago",
    "59 s ago",
    "1 min ago",
    "59 min ago",
    "1 h ago",
    "23 h ago",
    "1 d ago",
  ]);
  assertEquals(CHINESE.ago(7200), "2 小时前");
});

/** Adds the path of each text that is the same in both, functions judged by what they say of samples. */
function compare(
  one: unknown,
  other: unknown,
  path: string,
  same: string[],
): void {
  if (typeof one === "string") {
    if (one === other || other === "") same.push(path);
  } else if (typeof one === "function" && typeof other === "function") {
    if (one(["x", "y"], 3, 2) === other(["x", "y"], 3, 2)) same.push(path);
  } else if (
    typeof one === "object" && one !== null && typeof other === "object" &&
    other
  ) {
    for (const [key, value] of Object.entries(one)) {
      compare(
        value,
        Reflect.get(other, key),
        path === "" ? key : `${path}.${key}`,
        same,
      );
    }
  }
}
