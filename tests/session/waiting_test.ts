/**
 * A client that waits for an answer: its later lines are handled after the answer.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { House } from "../support/house.ts";

Deno.test("the answer to a search comes before the pong of a later ping, sent at once", async () => {
  await using house = await House.open();
  using ann = await house.connect("/nick ann\nhello\n/search hello\n/ping 1\n/history 1\n/ping 2");
  await ann.closeWrite();
  const lines = (await ann.rest()).map((line) => line.replace(/\d\d:\d\d|\d{4}-\d\d-\d\d /g, ""));
  assertEquals(lines.slice(2), [
    "ann: hello",
    "-- [] ann: hello",
    "-- pong 1",
    "-- history: 1 line since  UTC",
    "[] ann: hello",
    "-- end of history",
    "-- pong 2",
  ]);
});

Deno.test("what a client asks last is answered before its connection ends", async () => {
  await using house = await House.open();
  using robo = await house.connect(
    '{"hello":1,"history":5}\n{"type":"say","text":"x"}\n{"type":"search","words":"x"}',
  );
  await robo.closeWrite();
  const types = (await robo.rest()).map((line) => JSON.parse(line).type);
  assertEquals(types, ["welcome", "joined", "history", "message", "found", "bye"]);
});

Deno.test("a client that asks for page after page of long lines, and reads, is sent them all", async () => {
  await using house = await House.open(["--rate", "100", "--burst", "5"]);
  using ann = await house.connect('{"hello":1,"nick":"ann"}');
  await ann.take(2);
  for (let n = 0; n < 40; n++) {
    await ann.send(JSON.stringify({ type: "say", text: `${n} ${"x".repeat(4000)}` }));
  }
  assertEquals((await ann.take(40)).length, 40);
  using robo = await house.connect('{"hello":1,"history":200}');
  assertEquals((await robo.take(2)).map((line) => JSON.parse(line ?? "").type), [
    "welcome",
    "joined",
  ]);
  await robo.send('{"type":"history","limit":200}\n'.repeat(8) + '{"type":"ping"}');
  const pages = (await robo.take(10)).map((line) => JSON.parse(line ?? ""));
  assertEquals(pages.map(({ type }) => type), [...Array(9).fill("history"), "pong"]);
  // As many as fit into 64 KiB, and the last ones.
  const [{ events, more }] = pages;
  assertEquals([events.length, events.at(-1).text.slice(0, 3), more], [15, "39 ", true]);
});
