/**
 * How a connection begins: the first line, or a moment of silence.
 *
 * @module
 */

import { assertEquals, fail } from "@std/assert";
import { readOpening } from "../../lib/doors/opening.ts";
import type { Line } from "../../lib/wire/lines.ts";
import type { LineClient } from "../support/line_client.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import { PipeRoom } from "../support/pipe_room.ts";

const NO_WEB = "-- this is a hubbub chat port, not a web server; join with: nc HOST PORT";
const NO_TLS = "-- this hubbub chat port speaks plain text, not TLS; join with: nc HOST PORT";

/** The first bytes of a handshake, as a browser or a TLS client sends them. */
const TLS_HELLO = Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3);

Deno.test("readOpening() takes /nick NAME as the wish for a name, with room for blanks", () => {
  assertEquals(summaryOf("/nick ann"), ["text", "ann", []]);
  assertEquals(summaryOf("/nick   ann  "), ["text", "ann", []]);
  assertEquals(summaryOf("/nick ann lee"), ["text", "ann lee", []]);
});

Deno.test("readOpening() leaves everything else to be heard", () => {
  for (const line of ["hello", "/nick", "/nickname ann", " /nick ann", "who"]) {
    assertEquals(summaryOf(line), HEARD, line);
  }
});

Deno.test("readOpening() knows the JSON dialect by the number under the key hello", () => {
  assertEquals(summaryOf('{"hello":1}'), ["json", undefined, []]);
  assertEquals(summaryOf('{"hello":1,"nick":"ann","more":[]}'), ["json", "ann", []]);
  assertEquals(summaryOf('{"hello":1,"nick":7}'), ["json", undefined, ["bad-field"]]);
  assertEquals(summaryOf('{"hello":2,"nick":"ann"}'), ["json", "ann", ["hello-version"]]);
  for (
    const chat of ['{"hi":1}', '["hello"]', '"hello"', '{"hello":1', '{"__proto__":{"hello":1}}']
  ) {
    assertEquals(summaryOf(chat), HEARD, chat);
  }
  assertEquals(summaryOf('{"hello":"world"}'), HEARD);
});

Deno.test("readOpening() reads a name as it was edited, and a hello as it came", () => {
  assertEquals(summaryOf("/nick bib\b\bob"), ["text", "bob", []]);
  assertEquals(summaryOf("oops\x15/nick bob"), ["text", "bob", []]);
  assertEquals(summaryOf('{"hello":1,"nick":"a\x7fb"}'), ["json", "a\x7fb", []]);
  assertEquals(summaryOf("PASX\bS hunter2"), "irc");
});

Deno.test("readOpening() refuses other protocols, and nothing that people say", () => {
  assertEquals(summaryOf("GET / HTTP/1.1"), "http");
  assertEquals(summaryOf("PASS hunter2"), "irc");
  assertEquals(summaryOf({ kind: "overlong", bytes: 5000, protocol: "http" }), "http");
  assertEquals(summaryOf({ kind: "foreign", protocol: "tls" }), "tls");
  for (const chat of ["GET well soon", "get HTTP/1.1 to work", "GET  HTTP/1.1", "GET / HTTP/x"]) {
    assertEquals(summaryOf(chat), HEARD, chat);
  }
});

Deno.test("readOpening() waits for a line, and for a second where one cannot tell", () => {
  const telnet: Line = { kind: "telnet", answer: Uint8Array.of(255, 252, 6) };
  assertEquals(readOpening([]), undefined);
  assertEquals(readOpening([telnet, { kind: "are-you-there" }]), undefined);
  const nick: Line = { kind: "text", text: "nick zed" };
  assertEquals(readOpening([telnet, nick]), undefined);
  assertEquals(readOpening([nick, telnet, { kind: "text", text: "user zed 0 * :Z" }]), {
    kind: "refuse",
    protocol: "irc",
  });
  assertEquals(readOpening([nick, { kind: "text", text: "is my name" }])?.kind, "enter");
});

Deno.test("readOpening() leaves what is no text to be heard as any other line", () => {
  for (const kind of ["overlong", "discarded"] as const) {
    assertEquals(summaryOf({ kind, bytes: 5000 }), HEARD);
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
  Deno.test(`${what} is refused with one line, and nobody hears of it`, async () => {
    await using house = await House.open();
    using ann = await house.enter("ann");
    using visitor = await house.connect();
    await visitor.sendRaw(first);
    await visitor.closeWrite();
    assertEquals(await visitor.rest(), [refusal]);
    assertEquals(await heardByNow(ann), []);
  });

  Deno.test(`${what} is refused without waiting for more`, async () => {
    // Its clock stands still, so that the end of a wait would never come.
    await using room = new PipeRoom({ pacer: new FakePacer() });
    const { end, over } = room.connect();
    await end.send(first);
    assertEquals(await end.line(), refusal);
    end[Symbol.dispose]();
    assertEquals(await over, undefined);
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

Deno.test("a JSON hello of another version is told which there is, and goes on", async () => {
  await using house = await House.open();
  using bot = await house.connect('{"hello":2,"nick":"robo"}\n{"type":"ping","token":"x"}');
  const objects = (await bot.take(4)).map((line) => JSON.parse(line ?? ""));
  assertEquals(objects.map(({ type }) => type), ["welcome", "joined", "notice", "pong"]);
  assertEquals([objects[0].you, objects[2].code], ["robo", "hello-version"]);
  using late = await house.connect();
  await late.take(2);
  await late.send('{"hello":3}');
  const answers = (await late.take(2)).map((line) => JSON.parse(line ?? ""));
  assertEquals(answers.map(({ type, code }) => code ?? type), ["welcome", "hello-version"]);
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

/** What is heard as any other line. */
const HEARD = "heard";

/** Dialect, name and what is wrong; or that it is heard, or which protocol it is. */
function summaryOf(first: string | Line): string | [string, string | undefined, string[]] {
  const line = typeof first === "string" ? { kind: "text", text: first } as const : first;
  const opening = readOpening([line]) ?? fail("it waits for more");
  if (opening.kind === "refuse") return opening.protocol;
  if (!opening.isSpent) return HEARD;
  const codes = opening.problems.map((each) =>
    each.kind === "malformed" ? each.notice.code : each.kind
  );
  return [opening.codec.name, opening.nick, codes];
}
