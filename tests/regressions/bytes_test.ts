/**
 * Accidents of others around bytes: wrong protocols, random bytes, keepalives that are none, texts
 * that grow when they are read.
 *
 * @module
 */

import { assertEquals, assertLess, assertMatch } from "@std/assert";
import { heardByNow, House } from "../support/house.ts";

// ngIRCd #343, Ergo #2239: browsers, TLS clients and scanners on the plain port.
Deno.test("a wrong visitor is told one line, and nobody hears of it", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  const visitors: readonly (readonly [bytes: string, answer: RegExp])[] = [
    ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", /not a web server/],
    ["POST /x HTTP/1.0\r\n\r\n/nick eve\nhello", /not a web server/],
    [`POST /${"x".repeat(5000)} HTTP/1.1\r\nHost: x\r\n\r\n/nick eve\nhello`, /not a web server/],
    ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", /not a web server/],
    ["\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03", /not TLS/],
  ];
  for (const [text, answer] of visitors) {
    using visitor = await house.connect();
    await visitor.sendRaw(Uint8Array.from(text, (char) => char.charCodeAt(0)));
    const lines = await visitor.rest();
    assertEquals(lines.length, 1);
    assertMatch(lines[0] ?? "", answer);
  }
  assertEquals(await heardByNow(ann), []);
});

// ngIRCd #343: what no protocol explains. NUL floods, every byte there is, half characters.
Deno.test("random bytes cost nobody but their sender anything", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  const bytes = new Uint8Array(60_000);
  for (let round = 0; round < 8; round++) {
    if (round > 0) crypto.getRandomValues(bytes);
    using visitor = await house.dial();
    // Such noise ends the stay sooner or later: too many lines too long.
    await visitor.write(bytes).catch(() => {});
  }
  await house.logged("disconnected", 8);
  for (const line of await heardByNow(ann)) assertMatch(line, /^(?:guest-\d+|\* guest-\d+) ?/);
});

Deno.test("bytes that never make a line are no sign of life", async () => {
  await using house = await House.open(["--names", "guest", "--idle-timeout", "400ms"]);
  using slow = await house.connect();
  const timer = setInterval(() => void slow.sendRaw(Uint8Array.of(120)).catch(() => {}), 20);
  const lines = await slow.rest();
  clearInterval(timer);
  assertEquals(lines.at(-1), "-- disconnected: idle for 400ms");
});

// CVE-2021-33586 InspIRCd: an answer to a ping that was not as expected.
Deno.test("a ping with any token, or none, is answered once, and a wrong one refused", async () => {
  await using house = await House.open(["--names", "guest"]);
  using eve = await house.connect('{"hello":1,"nick":"eve"}');
  await eve.take(2);
  const tokens = [undefined, "", "x".repeat(3000), "\0\x1b[c", 7, null, {}, []];
  for (const token of tokens) await eve.send(JSON.stringify({ type: "ping", token }));
  const answers = (await eve.take(tokens.length)).map((line) => JSON.parse(line ?? ""));
  assertEquals(answers.map(({ token, code }) => token ?? code), [
    "",
    "",
    "x".repeat(3000),
    "\ufffd\ufffd[c",
    "bad-field",
    "bad-field",
    "bad-field",
    "bad-field",
  ]);
  // Nobody has asked for a pong.
  await eve.send('{"type":"pong","token":"x"}\n{"type":"ping","token":"end"}');
  const [refusal, pong] = (await eve.take(2)).map((line) => JSON.parse(line ?? ""));
  assertEquals([refusal.code, pong.token], ["unknown-type", "end"]);
});

// CVE-2014-2745 Prosody: a little that becomes a lot. Nothing is decompressed here; what grows most is
// a byte that is replaced, to three.
Deno.test("no line comes out longer than three times what went in, and its name", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  for (const char of ["\x80", "\0", "\x1b", "\u0301", "\u202e", "\ufdfa", '"', "\\"]) {
    const size = Math.floor(4000 / new TextEncoder().encode(char).length);
    const line = char === "\x80" ? new Uint8Array(4000).fill(0x80) : char.repeat(size);
    await ann.sendRaw(typeof line === "string" ? new TextEncoder().encode(line) : line);
    await ann.send("");
    const heard = await ann.line() ?? "";
    assertLess(new TextEncoder().encode(heard).length, 3 * 4000 + 10);
  }
});

// A parser that recurses, once for each bracket.
Deno.test("a line of brackets is no object, and costs nothing", async () => {
  await using house = await House.open(["--names", "guest"]);
  using eve = await house.connect('{"hello":1,"nick":"eve"}');
  await eve.take(2);
  for (const text of ["[".repeat(4000), '{"a":'.repeat(800), '{"type":'.repeat(500) + '"say"']) {
    await eve.send(text);
    assertEquals(JSON.parse(await eve.line() ?? "").code, "bad-json");
  }
  await eve.send(`{"type":"say","text":"ok","x":${"[".repeat(1500)}${"]".repeat(1500)}}`);
  assertEquals(JSON.parse(await eve.line() ?? "").text, "ok");
});
