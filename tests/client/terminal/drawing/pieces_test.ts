import { assertEquals } from "@std/assert";
import { piecesOf } from "../../../../lib/client/terminal/drawing/pieces.ts";

function pieces(text: string): string[] {
  return piecesOf(text).map(({ start, end }) => text.slice(start, end));
}

Deno.test("a text may be broken where it has blanks, and nowhere else", () => {
  assertEquals(pieces("a well-known file,  /etc/hosts"), [
    "a",
    "well-known",
    "file,",
    "/etc/hosts",
  ]);
  assertEquals(pieces("  two blanks "), ["  two", "blanks"]);
  assertEquals(pieces(""), []);
});

Deno.test("Chinese may be broken between words, and never before a full stop or after a bracket", () => {
  assertEquals(pieces("你好，世界（测试）。完"), ["你好，", "世界", "（测试）。", "完"]);
  assertEquals(pieces("看API世界"), ["看", "API", "世界"]);
});

Deno.test("Thai may be broken between words, and not inside them", () => {
  assertEquals(pieces("สวัสดีชาวโลก"), ["สวัสดี", "ชาว", "โลก"]);
});

Deno.test("an address of the web is one piece, whatever is in it", () => {
  assertEquals(pieces("看https://example.org/路径/文件?a=b。"), [
    "看",
    "https://example.org/路径/文件?a=b。",
  ]);
});

Deno.test("the pieces and the blanks between them are the text", () => {
  for (const text of ["a  b你好 c", "👨‍👩‍👧是一家人 ok", "ひらがなとカタカナー。", "x".repeat(5000)]) {
    let end = 0;
    for (const piece of piecesOf(text)) {
      assertEquals(text.slice(end, piece.start).trim(), "");
      end = piece.end;
    }
    assertEquals(text.slice(end).trim(), "");
  }
});
