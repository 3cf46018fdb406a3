import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import {
  escapeUnprintable,
  escapeUnprintableJson,
  quote,
  shorten,
} from "../../lib/text/printable.ts";

Deno.test("escapeUnprintable leaves what can be seen", () => {
  for (const text of ["plain text", "Grüße 你好 🎉", "tab-less \\ \" ' ="]) {
    assertEquals(escapeUnprintable(text), text);
  }
});

Deno.test("escapeUnprintable writes controls, reordering, hidden and broken code points out", () => {
  assertEquals(escapeUnprintable("a\nb\r\x1b[2J\x7f"), "a\\u{a}b\\u{d}\\u{1b}[2J\\u{7f}");
  assertEquals(
    escapeUnprintable("\u009b\u202e\u2066\u2028\ufeff"),
    "\\u{9b}\\u{202e}\\u{2066}\\u{2028}\\u{feff}",
  );
  assertEquals(
    escapeUnprintable("\u{e0041}\ud800\u3164\u{10ffff}"),
    "\\u{e0041}\\u{d800}\\u{3164}\\u{10ffff}",
  );
});

Deno.test("escapeUnprintableJson keeps the meaning of JSON", () => {
  const value = { text: "\x7f\u009b\u202e\u{e0041}\ud800 ok 🎉" };
  const json = escapeUnprintableJson(JSON.stringify(value));
  assertEquals(json, '{"text":"\\u007f\\u009b\\u202e\\udb40\\udc41\\ud800 ok 🎉"}');
  assertEquals(JSON.parse(json), value);
});

Deno.test("shorten cuts at the limit, but never through a code point", () => {
  assertEquals(shorten("abc", 3), "abc");
  assertEquals(shorten("abcd", 3), "abc…");
  assertEquals(shorten("a🎉b", 2), "a…");
  assertEquals(shorten("a🎉b", 3), "a🎉…");
});

Deno.test("quote sets a value apart from the sentence around it", () => {
  assertEquals(quote('say "hi" \\ \n'), '"say \\"hi\\" \\\\ \\u{a}"');
  assertEquals(quote("abcdef", 3), '"abc…"');
});

Deno.test("nothing unprintable comes out, whatever goes in", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(quote(text)));
  }));
});
