/**
 * Lines of several rooms in one turn: one order, shared bytes, and what sets a client apart.
 *
 * @module
 */

import { assertEquals, assertStrictEquals } from "@std/assert";
import { OutboundScene } from "../support/outbound_scene.ts";

Deno.test("A turn tells lines of several rooms in the order in which they were said", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.join(1, "dev");
  scene.sayIn("dev", "a: one");
  scene.say("a: two");
  scene.sayIn("dev", "a: three");
  scene.turn();
  assertEquals(sink.writes.length, 1);
  assertEquals(sink.pending, "#dev a: one\na: two\n#dev a: three\n");
});

Deno.test("A turn gives all who hear the same rooms the same bytes, in whatever order they joined", () => {
  const scene = new OutboundScene();
  const rooms = [["lobby", "dev"], ["dev", "lobby"], ["dev", "lobby", "quiet"], ["lobby"], ["dev"]];
  const sinks = rooms.map((names, id) => {
    const { sink } = scene.attach(id + 1);
    for (const name of names) scene.join(id + 1, name);
    return sink;
  });
  scene.say("a: one");
  scene.sayIn("dev", "a: two");
  scene.turn();
  const [first, second, third, lobby, dev] = sinks.map(({ writes }) => writes[0]);
  assertStrictEquals(second, first);
  assertStrictEquals(third, first);
  assertEquals(sinks.map(({ pending }) => pending), [
    "a: one\n#dev a: two\n",
    "a: one\n#dev a: two\n",
    "a: one\n#dev a: two\n",
    "a: one\n",
    "#dev a: two\n",
  ]);
  assertEquals([lobby === first, dev === first], [false, false]);
});

Deno.test("A turn puts a private line where it was told, among lines of several rooms", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.join(1, "dev");
  scene.say("a: one");
  scene.tell(1, "word");
  scene.sayIn("dev", "a: two");
  scene.turn();
  assertEquals(sink.pending, "a: one\n-- pong word\n#dev a: two\n");
});

Deno.test("A turn spares a client what it is excepted from, and nobody else", () => {
  const scene = new OutboundScene();
  const [ann, bob, cay] = [scene.enter(1), scene.enter(2), scene.enter(3)];
  scene.say("a: one");
  scene.sayIn("lobby", "a: two", [2, 9]);
  scene.sayIn("dev", "a: nobody hears this", [3]);
  scene.say("a: three");
  scene.turn();
  assertEquals(ann.sink.pending, "a: one\na: two\na: three\n");
  assertEquals(bob.sink.pending, "a: one\na: three\n");
  assertStrictEquals(cay.sink.writes[0], ann.sink.writes[0]);
});

Deno.test("A turn writes nothing to a client that is excepted from all that was said", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.sayIn("lobby", "a: one", [1]);
  scene.turn();
  assertEquals(sink.writes, []);
  scene.say("a: two");
  scene.turn();
  assertEquals(sink.pending, "a: two\n");
});

Deno.test("A client that joins and leaves rooms in a turn hears each while it was there", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  for (const room of ["dev", "ops"]) {
    scene.enter(2);
    scene.join(2, room);
  }
  scene.sayIn("dev", "a: before");
  scene.join(1, "dev");
  scene.sayIn("dev", "a: dev 1");
  scene.join(1, "ops");
  scene.sayIn("ops", "a: ops 1");
  scene.part(1, "dev");
  scene.sayIn("dev", "a: after");
  scene.part(1);
  scene.say("a: lobby after");
  scene.sayIn("ops", "a: ops 2");
  scene.join(1, "dev");
  scene.sayIn("dev", "a: dev 2");
  scene.turn();
  assertEquals(sink.pending, "#dev a: dev 1\n#ops a: ops 1\n#ops a: ops 2\n#dev a: dev 2\n");
});

Deno.test("A slow reader has the lines of each room counted by themselves", async () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1, { skipAbove: 10, detail: "every" });
  scene.join(1, "dev");
  scene.say("a: go");
  scene.turn();
  scene.say("a: one");
  scene.sayIn("dev", "a: two");
  scene.say("a: three");
  scene.turn();
  await sink.takeAll();
  assertEquals(sink.text.split("\n").slice(1), [
    '{"type":"skipped","room":"lobby","count":2}',
    '{"type":"skipped","room":"dev","count":1}',
    "",
  ]);
});

Deno.test("A feed that nobody hears any more is forgotten", () => {
  const scene = new OutboundScene();
  scene.attach(1);
  for (let n = 0; n < 1000; n++) {
    scene.join(1, `room-${n}`);
    scene.sayIn(`room-${n}`, "a: hello");
    scene.part(1, `room-${n}`);
  }
  assertEquals(scene.fanout.feeds, 0);
  scene.enter(2);
  assertEquals(scene.fanout.feeds, 1);
  scene.drop(2);
  assertEquals(scene.fanout.feeds, 0);
});
