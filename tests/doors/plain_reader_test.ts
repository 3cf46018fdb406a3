/**
 * What the lines of a connection mean at the plain door, in order.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Inbound } from "../../lib/doors/door.ts";
import { plainOpening, readOpening } from "../../lib/doors/opening.ts";
import { PlainReader } from "../../lib/doors/plain_reader.ts";
import type { Line } from "../../lib/wire/lines.ts";
import { textCodec } from "../../lib/wire/text/codec.ts";

const MAX_LINE = 100;
const MARK: Line = { kind: "telnet", answer: Uint8Array.of(255, 252, 6) };

/** A reader of a client that was greeted without a first line. */
function greeted(): PlainReader {
  const reader = new PlainReader(textCodec, MAX_LINE);
  assertEquals(Array.from(reader.begin(plainOpening(), [])), []);
  return reader;
}

/** A reader that begins with these lines, and what they mean. */
function beginning(...lines: Line[]): string[] {
  const opening = readOpening(lines) ?? plainOpening();
  if (opening.kind === "refuse") return [`refuse ${opening.protocol}`];
  const reader = new PlainReader(opening.codec, MAX_LINE);
  return Array.from(reader.begin(opening, lines), summaryOf);
}

function text(words: string, isNotUtf8?: true): Line {
  return { kind: "text", text: words, ...(isNotUtf8 && { isNotUtf8 }) };
}

function summaryOf(inbound: Inbound): string {
  if (inbound.kind !== "line") return inbound.kind;
  const commands = inbound.commands.map((command) =>
    command.kind === "ask"
      ? command.name
      : command.kind === "malformed"
      ? command.notice.code
      : command.kind
  );
  const debt = inbound.debt === undefined ? "" : ` +${inbound.debt}`;
  return `${commands.join(" ")}${debt}`;
}

function read(reader: PlainReader, ...lines: Line[]): string[] {
  return Array.from(reader.read(lines), summaryOf);
}

Deno.test("an opening is a line without a command; what came with it is read as always", () => {
  assertEquals(beginning(MARK, text("/nick ann"), text("hello")), ["request", "", "say"]);
  assertEquals(beginning(text('{"hello":1}'), text('{"type":"who"}')), ["", "who"]);
  assertEquals(beginning(text('{"hello":2}')), ["hello-version"]);
  assertEquals(beginning(text("hello"), text("/who")), ["say", "who"]);
});

Deno.test("a hello that is the first line after the greeting changes the dialect, and no later one", () => {
  const early = greeted();
  const lines = [{ kind: "are-you-there" } as const, text('{"hello":1}'), text('{"type":"who"}')];
  assertEquals(read(early, ...lines), ["ping", "hello", "who"]);
  assertEquals(early.codec.name, "json");
  const late = greeted();
  assertEquals(read(late, text("hi")), ["say"]);
  assertEquals(read(late, text('{"hello":1}')), ["say"]);
  assertEquals(late.codec.name, "text");
});

Deno.test("a dialect changes when its hello is taken, so that what came before it costs as it was said", () => {
  const reader = greeted();
  const lines = reader.read([MARK, text('{"hello":1}')]);
  lines.next();
  assertEquals(reader.codec.name, "text");
  lines.next();
  assertEquals(reader.codec.name, "json");
});

Deno.test("another protocol after the greeting is found by its first lines, also in two reads", () => {
  assertEquals(read(greeted(), text("GET / HTTP/1.1"), text("Host: a")), ["foreign"]);
  const reader = greeted();
  assertEquals(read(reader, text("nick zed")), ["say"]);
  assertEquals(read(reader, text("user zed 0 * :Z")), ["foreign"]);
});

Deno.test("discarded bytes cost as much as lines of the longest length", () => {
  for (const [bytes, debt] of [[101, 1], [200, 1], [201, 2]] as const) {
    assertEquals(read(greeted(), { kind: "overlong", bytes }), [`overlong +${debt}`]);
  }
  assertEquals(read(greeted(), { kind: "discarded", bytes: 100 }), [" +0"]);
  assertEquals(read(greeted(), { kind: "discarded", bytes: 101 }), [" +1"]);
});

Deno.test("a text of a program over the limit is as overlong as a line", () => {
  const reader = greeted();
  read(reader, text('{"hello":1}'));
  const say = (length: number) => text(JSON.stringify({ type: "say", text: "x".repeat(length) }));
  assertEquals(read(reader, say(100), say(101)), ["say", "overlong +1"]);
});

Deno.test("bytes that are no UTF-8 bring one notice for all lines", () => {
  const reader = greeted();
  assertEquals(read(reader, text("a\ufffd", true), text("b\ufffd", true)), ["say not-utf8", "say"]);
  assertEquals(beginning(text("/nick a\ufffd", true), text("b\ufffd", true)), ["not-utf8", "say"]);
});
