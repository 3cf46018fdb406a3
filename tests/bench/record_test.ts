import { assertEquals, assertThrows } from "@std/assert";
import { RecordFormat } from "../../bench/meter/record.ts";

const FORMAT = new RecordFormat(40, 0xabc123);

function lineOf(record: { sender: number; number: number; sentAt: number }): Uint8Array {
  const line = new Uint8Array(41);
  FORMAT.write(line, record);
  return line;
}

function withPrefix(prefix: string, line: Uint8Array): Uint8Array {
  return new Uint8Array([...new TextEncoder().encode(prefix), ...line]);
}

Deno.test("RecordFormat.write() makes one printable line of the length asked for", () => {
  const line = lineOf({ sender: 10, number: 255, sentAt: 4096 });
  assertEquals(new TextDecoder().decode(line), "~abc123000a000000ff000000001000~xxxxxxxx\n");
});

Deno.test("RecordFormat.read() finds the record behind any prefix", () => {
  const line = withPrefix(
    "127.0.0.1:40321: ",
    lineOf({ sender: 3, number: 7, sentAt: 123_456_789_012 }),
  );
  assertEquals(FORMAT.read(line, 0, line.length), {
    sender: 3,
    number: 7,
    sentAt: 123_456_789_012,
  });
});

Deno.test("RecordFormat.read() refuses a line with a byte missing or changed", () => {
  const line = lineOf({ sender: 3, number: 7, sentAt: 1 });
  const shorter = new Uint8Array([...line.slice(0, 35), ...line.slice(36)]);
  const changed = line.slice();
  changed[38] = 0x79;
  assertEquals(FORMAT.read(shorter, 0, shorter.length), undefined);
  assertEquals(FORMAT.read(changed, 0, changed.length), undefined);
});

Deno.test("RecordFormat.read() refuses a line of another run, and hasMark() does not know it", () => {
  const other = new Uint8Array(41);
  new RecordFormat(40, 0xabc124).write(other, { sender: 1, number: 1, sentAt: 1 });
  assertEquals(FORMAT.read(other, 0, other.length), undefined);
  assertEquals(FORMAT.hasMark(other, 0, other.length), false);
});

Deno.test("RecordFormat.hasMark() recognises a line that was cut", () => {
  const line = withPrefix("a~b: ", lineOf({ sender: 3, number: 7, sentAt: 1 })).slice(0, 20);
  assertEquals(FORMAT.hasMark(line, 0, line.length), true);
});

Deno.test("RecordFormat refuses lines too short for a record", () => {
  assertThrows(() => new RecordFormat(31, 1), RangeError, "at least 32");
});
