import { assertEquals } from "@std/assert";
import type { Command } from "../../lib/core/command.ts";
import { helloBytes, jsonLineBytes, limitAfter, measured } from "../../lib/doors/measure.ts";
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

Deno.test("measured() keeps what was asked if it has a token that is not too long itself", () => {
  const say = (text: number, token: unknown) => {
    const object = { type: "say", text: "x".repeat(text), token };
    const command = read(object);
    if (command.kind !== "overlong") return command.kind;
    if (command.asked !== undefined) {
      assertEquals(command.asked, jsonCodec.parse(JSON.stringify(object)));
    }
    return command.asked !== undefined;
  };
  assertEquals(say(129, "t1"), true);
  assertEquals(say(129, "t".repeat(128)), true);
  assertEquals(say(129, "t".repeat(129)), false);
  assertEquals(say(1, "t".repeat(129)), false);
  assertEquals(say(129, 7), false);
  assertEquals(say(128, "t1"), "ask");
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

Deno.test("a hello has room to resume 20 rooms with the longest names, whatever a line may have", () => {
  const names = Array.from({ length: 20 }, (_, n) => `${"\u623f".repeat(30)}${10 + n}`);
  const point = { seq: Number.MAX_SAFE_INTEGER, epoch: "5f0c2a9e-123456" };
  const resume = Object.fromEntries(names.map((name) => [name, point]));
  const nick = "\u623f".repeat(21);
  const hello = { hello: 1, nick, rooms: names, lobby: false, history: 200, resume };
  const bytes = new TextEncoder().encode(JSON.stringify(hello)).length;
  assertEquals([bytes > 4096, bytes <= helloBytes(128)], [true, true]);
  assertEquals(helloBytes(4096), jsonLineBytes(4096));
});

Deno.test("limitAfter() raises the limit after a hello alone", () => {
  assertEquals(limitAfter('{"hello":1}', 128), 6 * 128 + 1024);
  for (const first of ["", "hello", '{"type":"say"}', "/nick ann"]) {
    assertEquals(limitAfter(first, 128), undefined);
  }
});
