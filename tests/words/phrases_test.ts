/**
 * The client's own phrases: complete in Chinese, and changed as a whole.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { chooseLanguage } from "../../lib/client/typed/choose_language.ts";
import { phrasesFor } from "../../lib/words/catalogue/phrases.ts";
import { ENGLISH } from "../../lib/words/en/phrases.ts";
import { KEY_ROWS } from "../../lib/words/keys.ts";
import { CHINESE } from "../../lib/words/zh/phrases.ts";

const HAN = /\p{Script=Han}/u;

Deno.test("every phrase of the client is Chinese in Chinese and English in English", () => {
  for (const [name, phrase] of Object.entries(CHINESE)) {
    if (typeof phrase === "string") assert(HAN.test(phrase), name);
  }
  for (const [name, phrase] of Object.entries(ENGLISH)) {
    if (typeof phrase === "string") assertEquals(HAN.test(phrase), false, name);
  }
  for (const [name, summary] of Object.entries(CHINESE.summaries)) assert(HAN.test(summary), name);
  for (const [name, summary] of Object.entries(ENGLISH.summaries)) {
    assertEquals(HAN.test(summary), false, name);
  }
});

const SENTENCES: ReadonlyArray<readonly [english: string, chinese: string]> = [
  [ENGLISH.unknownCommand("x"), CHINESE.unknownCommand("x")],
  [ENGLISH.unknownCommand("x", "y"), CHINESE.unknownCommand("x", "y")],
  [ENGLISH.usage("/x"), CHINESE.usage("/x")],
  [ENGLISH.missed(2), CHINESE.missed(2)],
  [ENGLISH.missed(undefined), CHINESE.missed(undefined)],
  [ENGLISH.nothingEarlier("#dev "), CHINESE.nothingEarlier("#dev ")],
  [ENGLISH.missedEnds(0), CHINESE.missedEnds(0)],
  [ENGLISH.missedEnds(2), CHINESE.missedEnds(2)],
  [ENGLISH.missedGone(2), CHINESE.missedGone(2)],
  [ENGLISH.offline(8), CHINESE.offline(8)],
  [ENGLISH.stopsIn("25s"), CHINESE.stopsIn("25s")],
  [ENGLISH.askPaste(2), CHINESE.askPaste(2)],
  [ENGLISH.askTypo("/x", "y"), CHINESE.askTypo("/x", "y")],
  [ENGLISH.askHidden("/x"), CHINESE.askHidden("/x")],
  [ENGLISH.search("x", false), CHINESE.search("x", false)],
  [ENGLISH.pasteCut(2), CHINESE.pasteCut(2)],
  [ENGLISH.quiet(true), CHINESE.quiet(true)],
  [ENGLISH.quiet(false), CHINESE.quiet(false)],
  [ENGLISH.only(true, true), CHINESE.only(true, true)],
  [ENGLISH.only(true, false), CHINESE.only(true, false)],
  [ENGLISH.only(false, true), CHINESE.only(false, true)],
  [ENGLISH.roomsRefused(["dev", "ops"]), CHINESE.roomsRefused(["dev", "ops"])],
  [ENGLISH.writtenFor("ops", "dev"), CHINESE.writtenFor("ops", "dev")],
  [ENGLISH.replyWouldGoTo("bob"), CHINESE.replyWouldGoTo("bob")],
  [ENGLISH.roomOpened("dev"), CHINESE.roomOpened("dev")],
  [ENGLISH.roomLost("dev"), CHINESE.roomLost("dev")],
  [ENGLISH.roomLost("dev", "why"), CHINESE.roomLost("dev", "why")],
  [ENGLISH.oldConfig("/x", "/y"), CHINESE.oldConfig("/x", "/y")],
  [ENGLISH.notHeard("/x"), CHINESE.notHeard("/x")],
  [ENGLISH.notSaid("/x"), CHINESE.notSaid("/x")],
  [ENGLISH.cannotConnect("a", "b"), CHINESE.cannotConnect("a", "b")],
  [ENGLISH.noCertificate("p"), CHINESE.noCertificate("p")],
  [ENGLISH.cannotRead("p", "b"), CHINESE.cannotRead("p", "b")],
];

for (const [english, chinese] of SENTENCES) {
  Deno.test(`${english}: has Chinese words, and the same parts`, () => {
    assert(HAN.test(chinese), chinese);
    const parts = (text: string) => (text.match(/\/\w+|\d+/g) ?? []).sort();
    for (const part of parts(english)) assert(chinese.includes(part), chinese);
  });
}

Deno.test("/lang turns all phrases of a run, and says what it takes otherwise", () => {
  const phrases = phrasesFor("en");
  assertEquals(chooseLanguage(phrases, "tlh"), "-- usage: /lang en|zh");
  assertEquals(chooseLanguage(phrases, " ZH "), CHINESE.thisLanguage);
  assertEquals(phrases.connecting, CHINESE.connecting);
  assertEquals(phrasesFor("en").connecting, ENGLISH.connecting);
});

Deno.test("every key has words in both languages", () => {
  for (const { keys, name } of KEY_ROWS) {
    assertEquals(HAN.test(ENGLISH.keys[name]), false, keys);
    assert(HAN.test(CHINESE.keys[name]), keys);
    // The keys are the same in both languages.
    assertEquals(/\b[a-z]/.test(keys), false, keys);
  }
});
