/** @module */
import { assertEquals } from "@std/assert";
import { lineOfBytes, OutboundScene, type Receiver } from "../support/outbound_scene.ts";
import { hasSettled } from "../support/scripted_sink.ts";

const TOO_SLOW = { by: "daemon", code: "too-slow" } as const;

/** A client that is in the middle of a write of `a: go`, and a scene for more. */
function slowReader(limits: { skipAbove?: number; dropAt?: number }): [OutboundScene, Receiver] {
  const scene = new OutboundScene();
  const receiver = scene.enter(1, limits);
  scene.say("a: go");
  scene.turn();
  return [scene, receiver];
}

/** Each line in a turn of its own. */
function sayEach(scene: OutboundScene, ...lines: string[]): void {
  for (const line of lines) {
    scene.say(line);
    scene.turn();
  }
}

Deno.test("Outbox queues to the byte of its limit and skips the line that goes beyond", async () => {
  const [scene, { sink, outbox }] = slowReader({ skipAbove: 100 });
  sayEach(scene, lineOfBytes(60), lineOfBytes(40));
  assertEquals(outbox.waiting, 100);
  sayEach(scene, lineOfBytes(5));
  assertEquals(outbox.waiting, 100);
  await sink.takeAll();
  assertEquals(sink.text.split("\n").slice(3), ["-- 1 message skipped", ""]);

  const [other, beyond] = slowReader({ skipAbove: 100 });
  sayEach(other, lineOfBytes(60), lineOfBytes(41));
  assertEquals(beyond.outbox.waiting, 60);
  await beyond.sink.takeAll();
  assertEquals(beyond.sink.text.split("\n").slice(2), ["-- 1 message skipped", ""]);
});

Deno.test("Outbox does not count the write under way against its limit", () => {
  const scene = new OutboundScene();
  const { sink, outbox } = scene.enter(1, { skipAbove: 100 });
  scene.say(lineOfBytes(5000));
  scene.turn();
  assertEquals(sink.pendingBytes, 5000);
  sayEach(scene, lineOfBytes(100));
  assertEquals(outbox.waiting, 100);
});

Deno.test("Outbox keeps the lines of a batch that fit and counts the others", async () => {
  const [scene, { sink }] = slowReader({ skipAbove: 20 });
  scene.say("a: line-1", "a: line-2", "a: line-3", "a: line-4");
  scene.turn();
  await sink.takeAll();
  assertEquals(sink.text, "a: go\na: line-1\na: line-2\n-- 2 messages skipped\n");
});

Deno.test("Outbox counts bytes and not characters against its limit", async () => {
  const [scene, { sink }] = slowReader({ skipAbove: 18 });
  scene.say("a: ÄÖÜß", "a: 1234");
  scene.turn();
  await sink.takeAll();
  assertEquals(sink.text, "a: go\na: ÄÖÜß\n-- 1 message skipped\n");
});

Deno.test("Outbox skips everything after the first skipped line until the reader moves on", async () => {
  const [scene, { sink }] = slowReader({ skipAbove: 20 });
  sayEach(scene, "a: line-1", lineOfBytes(50), "a: tiny");
  await sink.takeAll();
  assertEquals(sink.text, "a: go\na: line-1\n-- 2 messages skipped\n");
});

Deno.test("Outbox says what is missing at its place and goes on when the reader moves on", async () => {
  const [scene, { sink }] = slowReader({ skipAbove: 20 });
  sayEach(scene, "a: line-1", "a: line-2", "a: line-3", "a: line-4");
  await sink.take();
  assertEquals(sink.pending, "a: line-1\na: line-2\n");
  sayEach(scene, "a: line-5");
  await sink.takeAll();
  sayEach(scene, "a: line-6");
  await sink.takeAll();
  assertEquals(
    sink.text,
    "a: go\na: line-1\na: line-2\n-- 2 messages skipped\na: line-5\na: line-6\n",
  );
});

Deno.test("Outbox takes a part of a write for moving on, but only as far as there is room", async () => {
  const [scene, { sink, outbox }] = slowReader({ skipAbove: 20 });
  sayEach(scene, "a: line-1", "a: line-2", "a: line-3");
  await sink.take(2);
  sayEach(scene, "a: line-4");
  assertEquals(outbox.waiting, 20);
  await sink.takeAll();
  assertEquals(sink.text, "a: go\na: line-1\na: line-2\n-- 2 messages skipped\n");
});

Deno.test("Outbox sends private words also while it skips, the count before them", async () => {
  const [scene, { sink }] = slowReader({ skipAbove: 20 });
  sayEach(scene, lineOfBytes(20), "a: lost-1", "a: lost-2");
  scene.tell(1, "word");
  scene.say("a: lost-3");
  scene.tell(1, "another");
  scene.turn();
  await sink.takeAll();
  assertEquals(sink.text.split("\n").slice(2), [
    "-- 2 messages skipped",
    "-- pong word",
    "-- 1 message skipped",
    "-- pong another",
    "",
  ]);
});

Deno.test("Outbox tells programs of what was skipped in their dialect", async () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1, { skipAbove: 20, detail: "every" });
  sayEach(scene, "a: one", "a: two", "a: three");
  await sink.takeAll();
  assertEquals(sink.text.split("\n").slice(1), ['{"type":"skipped","room":"lobby","count":2}', ""]);
});

Deno.test("Outbox dismisses a reader whose private words reach the second limit, to the byte", async () => {
  const [scene, { sink, outbox }] = slowReader({ dropAt: 100 });
  scene.tell(1, "x".repeat(41));
  scene.turn();
  scene.tell(1, "x".repeat(40));
  scene.turn();
  assertEquals(outbox.waiting, 99);
  assertEquals(await hasSettled(outbox.over), false);

  const [other, gone] = slowReader({ dropAt: 100 });
  other.tell(1, "x".repeat(41));
  other.turn();
  other.tell(1, "x".repeat(41));
  other.turn();
  assertEquals(await gone.outbox.over, TOO_SLOW);
  assertEquals(gone.outbox.waiting, 0);
  assertEquals(await hasSettled(gone.outbox.drained), true);
  assertEquals(sink.pending, gone.sink.pending);
});

Deno.test("Outbox lets one word through however long it is, if nothing waits before it", async () => {
  const [scene, { sink, outbox }] = slowReader({ skipAbove: 50, dropAt: 100 });
  scene.tell(1, "x".repeat(500));
  scene.turn();
  assertEquals(await hasSettled(outbox.over), false);
  await sink.takeAll();
  assertEquals(sink.text.length, 6 + 509);
});

Deno.test("Outbox never dismisses a reader for lines of the room", async () => {
  const [scene, { outbox }] = slowReader({ skipAbove: 100, dropAt: 100 });
  for (let i = 0; i < 1000; i++) sayEach(scene, lineOfBytes(50));
  assertEquals(outbox.waiting, 100);
  assertEquals(await hasSettled(outbox.over), false);
});

Deno.test("Outbox writes nothing more to whom it dismissed, and is quiet when the write ends", async () => {
  const [scene, { sink, outbox }] = slowReader({ dropAt: 20 });
  for (let i = 0; i < 5; i++) scene.tell(1, "a long word");
  scene.turn();
  assertEquals(await outbox.over, TOO_SLOW);
  assertEquals(await hasSettled(outbox.quiet()), false);
  scene.say("a: more");
  scene.tell(1, "more");
  scene.drop(1);
  scene.turn();
  await sink.take(2);
  assertEquals(sink.pending, undefined);
  assertEquals(await hasSettled(outbox.quiet()), true);
  assertEquals(sink.writes.length, 1);
});

Deno.test("Outbox dismisses a reader that takes nothing for the stall timeout, and not before", async () => {
  const [scene, { outbox }] = slowReader({});
  const { pacer, fanout } = scene;
  pacer.advance(29_999);
  fanout.checkStalled();
  assertEquals(await hasSettled(outbox.over), false);
  pacer.advance(1);
  fanout.checkStalled();
  assertEquals(await outbox.over, TOO_SLOW);
  assertEquals(await hasSettled(outbox.drained), true);
});

Deno.test("Outbox counts the stall of a write from its flush, however long nothing was said before", async () => {
  const scene = new OutboundScene();
  const { outbox } = scene.enter(1);
  scene.pacer.advance(60_000);
  scene.say("a: one");
  scene.pacer.turn();
  scene.pacer.advance(29_999);
  scene.fanout.checkStalled();
  assertEquals(await hasSettled(outbox.over), false);
  scene.pacer.advance(1);
  scene.fanout.checkStalled();
  assertEquals(await outbox.over, TOO_SLOW);
});

Deno.test("Outbox that is dismissed before its write begins writes nothing, and is quiet then", async () => {
  const scene = new OutboundScene();
  for (let id = 1; id <= 120; id++) scene.enter(id);
  const { sink, outbox } = scene.enter(121);
  scene.say("a: one");
  scene.pacer.turn();
  assertEquals([sink.writes.length, await hasSettled(outbox.quiet())], [0, false]);
  scene.pacer.advance(30_000);
  scene.fanout.checkStalled();
  assertEquals(await outbox.over, TOO_SLOW);
  scene.pacer.turn();
  assertEquals([sink.writes.length, await hasSettled(outbox.quiet())], [0, true]);
});

Deno.test("Outbox takes every byte for progress", async () => {
  const [{ pacer, fanout }, { sink, outbox }] = slowReader({});
  for (let byte = 0; byte < 5; byte++) {
    pacer.advance(29_999);
    fanout.checkStalled();
    await sink.take(1);
  }
  assertEquals(await hasSettled(outbox.over), false);
  await sink.takeAll();
  pacer.advance(1_000_000);
  fanout.checkStalled();
  assertEquals(await hasSettled(outbox.over), false);
});

Deno.test("Outbox sends replayed lines in their order, and neither skips nor counts them", async () => {
  const [scene, { sink, outbox }] = slowReader({ skipAbove: 100, dropAt: 150 });
  scene.replay(1, lineOfBytes(90), lineOfBytes(90));
  scene.say(lineOfBytes(60));
  scene.tell(1, "still here");
  scene.replay(1, lineOfBytes(90));
  scene.turn();
  assertEquals(outbox.waiting, 60 + "-- pong still here\n".length);
  scene.say(lineOfBytes(22));
  scene.turn();
  scene.replay(1, lineOfBytes(90));
  scene.turn();
  assertEquals(await hasSettled(outbox.over), false);
  await sink.takeAll();
  assertEquals(sink.text.split("\n").map((line) => line.length + 1).slice(1, -1), [
    90,
    90,
    60,
    19,
    90,
    "-- 1 message skipped\n".length,
    90,
  ]);
});

Deno.test("Outbox takes lines again after replayed lines alone have waited", async () => {
  const [scene, { sink, outbox }] = slowReader({ skipAbove: 100 });
  scene.replay(1, lineOfBytes(500));
  scene.turn();
  assertEquals(outbox.waiting, 0);
  await sink.takeAll();
  assertEquals(sink.text, `a: go\n${lineOfBytes(500)}\n`);
});
