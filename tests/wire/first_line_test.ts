/**
 * How a connection begins, in bytes: a byte order mark, another protocol, a first line too long.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { LineLimits } from "../../lib/wire/line_limits.ts";
import type { Line } from "../../lib/wire/lines.ts";
import { linesOf, perChunk, ROOMY, text, textsOf, TIGHT } from "../support/lines.ts";

Deno.test("LineSplitter drops a byte order mark at the very beginning, however it is cut", () => {
  assertEquals(textsOf("\ufeffa\n\ufeffb\n", "\ufeff", "c\n"), ["a", "\ufeffb", "\ufeffc"]);
  assertEquals(textsOf([0xef], [0xbb], [], [0xbf], "a\n"), ["a"]);
  assertEquals(textsOf([0xef, 0xbb], [0xbf, 0xef, 0xbb, 0xbf, 10]), ["\ufeff"]);
  assertEquals(textsOf("\ufeff"), []);
  assertEquals(linesOf(TIGHT, "\ufeffabcd\n"), [text("abcd")]);
});

Deno.test("LineSplitter keeps what only begins like a byte order mark", () => {
  assertEquals(textsOf([0xef], [0xbb], [0xbc, 10]), ["\ufefc"]);
  assertEquals(textsOf([0xef, 0xbb], "\n"), ["\ufffd"]);
  assertEquals(textsOf([0xef], "a\n"), ["\ufffda"]);
  assertEquals(textsOf("a\n\ufeffb\n"), ["a", "\ufeffb"]);
});

Deno.test("LineSplitter gives another protocol as soon as it is known, and nothing after it", () => {
  const tls: Line[] = [{ kind: "foreign", protocol: "tls" }];
  assertEquals(perChunk(ROOMY, [0x16, 0x03, 0x01, 0x02, 0x00, 10, 0x61, 10], "a\n"), [
    tls,
    [],
    [],
  ]);
  assertEquals(perChunk(ROOMY, [0x16], [], [0x03], [0x01], "a\n"), [[], [], [], tls, [], []]);
  for (const minor of [0, 2, 3, 4]) assertEquals(linesOf(ROOMY, [0x16, 0x03, minor]), tls);
  const flood = [0x16, 3, 1, ...Array<number[]>(9).fill([255, 253, 6]).flat()];
  assertEquals(linesOf(TIGHT, flood), tls);
});

Deno.test("LineSplitter takes a NUL in the first line for no text, and not in another", () => {
  const binary: Line[] = [{ kind: "foreign", protocol: "binary" }];
  assertEquals(linesOf(ROOMY, "a\0b\n"), binary);
  assertEquals(perChunk(ROOMY, "abc", "\0"), [[], binary, []]);
  assertEquals(linesOf(TIGHT, "abcdefg", "\0"), binary);
  assertEquals(textsOf("a\r\0b\n"), ["a", "b"]);
  assertEquals(textsOf("a\r", "\0b\n"), ["a", "b"]);
  assertEquals(textsOf("a\n", "\0\n"), ["a", "\0"]);
  // A command is heard by nobody; what is wrong with it is told.
  assertEquals(textsOf("/nick a\0b\n"), ["/nick a\0b"]);
  assertEquals(textsOf("/nick ", "a\0b\n"), ["/nick a\0b"]);
});

Deno.test("LineSplitter takes what only begins like a TLS hello as text", () => {
  assertEquals(textsOf([0x16, 0x03, 0x05, 10]), ["\x16\x03\x05"]);
  assertEquals(textsOf([0x16], [0x03], [0x0a]), ["\x16\x03"]);
  assertEquals(textsOf([0x16], "\n"), ["\x16"]);
  assertEquals(textsOf([0x16, 0x03]), ["\x16\x03"]);
  assertEquals(textsOf("a\n", [0x16, 0x03, 0x01, 10]), ["a", "\x16\x03\x01"]);
});

Deno.test("LineSplitter says of a first line over the limit what protocol it belongs to", () => {
  const limits: LineLimits = { maxLineBytes: 16, overlongNoticeBytes: 64 };
  const request = "GET /abcdefghijk HTTP/1.1";
  const told: Line = { kind: "overlong", bytes: 25, protocol: "http" };
  assertEquals(linesOf(limits, `${request}\r\nHost: x\r\n`), [told, text("Host: x")]);
  assertEquals(linesOf(limits, ...request), [told]);
  assertEquals(linesOf(limits, "x\n", ...request, "\n")[1], { kind: "overlong", bytes: 25 });
  assertEquals(linesOf(limits, "GET well and very soon"), [{ kind: "overlong", bytes: 22 }]);
  assertEquals(linesOf(limits, "PASS correct-horse-battery\n"), [
    { kind: "overlong", bytes: 26, protocol: "irc" },
  ]);
});

Deno.test("LineSplitter takes a target that does not end for that of a request", () => {
  const limits: LineLimits = { maxLineBytes: 16, overlongNoticeBytes: 64 };
  for (const [line, isRequest] of [[`GET /${"a".repeat(99)}`, true], ["a".repeat(104), false]]) {
    const told = { kind: "overlong", bytes: 64, ...(isRequest && { protocol: "http" }) };
    assertEquals(linesOf(limits, `${line}`)[0] as unknown, told);
  }
  const atTheBound = `GET /${"a".repeat(52)} HTTP/1.1 and more`;
  assertEquals(linesOf(limits, atTheBound)[0], linesOf(limits, ...atTheBound)[0]);
});
