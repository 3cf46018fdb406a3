/**
 * One connection's life: what is heard of it however its bytes come, how fast it may talk, and how
 * it ends.
 *
 * @module
 */

import { assertEquals, assertGreaterOrEqual, assertRejects } from "@std/assert";
import { commands } from "../../lib/core/commands/mod.ts";
import type { Spec } from "../../lib/core/commands/spec.ts";
import type { Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import { PACER, PipeEnd, PipeRoom } from "../support/pipe_room.ts";

Deno.test("a client that ends its input gets the greeting and its echo, then the end", async () => {
  await using house = await House.open(["--names", "guest"]);
  using nc = await house.connect("hello");
  await nc.closeWrite();
  assertEquals(await nc.rest(), ["You are guest-1", "Nobody else is here", "guest-1: hello"]);
});

Deno.test("everything that came before the end of input is answered, in order", async () => {
  await using house = await House.open();
  using nc = await house.connect("/nick ann\n1\n2\n/me waves\n/foo\n3\n/ping x");
  await nc.closeWrite();
  assertEquals(await nc.rest(), [
    "You are ann",
    "Nobody else is here",
    "ann: 1",
    "ann: 2",
    "* ann waves",
    "-- unknown command /foo; try /help, or begin with // to say it",
    "ann: 3",
    "-- pong x",
  ]);
});

Deno.test("an unfinished last line before the end of input counts", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  using bob = await house.connect("/nick bob");
  await bob.sendRaw(new TextEncoder().encode("first\nlast"));
  await bob.closeWrite();
  assertEquals(await ann.take(4), ["bob has arrived", "bob: first", "bob: last", "bob has left"]);
});

Deno.test("a line may come one byte at a time, over a real socket too", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  using bob = await house.enter("bob");
  for (const byte of new TextEncoder().encode("grüß dich\n")) {
    await bob.sendRaw(Uint8Array.of(byte));
  }
  assertEquals(await heardBefore(ann, "bob: grüß dich"), ["bob has arrived"]);
});

Deno.test("a character that is cut by the reads comes out whole", async () => {
  await using room = new PipeRoom();
  const { end, over } = room.connect();
  using _ = end;
  for (const byte of new TextEncoder().encode("/nick ann\n🦕é漢\n")) {
    await end.send(Uint8Array.of(byte));
  }
  await end.closeWrite();
  assertEquals(await end.rest(), ["You are ann", "Nobody else is here", "ann: 🦕é漢"]);
  assertEquals((await over)?.code, "end-of-input");
});

Deno.test("LF, CR LF, CR NUL and a lone CR each end a line, once, also when they are cut", async () => {
  await using room = new PipeRoom();
  const { end, over } = room.connect();
  using _ = end;
  for (const part of ["/nick ann\r", "\none\r", "\0two\rthree\r", "four\n", "five\r\n"]) {
    await end.send(part);
  }
  await end.closeWrite();
  assertEquals((await end.rest()).slice(2), [
    "ann: one",
    "ann: two",
    "ann: three",
    "ann: four",
    "ann: five",
  ]);
  await over;
});

Deno.test("the daemon's own lines end with LF alone", async () => {
  await using house = await House.open(["--names", "guest"]);
  using conn = await house.dial();
  await conn.write(new TextEncoder().encode("hello\r\n"));
  await conn.closeWrite();
  let text = "";
  const buffer = new Uint8Array(256);
  for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  assertEquals(text, "You are guest-1\nNobody else is here\nguest-1: hello\n");
});

Deno.test("telnet negotiation is removed, also in the middle of a line", async () => {
  await using house = await House.open();
  using ann = await house.connect();
  const text = new TextEncoder();
  const [IAC, WILL, DO, SB, SE] = [255, 251, 253, 250, 240];
  await ann.sendRaw(Uint8Array.of(
    ...[IAC, DO, 3, IAC, WILL, 24, IAC, SB, 24, 0, 65, IAC, SE],
    ...text.encode("/nick ann\r\nhel"),
    ...[IAC, WILL, 31],
    ...text.encode("lo\r\n"),
  ));
  assertEquals(await ann.take(3), ["You are ann", "Nobody else is here", "ann: hello"]);
});

Deno.test("--rate: the line after the burst is delayed, and not lost", async () => {
  await using house = await House.open(["--rate", "2", "--burst", "5"]);
  using bob = await house.enter("bob");
  // The name is the first of the five.
  using ann = await house.connect("/nick ann\n2\n3\n4\n5\nlate");
  await heardBefore(bob, "ann: 5");
  await bob.send("meanwhile");
  assertEquals(await bob.take(2), ["bob: meanwhile", "ann: late"]);
  await heardBefore(ann, "ann: late");
});

Deno.test("--rate: what a command costs beyond its line delays the next line, not the answer", async () => {
  const table = commands as Map<string, Spec>;
  table.set("dear", {
    params: [],
    cost: () => 41,
    run: (by) => by.notice({ code: "bad-json" }),
  });
  try {
    const budget = { ratePerSecond: 200, burst: 2 };
    await using room = new PipeRoom({ budget, pacer: { ...PACER, now: () => 0 } });
    const { end } = room.connect();
    using _ = end;
    const begun = performance.now();
    await end.send("/nick ann\n/dear\n/ping x\n");
    assertEquals(await end.line(), "You are ann");
    assertEquals(await end.line(), "Nobody else is here");
    assertEquals(await end.line(), "-- that was not one JSON object");
    assertEquals(await end.line(), "-- pong x");
    // The clock stands still: 43 lines were charged, 2 were had, and 41 come in at 200 a second.
    assertGreaterOrEqual(performance.now() - begun, 200);
  } finally {
    table.delete("dear");
  }
});

Deno.test("--rate: who is delayed is still sent what others say", async () => {
  await using house = await House.open(["--rate", "2", "--burst", "2"]);
  using bob = await house.enter("bob");
  using ann = await house.connect("/nick ann\n2\nlate");
  await heardBefore(bob, "ann: 2");
  await bob.send("meanwhile");
  assertEquals((await heardBefore(ann, "ann: late")).at(-1), "bob: meanwhile");
});

Deno.test("--rate: what is thrown away of a long line is paid for, also of the first", async () => {
  const options = ["--rate", "1000", "--burst", "1", "--max-line", "128"];
  for (const first of ["/nick ann\n", ""]) {
    await using house = await House.open(options);
    const sentAt = performance.now();
    // 300 times --max-line: 0.3 s at this rate.
    using ann = await house.connect(`${first}${"x".repeat(128 * 300)}\n/ping paid`);
    await heardBefore(ann, "-- pong paid");
    assertGreaterOrEqual(performance.now() - sentAt, 299);
  }
});

Deno.test("somebody who is delayed can be disconnected at once", async () => {
  await using house = await House.open(["--rate", "0.01", "--burst", "1"]);
  using ann = await house.connect("/nick ann\nin a hundred seconds");
  await heardBefore(ann, "Nobody else is here");
  await house.server.stop();
  assertEquals(await ann.rest(), ["-- the server is shutting down"]);
});

Deno.test("an overlong line is refused with one notice, and the connection stays", async () => {
  await using house = await House.open(["--max-line", "128"]);
  using ann = await house.enter("ann");
  await ann.send("x".repeat(128));
  assertEquals(await ann.line(), `ann: ${"x".repeat(128)}`);
  await ann.send("x".repeat(129));
  assertEquals(await ann.line(), "-- that line was too long: at most 128 bytes");
  await ann.send("hello");
  assertEquals(await ann.line(), "ann: hello");
});

Deno.test("three overlong lines with none accepted between them end the stay", async () => {
  await using house = await House.open(["--max-line", "128"]);
  using bob = await house.enter("bob");
  using ann = await house.enter("ann");
  const long = "x".repeat(129);
  for (const line of [long, long, "accepted", long, long, long, "never said"]) await ann.send(line);
  const notice = "-- that line was too long: at most 128 bytes";
  assertEquals(await ann.rest(), [
    notice,
    notice,
    "ann: accepted",
    notice,
    notice,
    notice,
    "-- disconnected: lines too long",
  ]);
  assertEquals(await heardByNow(bob), [
    "ann has arrived",
    "ann: accepted",
    "ann has left (lines too long)",
  ]);
});

Deno.test("a program's line is measured by what it says", async () => {
  await using house = await House.open(["--max-line", "128"]);
  using ann = await house.enter("ann");
  const quotes = '"'.repeat(128);
  const say = (text: string) => JSON.stringify({ type: "say", text });
  const lines = ['{"hello":1,"nick":"bob"}', say(quotes), say(`${quotes}"`), say("after")];
  using bob = await house.connect();
  // The hello and what follows may come in one read, or not.
  await bob.sendRaw(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  const [welcome, , , notice] = await bob.take(5);
  assertEquals(JSON.parse(welcome ?? "").maxLine, 128);
  assertEquals(JSON.parse(notice ?? ""), {
    type: "notice",
    code: "line-too-long",
    text: "that line was too long: at most 128 bytes",
    limit: 128,
  });
  assertEquals(await heardBefore(ann, "bob: after"), ["bob has arrived", `bob: ${quotes}`]);
});

Deno.test("three texts too long with none accepted between them end a program's stay", async () => {
  await using house = await House.open(["--max-line", "128"]);
  using bob = await house.connect('{"hello":1,"nick":"bob"}');
  const long = JSON.stringify({ type: "say", text: "x".repeat(129) });
  const pad = `{"type":"say","text":"x"${" ".repeat(6 * 128 + 1024)}}`;
  for (const line of [long, pad, long]) await bob.send(line);
  const heard = (await bob.rest()).map((line) => JSON.parse(line));
  assertEquals(heard.map(({ type, code }) => code ?? type), [
    ...["welcome", "joined", "line-too-long", "line-too-long", "line-too-long", "too-long"],
  ]);
});

Deno.test("the last words are not lost to a reset, however much is still being sent", async () => {
  await using house = await House.open(["--max-line", "128", "--names", "guest"]);
  using ann = await house.connect();
  await ann.sendRaw(new TextEncoder().encode(`${"x".repeat(129)}\n`.repeat(32_000)));
  const heard = await ann.rest();
  assertEquals(heard.length, 6);
  assertEquals(heard.at(-1), "-- disconnected: lines too long");
});

Deno.test("who leaves by /quit is heard no more, whatever was sent after it", async () => {
  await using house = await House.open();
  using bob = await house.enter("bob");
  using ann = await house.connect("/nick ann\n/quit so long\nstill here?\n/nick zoe");
  await heardBefore(ann, "Also here: bob");
  assertEquals(await ann.rest(), []);
  assertEquals(await heardByNow(bob), ["ann has arrived", "ann has left: so long"]);
});

Deno.test("a connection is closed also if its peer keeps it open after the last word", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  await ann.send("/quit");
  assertEquals(await ann.rest(), []);
  // Ann's half is still open: the daemon reads on for a moment, and no longer.
  assertEquals((await house.logged("disconnected"))[0]?.reason, "quit");
});

Deno.test("an odd error of one connection costs that connection only", async () => {
  await using room = new PipeRoom();
  const ann = room.connect();
  using end = ann.end;
  await end.send("/nick ann\n");
  assertEquals([await end.line(), await end.line()], ["You are ann", "Nobody else is here"]);
  for (const lines of [[], ["/nick eve\n"]]) {
    const [here, there] = pipe();
    using _ = new PipeEnd(here);
    await assertRejects(() => room.serve(faultyPeer(there, lines)), RangeError, "odd");
  }
  await end.send("/ping\n");
  await end.closeWrite();
  assertEquals((await end.rest()).at(-1), "-- pong");
  await ann.over;
});

Deno.test("a program that cannot enter is told so in JSON, and what it has sent is heard by nobody", async () => {
  const shut = { code: "cluster-shut", why: "refused" } as const;
  await using room = new PipeRoom({ untilOpen: () => Promise.resolve(shut) });
  const { end, over } = room.connect();
  using _ = end;
  await end.send('{"hello":1,"nick":"cat"}\n{"type":"say","text":"hello"}\n');
  const { type, code, text } = JSON.parse(await end.line() ?? "{}");
  const words = "the line to the other nodes is down, so nobody can come in now; try again later";
  assertEquals([type, code, text], ["notice", "cluster-shut", words]);
  assertEquals(await end.line(), undefined);
  await end.closeWrite();
  assertEquals(await over, undefined);
});

Deno.test("a newcomer enters when it can", async () => {
  const open = Promise.withResolvers<undefined>();
  await using room = new PipeRoom({ untilOpen: () => open.promise });
  const { end, over } = room.connect();
  using _ = end;
  await end.send("/nick ann\nhello\n");
  await end.closeWrite();
  open.resolve(undefined);
  assertEquals(await end.rest(), ["You are ann", "Nobody else is here", "ann: hello"]);
  assertEquals((await over)?.code, "end-of-input");
});

/** A peer that brings these reads and then fails in a way that nobody has thought of. */
function faultyPeer(peer: Peer, reads: readonly string[]): Peer {
  const left = reads.map((text) => new TextEncoder().encode(text));
  const read = () => {
    const next = left.shift();
    return next === undefined ? Promise.reject(new RangeError("odd")) : Promise.resolve(next);
  };
  return { ...peer, read };
}
