import { assertEquals } from "@std/assert";
import type { Command } from "../../lib/core/command.ts";
import { jsonLineBytes, limitAfter, measured } from "../../lib/doors/measure.ts";
import { jsonCodec } from "../../lib/wire/json/codec.ts";
import { textCodec } from "../../lib/wire/text/codec.ts";

function read(object: object): Command {
  const line = JSON.stringify(object);
  return measured(jsonCodec.parse(line), line, 128);
}

Deno.test("measured() takes a text at the limit, however JSON writes it, and none beyond it", () => {
  for (const char of ["x", '"', "\u0001", "\\"]) {
    assertEquals(read({ type: "say", text: char.repeat(128) }).kind, "ask");
    assertEquals(read({ type: "say", text: char.repeat(129) }), { kind: "overlong", bytes: 129 });
  }
});

Deno.test("measured() counts the bytes of UTF-8", () => {
  assertEquals(read({ type: "say", text: `${"你".repeat(42)}ab` }).kind, "ask");
  assertEquals(read({ type: "say", text: "你".repeat(43) }), { kind: "overlong", bytes: 129 });
});

Deno.test("measured() looks at every text of an object", () => {
  const bytes = 200;
  const long = "x".repeat(bytes);
  for (
    const object of [{ type: "me", text: long }, { type: "quit", reason: long }, { type: long }]
  ) {
    assertEquals(read(object), { kind: "overlong", bytes });
  }
});

Deno.test("measured() leaves alone what is no object, and typed lines", () => {
  assertEquals(read([..."x".repeat(200)]).kind, "malformed");
  const line = "\ufffd".repeat(128);
  assertEquals(measured(textCodec.parse(line), line, 128).kind, "ask");
});

Deno.test("a line of JSON has room for every text within the limit", () => {
  const object = { type: "say", room: "x".repeat(64), text: "\u0001".repeat(128) };
  assertEquals(JSON.stringify(object).length <= jsonLineBytes(128), true);
});

Deno.test("limitAfter() raises the limit after a hello alone", () => {
  assertEquals(limitAfter('{"hello":1}', 128), 6 * 128 + 1024);
  for (const first of ["", "hello", '{"type":"say"}', "/nick ann"]) {
    assertEquals(limitAfter(first, 128), undefined);
  }
});
