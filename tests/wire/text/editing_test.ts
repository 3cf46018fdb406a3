/**
 * What backspace and its like leave of a line.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { edit } from "../../../lib/wire/text/editing.ts";

Deno.test("edit() takes away the character before a BS or a DEL", () => {
  assertEquals(edit("helo\blo"), "hello");
  assertEquals(edit("helo\x7flo"), "hello");
  assertEquals(edit("/wjo\b\bho"), "/who");
  assertEquals(edit("你们\b好"), "你好");
  assertEquals(edit("a\tb\b\b"), "a");
});

Deno.test("edit() takes a whole character as people see it", () => {
  for (const character of ["é", "e\u0301", "👩‍👩‍👧", "🇨🇭", "👍🏽", "한", "ก็", "क्षि", "❤️", "\ufffd"]) {
    assertEquals(edit(`a${character}\bb`), "ab", character);
    assertEquals(edit(`${character}${character}\x7f`), character, character);
  }
});

Deno.test("edit() counts a mark to the character that it is typed to, also after an edit", () => {
  assertEquals(edit("ax\b\u0301\b"), "");
  assertEquals(edit("x\b\u0301"), "\u0301");
});

Deno.test("edit() does nothing where there is nothing before", () => {
  assertEquals(edit("\b\x7f\x15\x17a"), "a");
  assertEquals(edit("a\b\b\b\bb"), "b");
  assertEquals(edit("\b"), "");
});

Deno.test("edit() takes away all before a Ctrl-U, and the word before a Ctrl-W with its blanks", () => {
  assertEquals(edit("secret\x15public"), "public");
  assertEquals(edit("one two  \x17three"), "one three");
  assertEquals(edit("one two\x17\x17three"), "three");
  assertEquals(edit("你好 世界\x17再见"), "你好 再见");
});

Deno.test("edit() leaves every other control and every other line as it is", () => {
  for (const line of ["", "hello", "\0\x01\x1b[D\x0c\x80", "e\u0301", "{}", "\ud800"]) {
    assertEquals(edit(line), line);
  }
});

Deno.test("edit() is linear in the length of a line that is made to slow it down", () => {
  const cluster = `a${"\u0301".repeat(100_000)}`;
  edit(`${cluster}${"x\b".repeat(100_000)}`);
  edit(`${"a".repeat(200_000)}${"\x17".repeat(200_000)}`);
  edit(`${cluster}${"é\b".repeat(50_000)}`);
  // Otherwise this test would take minutes.
});

Deno.test("edit() gives what a person sees who types the characters one by one", () => {
  const keys = fc.constantFrom("a", "b", " ", "é", "你", "👍🏽", "\b", "\x7f", "\x15");
  fc.assert(fc.property(fc.array(keys, { maxLength: 30 }), (typed) => {
    const seen: string[] = [];
    for (const key of typed) {
      if (key === "\x15") seen.length = 0;
      else if (key === "\b" || key === "\x7f") seen.pop();
      else seen.push(key);
    }
    assertEquals(edit(typed.join("")), seen.join(""));
  }));
});
