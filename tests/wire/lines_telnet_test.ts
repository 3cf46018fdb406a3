/**
 * Telnet commands between and within lines, in one chunk and cut at awkward places.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Line } from "../../lib/wire/lines.ts";
import { linesOf, perChunk, ROOMY, text, textsOf, TIGHT } from "../support/lines.ts";

Deno.test("LineSplitter removes telnet negotiation at the start of a connection", () => {
  // DO suppress-go-ahead, WILL terminal-type, WILL window-size, SB window-size 80x24 SE.
  const opening = [255, 253, 3, 255, 251, 24, 255, 251, 31, 255, 250, 31, 0, 80, 0, 24, 255, 240];
  assertEquals(textsOf([...opening, 0x68, 0x69, 13, 10]), ["hi"]);
  assertEquals(textsOf(...opening.map((byte) => [byte]), "hi\r", "\n"), ["hi"]);
});

Deno.test("LineSplitter drops a telnet command that the end of input cuts short", () => {
  assertEquals(textsOf([0x61, 255, 251]), ["a"]);
  assertEquals(textsOf([255, 250, 24]), []);
});

Deno.test("LineSplitter leaves a command out of a CR LF, and out of the limit", () => {
  assertEquals(textsOf([0x61, 13, 255, 241, 10, 0x62, 10]), ["a", "b"]);
  assertEquals(linesOf(TIGHT, [0x61, 255, 241, 0x62, 0x63, 0x64, 10]), [text("abcd")]);
});

Deno.test("LineSplitter tells a flood of telnet commands as thrown away", () => {
  assertEquals(perChunk(TIGHT, [255, 241], [255], [241], [0x61, 255, 251, 1, 10]), [
    [],
    [],
    [{ kind: "discarded", bytes: 4 }],
    [text("a")],
    [],
  ]);
});

Deno.test("LineSplitter tells what telnet commands ask for between the lines, wherever they are", () => {
  const bytes = [
    0x61,
    10,
    255,
    244,
    255,
    253,
    6,
    0x62,
    255,
    246,
    0x63,
    10,
    255,
    251,
    24,
    255,
    253,
    6,
  ];
  const expected: Line[] = [
    text("a"),
    { kind: "telnet", answer: Uint8Array.of(255, 252, 6) },
    { kind: "are-you-there" },
    text("bc"),
    { kind: "telnet", answer: Uint8Array.of(255, 252, 6) },
  ];
  assertEquals(linesOf(ROOMY, bytes), expected);
  assertEquals(linesOf(ROOMY, ...bytes.map((byte) => [byte])), expected);
});

Deno.test("LineSplitter charges for telnet commands that are answered as for all others", () => {
  const requests = Array<number[]>(3).fill([255, 253, 6]).flat();
  assertEquals(linesOf(TIGHT, requests), [
    { kind: "telnet", answer: Uint8Array.from(Array<number[]>(3).fill([255, 252, 6]).flat()) },
    { kind: "discarded", bytes: 8 },
  ]);
});

Deno.test("LineSplitter reads telnet's EC and EL as the bytes that edit a line", () => {
  assertEquals(textsOf([0x61, 255, 247, 0x62, 255, 248, 0x63, 10]), ["a\x7fb\x15c"]);
});
