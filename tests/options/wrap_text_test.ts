import { assertEquals } from "@std/assert";
import { pieces, widthOf, wrapText } from "../../lib/options/wrap_text.ts";

Deno.test("English breaks at its blanks", () => {
  assertEquals(wrapText("one two three", 8), ["one two", "three"]);
  assertEquals(wrapText("one incomprehensible", 8), ["one", "incomprehensible"]);
});

Deno.test("Chinese breaks between its characters, each of which takes two columns", () => {
  assertEquals(wrapText("在终端上使用颜色", 8), ["在终端上", "使用颜色"]);
  assertEquals(widthOf("用 nc 连接"), 10);
});

Deno.test("no line begins with a full stop or ends with an opening parenthesis", () => {
  assertEquals(wrapText("在终端上，使用", 8), ["在终端", "上，使用"]);
  assertEquals(wrapText("在终端（默认）", 8), ["在终端", "（默认）"]);
});

Deno.test("names within Chinese stay whole", () => {
  assertEquals(wrapText("请用 --timestamps 选项", 8), ["请用", "--timestamps", "选项"]);
});

Deno.test("the pieces are the whole text", () => {
  const text = "在 HOST:PORT、[IPV6]:PORT 或 unix:PATH 接受普通连接；端口 0 表示自动选择。";
  assertEquals(pieces(text).join(""), text);
});
