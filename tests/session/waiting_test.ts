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
