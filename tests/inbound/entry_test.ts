/**
 * How a connection begins: the first line, or a moment of silence.
 *
 * @module
 */

import { assertEquals, assertGreaterOrEqual, assertLess } from "@std/assert";
import { type Opening, readOpening } from "../../lib/inbound/entry.ts";
import type { Line } from "../../lib/wire/lines.ts";
import type { LineClient } from "../support/line_client.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";

const NO_WEB = "-- this is a hubbub chat port, not a web server; join with: nc HOST PORT";
const NO_TLS = "-- this hubbub chat port speaks plain text, not TLS; join with: nc HOST PORT";

/** The first bytes of a handshake, as a browser or a TLS client sends them. */
const TLS_HELLO = Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3);

Deno.test("readOpening() takes /nick NAME as the wish for a name, with room for blanks", () => {
  assertEquals(summaryOf("/nick ann"), ["text", "ann", []]);
  assertEquals(summaryOf("/nick   ann  "), ["text", "ann", []]);
  assertEquals(summaryOf("/nick ann lee"), ["text", "ann lee", []]);
});

Deno.test("readOpening() takes everything else as the first thing that is asked", () => {
  assertEquals(summaryOf("hello"), ["text", undefined, ["say"]]);
  assertEquals(summaryOf("/nick"), ["text", undefined, ["nick"]]);
  assertEquals(summaryOf("/nickname ann"), ["text", undefined, ["nickname"]]);
  assertEquals(summaryOf(" /nick ann"), ["text", undefined, ["say"]]);
  assertEquals(summaryOf("who"), ["text", undefined, ["who"]]);
});

Deno.test("readOpening() knows the JSON dialect by the key hello of an object", () => {
  assertEquals(summaryOf('{"hello":1}'), ["json", undefined, []]);
  assertEquals(summaryOf('{"hello":null,"nick":"ann","more":[]}'), ["json", "ann", []]);
  assertEquals(summaryOf('{"hello":1,"nick":7}'), ["json", undefined, ["bad-field"]]);
  for (
    const chat of ['{"hi":1}', '["hello"]', '"hello"', '{"hello":1', '{"__proto__":{"hello":1}}']
  ) {
    assertEquals(summaryOf(chat), ["text", undefined, ["say"]], chat);
  }
});

Deno.test("readOpening() refuses HTTP and TLS, and nothing that people say", () => {
  assertEquals(summaryOf("GET / HTTP/1.1"), "http");
  assertEquals(summaryOf("PRI * HTTP/2.0"), "http");
  assertEquals(summaryOf({ kind: "overlong", bytes: 5000, isRequest: true }), "http");
  assertEquals(summaryOf({ kind: "tls-hello" }), "tls");
  for (const chat of ["GET well soon", "get / HTTP/1.1", "GET  HTTP/1.1", "GET / HTTP/x"]) {
    assertEquals(summaryOf(chat), ["text", undefined, ["say"]], chat);
  }
});

Deno.test("readOpening() leaves what is no text to be heard as any other line", () => {
  for (const kind of ["overlong", "discarded"] as const) {
    const opening = readOpening({ kind, bytes: 5000 });
    assertEquals(opening.kind === "enter" && opening.isSilent, true);
  }
});

Deno.test("with /nick as the first line the others never hear another name", async () => {
  await using house = await House.open();
  using bob = await house.enter("bob");
  using ann = await house.connect("/nick ann");
  assertEquals(await ann.take(2), ["You are ann", "Also here: bob"]);
  assertEquals(await heardByNow(bob), ["ann has arrived"]);
  using bot = await house.connect('{"hello":1,"nick":"robo"}');
  assertEquals(JSON.parse(await bot.line() ?? "").you, "robo");
  assertEquals(await heardByNow(bob), ["robo has arrived"]);
});

Deno.test("who says nothing is greeted all the same, and can still choose a name", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.connect();
  assertEquals(await ann.take(2), ["You are guest-1", "Nobody else is here"]);
  await ann.send("/nick ann");
  assertEquals(await ann.line(), "guest-1 is now known as ann");
});

Deno.test("who says nothing is greeted after 200 ms, and not sooner", async () => {
  await using house = await House.open();
  let shortestWait = Infinity;
  // Several, for a busy machine may delay one.
  for (let visits = 0; visits < 3; visits++) {
    const startedAt = performance.now();
    using client = await house.connect();
    await client.take(2);
    const wait = performance.now() - startedAt;
    assertGreaterOrEqual(wait, 199);
    shortestWait = Math.min(shortestWait, wait);
  }
  assertLess(shortestWait, 700);
});

Deno.test("who comes with a name that cannot be had enters, and is told why after it", async () => {
  await using house = await House.open(["--names", "guest"]);
  using _ = await house.enter("ann");
  using nc = await house.connect("/nick ANN");
  assertEquals(await nc.take(3), ["You are guest-2", "Also here: ann", "-- the name ANN is taken"]);
  using bot = await house.connect('{"hello":1,"nick":"root"}');
  const [welcome, notice] = (await bot.take(2)).map((line) => JSON.parse(line ?? ""));
  assertEquals([welcome.type, welcome.you], ["welcome", "guest-3"]);
  assertEquals([notice.type, notice.code], ["notice", "name-reserved"]);
});

Deno.test("who leaves without a word is never announced", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  using ended = await house.connect();
  await ended.closeWrite();
  assertEquals(await ended.rest(), []);
  (await house.connect())[Symbol.dispose]();
  const records = await house.logged("disconnected", 2);
  assertEquals(records.map(({ reason }) => reason), ["not-entered", "not-entered"]);
  assertEquals(await heardByNow(ann), []);
});

for (
  const [what, first, refusal] of [
    ["an HTTP request", new TextEncoder().encode("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), NO_WEB],
    ["a TLS hello", TLS_HELLO, NO_TLS],
  ] as const
) {
  Deno.test(`${what} is refused at once with one line, and nobody hears of it`, async () => {
    await using house = await House.open();
    using ann = await house.enter("ann");
    let shortestWait = Infinity;
    // Several, for a busy machine may delay one.
    for (let visits = 0; visits < 5; visits++) {
      using visitor = await house.connect();
      const startedAt = performance.now();
      await visitor.sendRaw(first);
      assertEquals(await visitor.line(), refusal);
      shortestWait = Math.min(shortestWait, performance.now() - startedAt);
      await visitor.closeWrite();
      assertEquals(await visitor.rest(), []);
    }
    assertLess(shortestWait, 150, "it waited as for somebody silent");
    assertEquals(await heardByNow(ann), []);
  });

  Deno.test(`the refusal of ${what} is not lost to a reset, however much follows it`, async () => {
    await using house = await House.open();
    using visitor = await house.connect();
    await visitor.sendRaw(first);
    await sendAll(visitor, 4 << 20);
    assertEquals(await visitor.line(), refusal);
    assertEquals(await visitor.rest(), []);
  });

  Deno.test(`${what} after the greeting is told the same and sent away`, async () => {
    await using house = await House.open(["--names", "guest"]);
    using ann = await house.enter("ann");
    using visitor = await house.connect();
    await visitor.take(2);
    await visitor.sendRaw(first);
    assertEquals(await visitor.rest(), [refusal, "-- disconnected: not a chat client"]);
    const heard = ["guest-2 has arrived", "guest-2 has left (not a chat client)"];
    assertEquals(await heardByNow(ann), heard);
  });
}

Deno.test("GET well soon is chat, and so is HTTP after the first line", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.connect("GET well soon\nGET / HTTP/1.1");
  assertEquals((await ann.take(4)).slice(2), ["guest-1: GET well soon", "guest-1: GET / HTTP/1.1"]);
});

Deno.test("a JSON hello after the greeting still opens the JSON dialect", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  using bot = await house.connect();
  await bot.take(2);
  await bot.send('{"hello":1,"nick":"robo"}\n{"type":"say","text":"hi"}');
  const objects = (await bot.take(3)).map((line) => JSON.parse(line ?? ""));
  assertEquals(objects.map(({ type }) => type), ["welcome", "renamed", "message"]);
  assertEquals(objects[0].you, "guest-2");
  assertEquals([objects[1].from, objects[1].to, objects[1].seq], ["guest-2", "robo", 3]);
  assertEquals(objects[2].seq, 4);
  assertEquals(await heardBefore(ann, "robo: hi"), [
    "guest-2 has arrived",
    "guest-2 is now known as robo",
  ]);
});

Deno.test("a JSON hello after the first line is chat", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  await ann.send('{"hello":1}');
  assertEquals(await ann.line(), 'ann: {"hello":1}');
});

async function sendAll(client: LineClient, bytes: number): Promise<void> {
  const junk = new TextEncoder().encode("junk ".repeat(13_107));
  for (let sent = 0; sent < bytes; sent += junk.length) await client.sendRaw(junk);
}

/** Dialect, name and what is asked; or the refusal. */
function summaryOf(first: string | Line): string | [string, string | undefined, string[]] {
  const line = typeof first === "string" ? { kind: "text", text: first } as const : first;
  const opening: Opening = readOpening(line);
  if (opening.kind === "refuse") return opening.refusal.why;
  const asked = opening.commands.map((command) => {
    if (command.kind === "ask") return command.name;
    return command.kind === "malformed" ? command.notice.code : command.kind;
  });
  return [opening.codec.name, opening.nick, asked];
}
