/**
 * Accidents of others around many at once: mass resets, answers longer than queues, ghosts.
 *
 * @module
 */

import { assertEquals, assertLess } from "@std/assert";
import { connect as connectSocket } from "node:net";
import { clientId } from "../../lib/core/units.ts";
import { FanOut } from "../../lib/outbound/fanout.ts";
import { jsonCodecs } from "../../lib/wire/json/codec.ts";
import { textCodec, textCodecs } from "../../lib/wire/text/codec.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { asks, connected, newChat, START } from "../support/happenings.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import { ScriptedSink } from "../support/scripted_sink.ts";

const DEFAULT_QUEUES = { skipAbove: 65_536, dropAt: 262_144, stallTimeout: 30_000 };

// ngIRCd 26: each write error removed somebody in the middle of telling the others, ever deeper.
Deno.test("500 who are reset at the same instant, while one speaks, are gone and told once", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  const doomed = await Promise.all(Array.from({ length: 500 }, () => house.dial()));
  await Promise.all(doomed.map((conn, n) => conn.write(new TextEncoder().encode(`/nick d${n}\n`))));
  let arrived = 0;
  while (arrived < 500) arrived += countIn(await ann.line() ?? "", "arrived");
  await ann.send(Array.from({ length: 20 }, (_, n) => `line ${n}`).join("\n"));
  // None has read its greeting: to close is to reset.
  for (const conn of doomed) conn.close();
  await ann.send(Array.from({ length: 20 }, (_, n) => `line ${20 + n}`).join("\n"));
  const said: string[] = [];
  let left = 0;
  while (left < 500 || said.length < 40) {
    const line = await ann.line() ?? "";
    left += countIn(line, "left");
    if (line.startsWith("ann: ")) said.push(line);
  }
  assertEquals(said, Array.from({ length: 40 }, (_, n) => `ann: line ${n}`));
  assertEquals(left, 500);
  assertEquals(await heardByNow(ann), []);
});

// ngIRCd #328: a burst of the server's own that is longer than the queue it has to go through.
Deno.test("an answer about 5,000 people is bounded, and nobody is too slow for it", async () => {
  const chat = newChat();
  const pacer = new FakePacer();
  const fanout = new FanOut(pacer, { text: textCodecs, json: jsonCodecs });
  const sink = new ScriptedSink();
  const outbox = fanout.serve(clientId(1), { sink, codec: textCodec, limits: DEFAULT_QUEUES });
  for (let id = 1; id <= 5000; id++) {
    for (const effect of chat.apply(connected(id, { nick: `n${id}` }), START)) {
      if (effect.kind !== "wake") fanout.carryOut(effect);
    }
  }
  pacer.turn();
  // The greeting is still under way when the answer comes.
  for (const effect of chat.apply(asks(1, "who"), START)) {
    if (effect.kind !== "wake") fanout.carryOut(effect);
  }
  pacer.advance(25);
  pacer.turn();
  await sink.takeAll();
  const answer = sink.text.split("\n").filter((line) => line.startsWith("-- "));
  assertEquals(answer.length, 101);
  assertEquals(answer.slice(99), ["-- n100 #100, here 0s, idle 0s", "-- and 4900 more"]);
  assertEquals(outbox.failure, undefined);
  await outbox.quiet();
});

// CVE-2021-32918 Prosody: what those hold who have left, or never said a word.
Deno.test("who floods and is gone does not haunt the room until the flood is worked off", async () => {
  await using house = await House.open(["--names", "guest", "--rate", "1", "--burst", "5"]);
  using ann = await house.enter("ann");
  const closed = Promise.withResolvers<void>();
  const socket = connectSocket(Number(house.address.split(":")[1]), "127.0.0.1");
  socket.on("close", () => closed.resolve());
  // At one line a second, hours' worth.
  socket.write(`/nick eve\n${"boo\n".repeat(20_000)}`);
  await heardBefore(ann, "eve has arrived");
  socket.resetAndDestroy();
  await closed.promise;
  const from = performance.now();
  const haunted = await heardBefore(ann, "eve has left");
  assertLess(performance.now() - from, 8000);
  assertLess(haunted.length, 20);
  await house.logged("disconnected");
});

// CVE-2026-43506, CVE-2026-43507 Prosody: connections that are opened and left alone.
Deno.test("the silent are greeted, are idle in the end, and nothing is left of them", async () => {
  await using house = await House.open(["--names", "guest", "--idle-timeout", "500ms"]);
  const silent = await Promise.all(Array.from({ length: 100 }, () => house.connect()));
  const ends = await Promise.all(silent.map((client) => client.rest()));
  assertEquals(
    ends.filter((lines) => lines.at(-1) === "-- disconnected: idle for 500ms").length,
    100,
  );
  await house.logged("disconnected", 100);
  for (const client of silent) client[Symbol.dispose]();
  using ann = await house.connect("/nick ann");
  assertEquals(await ann.take(2), ["You are ann", "Nobody else is here"]);
});

/** How many arrivals or departures a line tells. */
function countIn(line: string, verb: "arrived" | "left"): number {
  if (new RegExp(`^\\S+ has ${verb}`).test(line)) return 1;
  return Number(new RegExp(`^(\\d+) people have ${verb}$`).exec(line)?.[1] ?? 0);
}
