import { assertEquals } from "@std/assert";
import { type InputLine, InputLines } from "../../../lib/client/pipe/input_lines.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Reads all lines of bytes that come in chunks. */
async function read(chunks: readonly Bytes[], limit?: number): Promise<InputLine[]> {
  const lines = new InputLines(ReadableStream.from(chunks), limit);
  const all: InputLine[] = [];
  for (let line = await lines.next(); line !== undefined; line = await lines.next()) all.push(line);
  return all;
}

/** The texts of the lines; the bytes come one by one, and all at once, and must give the same. */
async function texts(content: string | number[], limit?: number): Promise<string[]> {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : Uint8Array.from(content);
  const single = await read(Array.from(bytes, (byte) => Uint8Array.of(byte)), limit);
  const whole = await read([bytes], limit);
  assertEquals(single, whole);
  return whole.map(({ text }) => text);
}

Deno.test("InputLines end as lines do on the wire", async () => {
  assertEquals(await texts("a\nb\r\nc\rd\r\0e\n\n\r\rf"), [
    ...["a", "b", "c", "d", "e", "", "", "", "f"],
  ]);
});

Deno.test("InputLines give the last line without a line end, and nothing after one", async () => {
  assertEquals(await texts("a\nlast"), ["a", "last"]);
  assertEquals(await texts("a\n"), ["a"]);
  assertEquals(await texts("a\r"), ["a"]);
  assertEquals(await texts(""), []);
});

Deno.test("InputLines keep what is within a line, NUL bytes too", async () => {
  assertEquals(await texts(" /quit\tx \0 y\n"), [" /quit\tx \0 y"]);
});

Deno.test("InputLines leave out a byte order mark at the start, and there alone", async () => {
  assertEquals(await texts("\ufeff/me waves\n\ufeffx"), ["/me waves", "\ufeffx"]);
  assertEquals(await texts([0xef, 0xbb]), ["\ufffd"]);
  assertEquals(await texts([0xef]), ["\ufffd"]);
});

Deno.test("InputLines read UTF-16 of either order by its mark", async () => {
  const utf16le = [
    0xff,
    0xfe,
    0x68,
    0,
    0x69,
    0,
    0x0d,
    0,
    0x0a,
    0,
    0x60,
    0x4f,
    0x3d,
    0xd8,
    0x00,
    0xde,
  ];
  assertEquals(await texts(utf16le), ["hi", "你😀"]);
  const utf16be = [0xfe, 0xff, 0, 0x68, 0, 0x69, 0, 0x0a, 0x4f, 0x60];
  assertEquals(await texts(utf16be), ["hi", "你"]);
});

Deno.test("InputLines say which lines are not UTF-8", async () => {
  const bytes = [0x61, 0x0a, 0xc4, 0xe3, 0x0a, ...new TextEncoder().encode("\ufffd你\n")];
  assertEquals(await read([Uint8Array.from(bytes)]), [
    { text: "a", isCut: false, isGarbled: false },
    { text: "\ufffd\ufffd", isCut: false, isGarbled: true },
    { text: "\ufffd你", isCut: false, isGarbled: false },
  ]);
});

Deno.test("InputLines take a line at the limit, and cut one beyond it", async () => {
  const lines = await read([new TextEncoder().encode("abcd\nabcde\nf")], 4);
  assertEquals(lines.map(({ text, isCut }) => [text, isCut]), [
    ...[["abcd", false], ["abcd", true], ["f", false]],
  ]);
  assertEquals(await texts("abcd\nabcde\nf", 4), ["abcd", "abcd", "f"]);
});

Deno.test("InputLines never cut through a character", async () => {
  for (const limit of [4, 5]) assertEquals(await texts("abc你d\n", limit), ["abc"]);
  for (const limit of [4, 5, 6]) assertEquals(await texts("abc😀d\n", limit), ["abc"]);
  for (const [line] of [await read([new TextEncoder().encode("é你\n")], 4)]) {
    assertEquals(line, { text: "é", isCut: true, isGarbled: false });
  }
});

Deno.test("InputLines hold no more of an endless line than the limit", async () => {
  const chunk = new Uint8Array(64 * 1024).fill(0x78);
  let pulled = 0;
  const endless = new ReadableStream<Bytes>({
    pull(controller) {
      if (pulled++ < 2000) controller.enqueue(chunk.slice());
      else controller.close();
    },
  }, { highWaterMark: 0 });
  const lines = new InputLines(endless, 1000);
  const line = await lines.next();
  assertEquals([line?.text.length, line?.isCut], [1000, true]);
  assertEquals(await lines.next(), undefined);
});

Deno.test("InputLines end when they are cancelled, also while a read waits", async () => {
  const lines = new InputLines(new ReadableStream<Bytes>());
  const reading = lines.next();
  await lines.cancel();
  assertEquals(await reading, undefined);
});
