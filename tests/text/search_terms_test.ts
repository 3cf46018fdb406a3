/** @module */

import { assertEquals } from "@std/assert";
import {
  indexTerms,
  isBlank,
  isMatch,
  searchQuery,
  searchTerms,
} from "../../lib/text/search_terms.ts";

const found = (words: string, text: string) => isMatch(searchQuery(words), text);

Deno.test("the terms of a text are its words, folded and without accents", () => {
  assertEquals(searchTerms("Hello, CAFÉ! ﬁne Straße 42"), [
    "hello",
    "cafe",
    "fine",
    "strasse",
    "42",
  ]);
});

Deno.test("a run of CJK characters gives its pairs and its last character", () => {
  assertEquals(searchTerms("你好世界"), ["你好", "好世", "世界", "界"]);
  assertEquals(searchTerms("天"), ["天"]);
  assertEquals(searchTerms("東京タワー"), ["東京", "京タ", "タワ", "ワー", "ー"]);
  assertEquals(searchTerms("안녕"), ["안녕", "녕"]);
});

Deno.test("a run ends where other letters begin, and the other way round", () => {
  assertEquals(searchTerms("用Deno写"), ["用", "deno", "写"]);
});

Deno.test("characters outside the basic plane stay whole", () => {
  assertEquals(searchTerms("𠮷野家"), ["𠮷野", "野家", "家"]);
});

Deno.test("Japanese and Korean keep the marks that make other letters", () => {
  assertEquals(searchTerms("がか"), ["がか", "か"]);
  assertEquals(searchTerms("ｶﾞ"), ["ガ"]);
});

Deno.test("any two characters in a row are found, and one character", () => {
  const text = "明天下午三点开会";
  const characters = [...text];
  for (let index = 0; index + 1 < characters.length; index++) {
    assertEquals(found(characters.slice(index, index + 2).join(""), text), true);
  }
  for (const character of characters) assertEquals(found(character, text), true);
  assertEquals(found("天明", text), false);
});

Deno.test("a run is found as it stands, not with its pairs elsewhere", () => {
  assertEquals(found("你好吗", "你好吗"), true);
  assertEquals(found("你好吗", "你好，好吗"), false);
});

Deno.test("all words must occur, as wholes, in any order", () => {
  assertEquals(found("world hello", "Hello, World"), true);
  assertEquals(found("hello moon", "hello world"), false);
  assertEquals(found("hell", "hello"), false);
});

Deno.test("case, width and accents make no difference", () => {
  assertEquals(found("ＣＡＦÉ", "cafe"), true);
  assertEquals(found("uber", "Über"), true);
  assertEquals(found("مرحبا", "مَرْحَبًا"), true);
});

Deno.test("a query of punctuation alone is blank", () => {
  for (const words of ["", "   ", '"*"', "()", "😀"]) {
    assertEquals(isBlank(searchQuery(words)), true);
  }
  assertEquals(isBlank(searchQuery("a")), false);
});

Deno.test("operators and quotes are punctuation", () => {
  assertEquals(searchQuery('a AND "b" NOT (c*) NEAR:d -e'), {
    words: ["a", "and", "b", "not", "c", "near", "d", "e"],
    runs: [],
  });
});

Deno.test("the index is asked for pairs, for whole words, and for how a pair begins", () => {
  assertEquals(indexTerms(searchQuery("你好吗 Deno 天 deno")), [
    { term: "deno", isPrefix: false },
    { term: "你好", isPrefix: false },
    { term: "好吗", isPrefix: false },
    { term: "天", isPrefix: true },
  ]);
});

Deno.test("of a long word the index has the beginning, and a match needs all of it", () => {
  const [term] = searchTerms("a".repeat(65));
  assertEquals(term, "a".repeat(64));
  assertEquals(searchTerms("a".repeat(63) + "𐐨"), ["a".repeat(63)]);
  assertEquals(indexTerms(searchQuery("a".repeat(65)))[0]?.term, term);
  assertEquals(found("a".repeat(65), "a".repeat(66)), false);
});

Deno.test("each term of a text that matches is met by the terms of the text", () => {
  const texts = ["你好世界 hello", "東京タワーで会う", "Grüße aus 北京", "𠮷野家 𠮷"];
  for (const text of texts) {
    const terms = searchTerms(text);
    const wanted = indexTerms(searchQuery(text));
    const missing = wanted.filter(({ term, isPrefix }) =>
      !terms.some((each) => isPrefix ? each.startsWith(term) : each === term)
    );
    assertEquals(missing, []);
  }
});
