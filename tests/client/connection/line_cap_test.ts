import { assertEquals } from "@std/assert";
import { capLines } from "../../../lib/client/connection/line_cap.ts";

async function cap(limit: number, ...chunks: string[]): Promise<string> {
  let all = "";
  for await (const chunk of ReadableStream.from(chunks).pipeThrough(capLines(limit))) all += chunk;
  return all;
}

Deno.test("capLines() passes lines at the limit", async () => {
  assertEquals(await cap(3, "abc\nd", "ef\n\nx"), "abc\ndef\n\nx");
});

Deno.test("capLines() cuts what goes beyond it, and keeps the line end", async () => {
  assertEquals(await cap(3, "abcd", "efg", "h\nij", "klm"), "abc\nijk");
});
