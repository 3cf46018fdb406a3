/** @module */
import { assertEquals, assertStrictEquals } from "@std/assert";
import { Outbox } from "../../lib/outbound/outbox.ts";
import { textCodec } from "../../lib/wire/text/codec.ts";
import { lineOfBytes, OutboundScene } from "../support/outbound_scene.ts";
import { hasSettled, ScriptedSink, settle } from "../support/scripted_sink.ts";

Deno.test("Outbox gives everybody who keeps up the same bytes in one write", () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1), scene.enter(2)];
  scene.say("a: one", "a: two");
  assertEquals(ann.sink.writes, []);
  scene.turn();
  assertEquals(ann.sink.pending, "a: one\na: two\n");
  assertEquals(ann.sink.writes.length, 1);
  assertStrictEquals(bob.sink.writes[0], ann.sink.writes[0]);
});

Deno.test("Outbox goes on where a partial write ended", async () => {
  const scene = new OutboundScene();
  const { sink, outbox } = scene.enter(1);
  scene.say("a: Grüße");
  scene.turn();
  await sink.take(6);
  assertEquals(sink.pendingBytes, 5);
  await sink.take(1);
  await sink.take(4);
  assertEquals(sink.text, "a: Grüße\n");
  assertEquals(sink.pending, undefined);
  assertEquals(await hasSettled(outbox.quiet()), true);
});

Deno.test("Outbox sends as one write all that came while a write was under way", async () => {
  const scene = new OutboundScene();
  const { sink, outbox } = scene.enter(1);
  scene.say("a: one");
  scene.turn();
  scene.say("a: two", "a: three");
  scene.turn();
  scene.tell(1, "word");
  scene.turn();
  assertEquals(sink.pending, "a: one\n");
  assertEquals(outbox.waiting, 29);
  await sink.take();
  assertEquals(sink.pending, "a: two\na: three\n-- pong word\n");
  assertEquals(outbox.waiting, 0);
});

Deno.test("Outbox.send() puts a word where it belongs among the lines of one turn", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  const other = scene.enter(2);
  scene.say("a: one");
  scene.tell(1, "first");
  scene.tell(1, "second");
  scene.say("a: two", "a: three");
  scene.tell(1, "third");
  scene.say("a: four");
  scene.turn();
  assertEquals(
    sink.pending,
    "a: one\n-- pong first\n-- pong second\na: two\na: three\n-- pong third\na: four\n",
  );
  assertEquals(other.sink.pending, "a: one\na: two\na: three\na: four\n");
});

Deno.test("Outbox.send() puts a word where it belongs for who is behind as well", async () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.say("a: zero");
  scene.turn();
  scene.tell(1, "first");
  scene.say("a: one", "a: two");
  scene.tell(1, "second");
  scene.say("a: three");
  scene.turn();
  await sink.takeAll();
  assertEquals(sink.text, "a: zero\n-- pong first\na: one\na: two\n-- pong second\na: three\n");
});

Deno.test("Outbox.join() in the middle of a turn hears from there on", () => {
  const scene = new OutboundScene();
  const { sink } = scene.attach(1);
  scene.enter(2);
  scene.say("a: before");
  scene.join(1);
  scene.say("a: after");
  scene.turn();
  assertEquals(sink.pending, "a: after\n");
});

Deno.test("Outbox.part() in the middle of a turn hears up to there", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.enter(2);
  scene.say("a: before");
  scene.part(1);
  scene.say("a: after");
  scene.tell(1, "alone");
  scene.turn();
  assertEquals(sink.pending, "a: before\n-- pong alone\n");
});

Deno.test("Outbox that parts and joins again in a turn misses what lies between", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.enter(2);
  scene.say("a: one");
  scene.part(1);
  scene.say("a: two");
  scene.tell(1, "word");
  scene.join(1);
  scene.join(1);
  scene.say("a: three");
  scene.turn();
  assertEquals(sink.pending, "a: one\n-- pong word\na: three\n");
});

Deno.test("Outbox that was told a word in one turn hears all of the next", async () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.say("a: one");
  scene.tell(1, "word");
  scene.turn();
  await sink.takeAll();
  scene.say("a: two");
  scene.turn();
  await sink.takeAll();
  assertEquals(sink.text, "a: one\n-- pong word\na: two\n");
});

Deno.test("Outbox gives those who are behind by the same lines the same bytes", async () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1), scene.enter(2)];
  for (const line of ["a: one", "a: two", "a: three"]) {
    scene.say(line);
    scene.turn();
  }
  await ann.sink.take();
  await bob.sink.take();
  assertEquals(ann.sink.pending, "a: two\na: three\n");
  assertStrictEquals(bob.sink.writes[1], ann.sink.writes[1]);
});

Deno.test("Outbox writes nothing for a message that its dialect has no words for", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  const bye = { kind: "bye", reason: { by: "member", code: "quit" } } as const;
  scene.fanout.carryOut({ kind: "send", to: 1 as never, message: bye });
  scene.turn();
  assertEquals(sink.writes, []);
});

Deno.test("Outbox.finish() sends what is queued, then it is drained", async () => {
  const scene = new OutboundScene();
  const { sink, outbox } = scene.enter(1);
  scene.say("a: one");
  scene.turn();
  scene.tell(1, "goodbye");
  scene.drop(1);
  scene.say("a: not for the gone");
  assertEquals(await outbox.over, { by: "member", code: "quit" });
  scene.turn();
  await sink.take(3);
  assertEquals(await hasSettled(outbox.drained), false);
  await sink.take();
  assertEquals(await hasSettled(outbox.drained), false);
  await sink.take();
  assertEquals(await hasSettled(outbox.drained), true);
  assertEquals(sink.text, "a: one\n-- pong goodbye\n");
});

Deno.test("Outbox.finish() is not drained before the words of the same turn are sent", async () => {
  const scene = new OutboundScene();
  const { sink, outbox } = scene.enter(1);
  scene.say("a: first");
  scene.turn();
  scene.say("a: last");
  scene.tell(1, "goodbye");
  scene.drop(1);
  await sink.take();
  assertEquals(await hasSettled(outbox.drained), false);
  scene.turn();
  await sink.takeAll();
  assertEquals(await hasSettled(outbox.drained), true);
  assertEquals(sink.text, "a: first\na: last\n-- pong goodbye\n");
});

Deno.test("Outbox.finish() with nothing to send is drained at the end of the turn", async () => {
  const scene = new OutboundScene();
  const { sink, outbox } = scene.enter(1);
  scene.drop(1);
  scene.turn();
  assertEquals(await hasSettled(outbox.drained), true);
  assertEquals(sink.writes, []);
});

Deno.test("Outbox is drained and tells nobody else when a write fails", async () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1), scene.enter(2)];
  scene.say("a: one");
  scene.turn();
  scene.say("a: two");
  scene.turn();
  const broken = new Error("broken pipe");
  await ann.sink.fail(broken);
  assertStrictEquals(ann.outbox.failure, broken);
  assertEquals(await hasSettled(ann.outbox.drained), true);
  assertEquals(await hasSettled(ann.outbox.quiet()), true);
  assertEquals(await hasSettled(ann.outbox.over), false);
  scene.say("a: three");
  scene.tell(1, "word");
  scene.join(1);
  scene.say("a: four");
  scene.turn();
  await bob.sink.takeAll();
  assertEquals(ann.sink.writes.length, 1);
  assertEquals(bob.sink.text, "a: one\na: two\na: three\na: four\n");
});

Deno.test("Outbox that nobody fills is quiet, and has nothing to be drained of", async () => {
  const limits = { skipAbove: 10, dropAt: 20, stallTimeout: 30 };
  const tools = { now: () => 0, join: () => new Uint8Array() };
  const outbox = new Outbox(new ScriptedSink(), textCodec, { limits, tools });
  await outbox.quiet();
  await settle();
  assertEquals(outbox.waiting, 0);
  assertEquals(outbox.failure, undefined);
  assertEquals(await hasSettled(outbox.drained), false);
});

Deno.test("lineOfBytes() makes lines of the size that tests of limits count with", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.say(lineOfBytes(50));
  scene.turn();
  assertEquals(sink.pendingBytes, 50);
});
