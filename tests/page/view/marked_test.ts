import { assertEquals } from "@std/assert";
import { markedParts } from "../../../lib/page/view/marked.ts";

/** The text with brackets around what is marked. */
function marked(text: string, asked: string): string {
  return markedParts(text, asked).map((piece) => piece.isMarked ? `[${piece.text}]` : piece.text)
    .join("");
}

Deno.test("markedParts() marks each word wherever it stands, without regard to case", () => {
  assertEquals(
    marked("The Build is green; build it", "build green"),
    "The [Build] is [green]; [build] it",
  );
  assertEquals(marked("今天发布新版本", "发布"), "今天[发布]新版本");
});

Deno.test("markedParts() marks nothing for filters, or without words", () => {
  assertEquals(markedParts("from ann in dev", "from:ann in:dev"), [
    { text: "from ann in dev", isMarked: false },
  ]);
  assertEquals(markedParts("x", "  "), [{ text: "x", isMarked: false }]);
});

Deno.test("markedParts() takes signs of regular expressions for what they are", () => {
  assertEquals(
    marked("a.b a+b (c) [d] $1 \\ x|y", "a.b (c) $1 \\ [d] x|y"),
    "[a.b] a+b [(c)] [[d]] [$1] [\\] [x|y]",
  );
  assertEquals(marked("-- a/b {2}", "-- a/b {2}"), "[--] [a/b] [{2}]");
});

Deno.test("markedParts() loses no character", () => {
  const text = "😀 a😀b aab";
  for (const asked of ["a", "😀", "aa a", "b 😀"]) {
    assertEquals(markedParts(text, asked).map((piece) => piece.text).join(""), text);
  }
});
