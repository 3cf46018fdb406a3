import { assertEquals } from "@std/assert";
import { SentLines } from "../../../lib/page/view/sent_lines.ts";

function sent(...texts: string[]): SentLines {
  const lines = new SentLines();
  for (const text of texts) lines.add(text);
  return lines;
}

Deno.test("SentLines: goes back to the oldest, and forth to what had been begun", () => {
  const lines = sent("one", "two");
  assertEquals(lines.older("begun"), "two");
  assertEquals(lines.older("two"), "one");
  assertEquals(lines.older("one"), undefined);
  assertEquals(lines.newer("one"), "two");
  assertEquals(lines.newer("two"), "begun");
  assertEquals(lines.newer("begun"), undefined);
});

Deno.test("SentLines: a text that was changed is a draft from then on", () => {
  const lines = sent("one", "two");
  lines.older("");
  assertEquals(lines.newer("two!"), undefined);
  assertEquals(lines.older("two!"), "two");
  assertEquals(lines.newer("two"), "two!");
});

Deno.test("SentLines: remembers no text twice in a row, and 100 at most", () => {
  const lines = sent("one", "one");
  assertEquals(lines.older(""), "one");
  assertEquals(lines.older("one"), undefined);
  const many = sent(...Array.from({ length: 101 }, (_, at) => `text ${at}`));
  let [count, shown] = [0, ""];
  for (let next = many.older(""); next !== undefined; next = many.older(shown)) {
    [count, shown] = [count + 1, next];
  }
  assertEquals([count, shown], [100, "text 1"]);
});

Deno.test("SentLines: nothing was sent", () => {
  assertEquals(sent().older("begun"), undefined);
  assertEquals(sent().newer("begun"), undefined);
});
