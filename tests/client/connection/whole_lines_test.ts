import { assertEquals } from "@std/assert";
import { wholeLines } from "../../../lib/client/connection/whole_lines.ts";

async function whole(limit: number, ...chunks: string[]): Promise<string> {
  let all = "";
  for await (const chunk of ReadableStream.from(chunks).pipeThrough(wholeLines(limit))) {
    all += chunk;
  }
  return all;
}

Deno.test("wholeLines() passes lines at the limit", async () => {
  assertEquals(await whole(3, "abc\nd", "ef\n\nx\n"), "abc\ndef\n\nx\n");
});

Deno.test("wholeLines() cuts what goes beyond it, and keeps the line end", async () => {
  assertEquals(await whole(3, "abcd", "efg", "h\nij", "klm\n"), "abc\nijk\n");
});

Deno.test("wholeLines() drops a line that has no end", async () => {
  assertEquals(await whole(3, "abc\nab"), "abc\n");
  assertEquals(await whole(3, "a", "b"), "");
});
