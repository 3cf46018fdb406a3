/**
 * @module
 */

import { assertEquals } from "@std/assert";
import { piecesOf } from "../../lib/page/text/links.ts";
import { mentions } from "../../lib/page/text/mentions.ts";
import { byteLength, linesOf } from "../../lib/page/text/typed.ts";

for (
  const [text, word, isThere] of [
    ["hi Ann!", "ann", true],
    ["an annex", "ann", false],
    ["joann", "ann", false],
    ["ann_b", "ann", false],
    ["@ann: look", "ANN", true],
    ["你好ann在吗", "ann", true],
    ["我找小明了", "小明", true],
    ["élan", "lan", false],
    ["ＡＮＮ came", "ann", true],
    ["annex and ann", "ann", true],
    ["ann\u0301", "ann", false],
    ["a 𝒶nn", "ann", true],
    ["anything", "", false],
    ["guest-1", "guest-12", false],
    ["guest-12", "guest-1", false],
  ] as const
) {
  Deno.test(`mentions("${text}", "${word}") is ${isThere}`, () => {
    assertEquals(mentions(text, word), isThere);
  });
}

for (
  const [text, links] of [
    ["see https://example.org.", ["https://example.org"]],
    ["(https://example.org/a)", ["https://example.org/a"]],
    ["https://example.org/a_(b)", ["https://example.org/a_(b)"]],
    ["(see https://example.org/a_(b))", ["https://example.org/a_(b)"]],
    ["[https://example.org/a[1]]", ["https://example.org/a[1]"]],
    ["看https://example.org/路。好", ["https://example.org/路"]],
    ["看 https://example.org/路。好", ["https://example.org/路"]],
    ["看：https://example.org/a，还有", ["https://example.org/a"]],
    ["「https://example.org/a」", ["https://example.org/a"]],
    ["https://example.org/a（旧）", ["https://example.org/a"]],
    ["https://example.org/a“b", ["https://example.org/a"]],
    ["<https://example.org/a>", ["https://example.org/a"]],
    ["http://[::1]:8000/x", ["http://[::1]:8000/x"]],
    ["HTTP://EXAMPLE.ORG!", ["HTTP://EXAMPLE.ORG"]],
    ["https://a.example, https://b.example", ["https://a.example", "https://b.example"]],
    ["https://a@evil.example", []],
    ["https://a:b@evil.example", []],
    ["javascript:alert(1) data:text/html,x ftp://x.example", []],
    ["xhttps://example.org", []],
    ["https://", []],
    ["https:///", []],
    ["https://example.org/?q=a&b=c#d,", ["https://example.org/?q=a&b=c#d"]],
  ] as const
) {
  Deno.test(`piecesOf("${text}") has the links [${links}]`, () => {
    const pieces = piecesOf(text);
    assertEquals(pieces.flatMap(({ href }) => href ?? []), [...links]);
    assertEquals(pieces.map((piece) => piece.text).join(""), text);
  });
}

Deno.test("piecesOf() makes at most 50 links of one text, and loses none of it", () => {
  const text = "http://a.b ".repeat(60);
  const pieces = piecesOf(text);
  assertEquals(pieces.filter(({ href }) => href !== undefined).length, 50);
  assertEquals(pieces.map((piece) => piece.text).join(""), text);
});

Deno.test("piecesOf() takes time in proportion to a text of nothing but brackets", () => {
  const text = "https://a.b/" + ")".repeat(4000);
  assertEquals(piecesOf(text).flatMap(({ href }) => href ?? []), ["https://a.b/"]);
});

for (const text of ["", "ann", "é", "你好", "𝒶", "a\u0000b", "你𝒶é"]) {
  Deno.test(`byteLength(${JSON.stringify(text)}) is that of UTF-8`, () => {
    assertEquals(byteLength(text), new TextEncoder().encode(text).length);
  });
}

Deno.test("linesOf() leaves out blank lines and blanks at the ends of lines", () => {
  assertEquals(linesOf("a \r\n\n  b\rc\u2028d\n"), ["a", "  b", "c", "d"]);
  assertEquals(linesOf(" \n"), []);
});
