/** @module */

import { assertEquals } from "@std/assert";
import { lineOfBytes, OutboundScene } from "../support/outbound_scene.ts";

const NOTHING = { served: 0, slow: 0, waiting: 0, longest: 0, bytesOut: 0, skipped: 0, lines: 0 };

Deno.test("census() counts nothing before there is anything", () => {
  assertEquals(new OutboundScene().fanout.census(), NOTHING);
});

Deno.test("census() counts what sockets have taken, and a message once for each who hears it", async () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1), scene.enter(2)];
  scene.say("a: one", "a: two");
  scene.turn();
  await ann.sink.take();
  await bob.sink.take(3);
  assertEquals(scene.fanout.census(), { ...NOTHING, served: 2, bytesOut: 17, lines: 4 });
});

Deno.test("census() counts what waits for slow readers, and what they were not sent", () => {
  const scene = new OutboundScene();
  scene.enter(1, { skipAbove: 100 });
  scene.enter(2, { skipAbove: 50 });
  for (const bytes of [5, 40, 30]) {
    scene.say(lineOfBytes(bytes));
    scene.turn();
  }
  assertEquals(scene.fanout.census(), {
    ...NOTHING,
    served: 2,
    slow: 2,
    waiting: 110,
    longest: 70,
    skipped: 1,
    lines: 5,
  });
});

Deno.test("census() keeps what it counted when a client leaves, and counts it once", async () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1, { skipAbove: 10 });
  scene.say(lineOfBytes(8));
  scene.turn();
  scene.say(lineOfBytes(20));
  scene.turn();
  scene.drop(1);
  scene.turn();
  assertEquals(scene.fanout.census().served, 1);
  await sink.takeAll();
  const { served, bytesOut, skipped, lines } = scene.fanout.census();
  const notice = "-- 1 message skipped\n".length;
  assertEquals([served, bytesOut, skipped, lines], [0, 8 + notice, 1, 1]);
});

Deno.test("census() keeps what it counted when a write fails", async () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.say(lineOfBytes(8));
  scene.turn();
  await sink.take();
  scene.say(lineOfBytes(8));
  scene.turn();
  await sink.fail(new Deno.errors.BrokenPipe());
  scene.drop(1);
  scene.turn();
  await Promise.resolve();
  assertEquals(scene.fanout.census(), { ...NOTHING, bytesOut: 8, lines: 2 });
});
