/**
 * What counts as a line, at each bound and one past it, in one chunk and cut at awkward places.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { LineLimits } from "../../lib/wire/line_limits.ts";
import { type Line, lineDecoder, LineSplitter } from "../../lib/wire/lines.ts";
import { bytesOf, linesOf, perChunk, ROOMY, text, textsOf, TIGHT } from "../support/lines.ts";

Deno.test("LineSplitter gives the lines of each chunk, and the unfinished one at the end", () => {
  assertEquals(perChunk(ROOMY, "a\nb\nc", "d\n", "e"), [
    [text("a"), text("b")],
    [text("cd")],
    [],
    [text("e")],
  ]);
});

Deno.test("LineSplitter gives nothing for no bytes, and no line after the last line end", () => {
  assertEquals(textsOf(), []);
  assertEquals(textsOf("", ""), []);
  assertEquals(textsOf("a\n"), ["a"]);
  assertEquals(textsOf("a\r"), ["a"]);
  assertEquals(textsOf("a", "\r", "\n"), ["a"]);
});

Deno.test("LineSplitter gives the unfinished last line once", () => {
  const splitter = new LineSplitter(ROOMY);
  splitter.push(bytesOf("bye"));
  assertEquals(splitter.end(), [text("bye")]);
  assertEquals(splitter.end(), []);
});

Deno.test("LineSplitter gives an empty line for each line end with nothing before it", () => {
  assertEquals(textsOf("\n\n"), ["", ""]);
  assertEquals(textsOf("\r\n\r\n"), ["", ""]);
  assertEquals(textsOf("\r\r"), ["", ""]);
  assertEquals(textsOf("\n\r"), ["", ""]);
});

Deno.test("LineSplitter knows LF, CR LF, CR NUL and a lone CR", () => {
  assertEquals(textsOf("a\nb\r\nc\r\0d\re\n"), ["a", "b", "c", "d", "e"]);
  assertEquals(textsOf("a\r\r\nb\n\rc"), ["a", "", "b", "", "c"]);
});

Deno.test("LineSplitter gives a line at its CR and swallows an LF or NUL in the next chunk", () => {
  assertEquals(perChunk(ROOMY, "a\r", "\nb\r", "\0c\r", "d"), [
    [text("a")],
    [text("b")],
    [text("c")],
    [],
    [text("d")],
  ]);
});

Deno.test("LineSplitter swallows one LF or NUL after a CR, not two", () => {
  assertEquals(textsOf("a\r", "\n", "\nb"), ["a", "", "b"]);
  assertEquals(textsOf("a\r\0\0b\n"), ["a", "\0b"]);
  assertEquals(textsOf("a\r", "\0", "\0b\n"), ["a", "\0b"]);
});

Deno.test("LineSplitter keeps control characters for the sanitiser", () => {
  assertEquals(textsOf("a\n", "a\0b\x1b[2J\x7f\t\n"), ["a", "a\0b\x1b[2J\x7f\t"]);
});

Deno.test("LineSplitter does not end lines at U+0085, U+2028 or a vertical tab", () => {
  assertEquals(textsOf("a\u0085b\u2028c\vd\fe\n"), ["a\u0085b\u2028c\vd\fe"]);
});

Deno.test("LineSplitter joins UTF-8 split across chunks", () => {
  assertEquals(textsOf([0xe4], [0xbd], [0xa0, 0xe5, 0xa5], [0xbd, 0x0a]), ["你好"]);
  assertEquals(textsOf([0xf0, 0x9f], [0x98], [0x80], [0x0a]), ["😀"]);
});

Deno.test("LineSplitter replaces what is not UTF-8, and never across a line end", () => {
  assertEquals(textsOf([0xe4, 0xbd, 0x0a, 0xa0, 0x0a, 0x61, 0x0a]), ["\ufffd", "\ufffd", "a"]);
  assertEquals(textsOf([0xf0, 0x9f, 0x98, 0x0d, 0x80, 0x0a]), ["\ufffd", "\ufffd"]);
  assertEquals(textsOf([0x61, 0x9b, 0x62, 0x0a]), ["a\ufffdb"]);
  assertEquals(textsOf([0x61, 0xe4]), ["a\ufffd"]);
});

Deno.test("LineSplitter says of each line whether it was UTF-8", () => {
  const wrong = (text: string): Line => ({ kind: "text", text, isNotUtf8: true });
  for (const cut of [false, true]) {
    const of = (...bytes: number[]) =>
      linesOf(ROOMY, ...cut ? bytes.map((byte) => [byte]) : [bytes]);
    // GBK and Big5 of two characters, Latin-1, and a replacement character that was sent as such.
    assertEquals(of(0xc4, 0xe3, 0xba, 0xc3, 10), [wrong("\ufffd\ufffd\ufffd")]);
    assertEquals(of(0xa7, 0x41, 0xa6, 0x6e, 10), [wrong("\ufffdA\ufffdn")]);
    assertEquals(of(97, 0xe9, 13, 10, 98, 10), [wrong("a\ufffd"), text("b")]);
    assertEquals(of(0xef, 0xbf, 0xbd, 10, 0xe9, 10), [text("\ufffd"), wrong("\ufffd")]);
    // Cut characters take up as many bytes as what they are replaced by.
    assertEquals(of(0xf0, 0x9f, 0x98, 10), [wrong("\ufffd")]);
    assertEquals(of(0xef, 0xbf, 0xef, 0xbf, 0xbd, 13), [wrong("\ufffd\ufffd")]);
  }
});

Deno.test("LineSplitter takes a line of exactly the limit, however it ends and is cut", () => {
  assertEquals(linesOf(TIGHT, "abcd\n"), [text("abcd")]);
  assertEquals(linesOf(TIGHT, "abcd\r\nabcd\r\0abcd\rabcd"), Array(4).fill(text("abcd")));
  assertEquals(linesOf(TIGHT, "abc", "d", "\n"), [text("abcd")]);
  assertEquals(linesOf(TIGHT, "a\nabcd\nb\n"), [text("a"), text("abcd"), text("b")]);
});

Deno.test("LineSplitter gives a line of one byte more as overlong, once, at its end", () => {
  const expected: Line[] = [{ kind: "overlong", bytes: 5 }, text("ok")];
  assertEquals(linesOf(TIGHT, "abcde\nok\n"), expected);
  assertEquals(linesOf(TIGHT, "abcde\r\nok\n"), expected);
  assertEquals(linesOf(TIGHT, "abcd", "e", "\r", "\nok\n"), expected);
  assertEquals(linesOf(TIGHT, "abcde"), [{ kind: "overlong", bytes: 5 }]);
});

Deno.test("LineSplitter counts bytes, not characters", () => {
  assertEquals(linesOf(TIGHT, "😀\n"), [text("😀")]);
  assertEquals(linesOf(TIGHT, "😀a\n"), [{ kind: "overlong", bytes: 5 }]);
});

Deno.test("LineSplitter tells of an overlong line at the notice limit, before its end", () => {
  assertEquals(perChunk(TIGHT, "a".repeat(9), "a", "\n"), [
    [],
    [{ kind: "overlong", bytes: 10 }],
    [],
    [],
  ]);
});

Deno.test("LineSplitter tells what it throws away in whole line lengths, then the rest", () => {
  assertEquals(perChunk(TIGHT, "a".repeat(13), "a", "a".repeat(9), "aa\nok\n"), [
    [{ kind: "overlong", bytes: 10 }],
    [{ kind: "discarded", bytes: 4 }],
    [{ kind: "discarded", bytes: 8 }],
    [{ kind: "discarded", bytes: 3 }, text("ok")],
    [],
  ]);
});

Deno.test("LineSplitter tells the rest of an overlong line at the end of input", () => {
  assertEquals(linesOf(TIGHT, "a".repeat(11)), [
    { kind: "overlong", bytes: 10 },
    { kind: "discarded", bytes: 1 },
  ]);
});

Deno.test("LineSplitter tells each overlong line anew", () => {
  assertEquals(linesOf(TIGHT, `${"a".repeat(12)}\n`, `${"b".repeat(6)}\n`, "c\n"), [
    { kind: "overlong", bytes: 10 },
    { kind: "discarded", bytes: 2 },
    { kind: "overlong", bytes: 6 },
    text("c"),
  ]);
});

Deno.test("LineSplitter tells an endless line after 1 MiB unless told otherwise", () => {
  const splitter = new LineSplitter(ROOMY);
  const chunk = new Uint8Array(65_536).fill(0x61);
  const lines: Line[] = [];
  for (let i = 0; i < 1600; i += 1) {
    lines.push(...splitter.push(chunk));
    assertEquals(splitter.heldBytes, 0);
    if (i === 14) assertEquals(lines, []);
    if (i === 15) assertEquals(lines, [{ kind: "overlong", bytes: 1_048_576 }]);
  }
  const discarded = lines.slice(1);
  assertEquals(discarded.length, 1584);
  assertEquals(discarded.every((line) => line.kind === "discarded" && line.bytes === 65_536), true);
});

Deno.test("LineSplitter holds nothing between lines and at most one line within", () => {
  const splitter = new LineSplitter({ maxLineBytes: 1000 });
  assertEquals(splitter.heldBytes, 0);
  splitter.push(bytesOf("hello\nhe"));
  assertEquals(splitter.heldBytes, 64);
  splitter.push(bytesOf("a".repeat(998)));
  assertEquals(splitter.heldBytes, 1000);
  splitter.push(bytesOf("a"));
  assertEquals(splitter.heldBytes, 0);
  splitter.push(bytesOf("\nnext"));
  assertEquals(splitter.heldBytes, 64);
  splitter.push(bytesOf("\r"));
  assertEquals(splitter.heldBytes, 0);
});

Deno.test("LineSplitter keeps nothing of a chunk that its reader overwrites", () => {
  const splitter = new LineSplitter(ROOMY);
  const chunk = bytesOf("one\ntwo");
  const first = splitter.push(chunk);
  chunk.fill(0x78);
  assertEquals([...first, ...splitter.push(bytesOf("\n"))], [text("one"), text("two")]);
});

Deno.test("lineDecoder() gives one array a chunk, none for no line, and the last line", async () => {
  const chunks = ["a\nb\n", "c", "d", "\ne"].map(bytesOf);
  const arrays: (readonly Line[])[] = [];
  for await (const lines of ReadableStream.from(chunks).pipeThrough(lineDecoder(ROOMY))) {
    arrays.push(lines);
  }
  assertEquals(arrays, [[text("a"), text("b")], [text("cd")], [text("e")]]);
});

Deno.test("lineDecoder() is done with a chunk when its write has resolved", async () => {
  const decoder = lineDecoder(ROOMY);
  const writer = decoder.writable.getWriter();
  const buffer = new Uint8Array(8);
  const read = Array.fromAsync(decoder.readable);
  for (const word of ["one\ntw", "o\nthre", "e\n"]) {
    const { written } = new TextEncoder().encodeInto(word, buffer);
    await writer.write(buffer.subarray(0, written));
    buffer.fill(0x78);
  }
  await writer.close();
  assertEquals((await read).flat(), [text("one"), text("two"), text("three")]);
});

Deno.test("lineDecoder() passes an error of its source on", async () => {
  const decoder = lineDecoder(ROOMY);
  const read = Array.fromAsync(decoder.readable).catch((error: Error) => error.message);
  await decoder.writable.abort(new Error("reset"));
  assertEquals(await read, "reset");
});

/** Lines may be twice as long after a first line that says so. */
const DOUBLED: LineLimits = {
  ...TIGHT,
  limitAfter: (first) => first === "two" ? 8 : undefined,
};

Deno.test("LineSplitter takes longer lines after a first line that allows it", () => {
  const all = "two\n12345678\n123456789\n1234\n";
  const expected = [text("two"), text("12345678"), { kind: "overlong", bytes: 9 }, text("1234")];
  assertEquals<unknown>(linesOf(DOUBLED, all), expected);
  assertEquals<unknown>(linesOf(DOUBLED, ...all), expected);
});

Deno.test("LineSplitter asks the first line alone, and one within the limit", () => {
  const overlong = { kind: "overlong", bytes: 5 } as const;
  assertEquals(linesOf(DOUBLED, "one\ntwo\n12345\n"), [text("one"), text("two"), overlong]);
  assertEquals(linesOf(DOUBLED, "12345\ntwo\n12345\n"), [overlong, text("two"), overlong]);
});

/** The same, and the first line may be longer if it is an object. */
const OBJECTS: LineLimits = {
  ...TIGHT,
  limitAfter: (first) => first.startsWith("{two") ? 8 : undefined,
  firstObjectBytes: 12,
};

Deno.test("LineSplitter takes a longer first line that is an object, if it allows longer ones", () => {
  const later = [text("12345678"), { kind: "overlong", bytes: 9 }];
  for (const first of ["{two", "{two 678}", "{two 6789 1}"]) {
    const all = `${first}\n12345678\n123456789\n`;
    assertEquals<unknown>(linesOf(OBJECTS, all), [text(first), ...later], first);
    assertEquals<unknown>(linesOf(OBJECTS, ...all), [text(first), ...later], first);
  }
});

Deno.test("LineSplitter takes no other longer line", () => {
  for (
    const first of ["{one", "{two 6789 12}", "{one}", "12345", " {two", "{twoo\u{1f600}\u{1f600}"]
  ) {
    const bytes = new TextEncoder().encode(first).length;
    const told = bytes > 4 ? { kind: "overlong", bytes } : text(first);
    const all = `${first}\n{two}\n1234\n`;
    const expected = [told, { kind: "overlong", bytes: 5 }, text("1234")];
    assertEquals<unknown>(linesOf(OBJECTS, all), expected, first);
  }
});
