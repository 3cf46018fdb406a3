/**
 * The lines of an import and their numbers.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import {
  type BadLine,
  type NumberedLine,
  numberedLines,
} from "../../../lib/upkeep/format/numbered_lines.ts";

async function linesOf(
  chunks: readonly (string | Uint8Array)[],
  limit?: number,
): Promise<Array<NumberedLine | BadLine>> {
  async function* source(): AsyncGenerator<Uint8Array> {
    const buffer = new Uint8Array(1000);
    for (const chunk of chunks) {
      const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      // The buffer is used again, as the contract allows.
      buffer.fill(0x78);
      buffer.set(bytes);
      yield await Promise.resolve(buffer.subarray(0, bytes.length));
    }
  }
  return await Array.fromAsync(numberedLines(source(), limit));
}

Deno.test("lines end with LF or CR LF, blank ones count, the last needs no end", async () => {
  assertEquals(await linesOf(["a\r\nb\n\n \nc"]), [
    { line: 1, text: "a" },
    { line: 2, text: "b" },
    { line: 5, text: "c" },
  ]);
  assertEquals(await linesOf([]), []);
  assertEquals(await linesOf(["\ufeffa\n\ufeffb\n"]), [
    { line: 1, text: "a" },
    { line: 2, text: "\ufeffb" },
  ]);
});

Deno.test("the lines do not depend on the chunks", async () => {
  const whole = new TextEncoder().encode('{"a":"é李"}\r\n\n{"b":1}\nlast');
  const expected = await linesOf([whole]);
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(whole.length)), async (cuts) => {
    const ends = [...new Set(cuts)].sort((a, b) => a - b);
    const chunks = [...ends, whole.length].map((end, i) => whole.slice(ends[i - 1] ?? 0, end));
    assertEquals(await linesOf(chunks), expected);
  }));
});

Deno.test("a line at the limit is read, one byte more is refused and ends it", async () => {
  assertEquals(await linesOf(["12345\n6\n"], 5), [{ line: 1, text: "12345" }, {
    line: 2,
    text: "6",
  }]);
  const fault = { code: "too-long", limit: 5 } as const;
  assertEquals(await linesOf(["1\n123456\n7\n"], 5), [{ line: 1, text: "1" }, { line: 2, fault }]);
  // Without an end, and in pieces: it is refused before it has ended.
  assertEquals(await linesOf(["123", "456", "789"], 5), [{ line: 1, fault }]);
  assertEquals(await linesOf(["123", "456\n"], 5), [{ line: 1, fault }]);
});

Deno.test("a line that is not UTF-8 is refused with its number", async () => {
  assertEquals(await linesOf(["a\n", Uint8Array.of(0x61, 0xff, 10), "b\n"]), [
    { line: 1, text: "a" },
    { line: 2, fault: { code: "not-utf8" } },
  ]);
});
