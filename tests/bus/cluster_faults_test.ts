/** @module */
import { assertEquals } from "@std/assert";
import { hasSettled } from "../support/scripted_sink.ts";
import { assertAlike, endings, three } from "../support/three_nodes.ts";

const WAITING = { isWaiting: true, isShut: false };
const SHUT = { isWaiting: true, isShut: true };
const WELL = { isWaiting: false, isShut: false };

Deno.test("the engine is away for 8 s: people are told after 2 s, then everything follows in order", async () => {
  const { scene, a, b, c, ann, bob } = await three();
  scene.engine.goAway();
  const posted = ["one", "two", "three"].map((text) => a.say(ann, text));
  void b.say(bob, "four");
  await scene.pass(1900);
  assertEquals(a.notices(ann), []);
  await scene.pass(700);
  assertEquals(a.notices(ann), ["cluster-waiting"]);
  await scene.pass(5400);
  assertEquals(a.lines, []);
  scene.engine.comeBack();
  await scene.pass(1500);
  assertEquals(await hasSettled(Promise.all(posted)), true);
  assertEquals(a.lines.filter((text) => text !== "four"), ["one", "two", "three"]);
  assertEquals(a.lines.length, 4);
  assertEquals(a.notices(ann), ["cluster-waiting", "cluster-back"]);
  assertEquals(a.states, [WAITING, WELL]);
  assertEquals(a.comings, ["+ann", "+bob", "+cid"]);
  assertAlike(a, b, c);
});

Deno.test("the engine is away for a minute: newcomers are refused after 30 s, and nobody is given up", async () => {
  const { scene, a, b, c, ann } = await three();
  scene.engine.goAway();
  await scene.pass(29_500);
  assertEquals(a.states, [WAITING]);
  await scene.pass(1500);
  assertEquals(a.states, [WAITING, SHUT]);
  await scene.pass(29_000);
  scene.engine.comeBack();
  await scene.pass(5000);
  assertEquals(a.states, [WAITING, SHUT, WELL]);
  assertEquals([a, b, c].map(({ log }) => log.figures.reentries), [0, 0, 0]);
  assertEquals(a.comings, ["+ann", "+bob", "+cid"]);
  assertEquals(a.notices(ann), ["cluster-waiting", "cluster-back"]);
});

Deno.test("a pause of 1.9 s: nobody is told anything", async () => {
  const { scene, a, ann } = await three();
  scene.engine.goAway();
  await scene.pass(1900);
  scene.engine.comeBack();
  await scene.pass(3000);
  assertEquals([a.notices(ann), a.states], [[], []]);
});

Deno.test("a node is killed: its people leave on all others at the same place, within 5 s, once", async () => {
  const { scene, a, b, c } = await three();
  await c.kill();
  await scene.pass(3000);
  assertEquals(a.comings.length, 3);
  await scene.pass(2000);
  for (const node of [a, b]) {
    assertEquals(node.comings, ["+ann", "+bob", "+cid", "-cid node-lost"]);
  }
  await scene.pass(10_000);
  assertEquals(a.comings.length, 4);
  assertAlike(a, b);
});

Deno.test("a node is killed and started again: its people leave at once, and their names are free", async () => {
  const { scene, a, b, c } = await three();
  await c.kill();
  const again = await scene.node("c");
  const cid = await again.enter("cid");
  await scene.pass(200);
  assertEquals(a.comings, ["+ann", "+bob", "+cid", "-cid node-lost", "+cid"]);
  assertEquals(again.comings.slice(-1), ["+cid"]);
  assertEquals(a.log.isOwn(cid), false);
  assertAlike(a, b);
});

Deno.test("a node is frozen for 2 s: nobody notices", async () => {
  const { scene, a, b, c, ann } = await three();
  a.freeze();
  await scene.pass(2000);
  a.thaw();
  await scene.pass(3000);
  assertEquals(b.comings, ["+ann", "+bob", "+cid"]);
  assertEquals([a.log.figures.reentries, a.notices(ann)], [0, []]);
  assertAlike(a, b, c);
});

Deno.test("a node is frozen for 8 s: its people leave, stay connected, come back, and miss nothing", async () => {
  const { scene, a, b, c, ann, bob } = await three();
  const before = a.say(ann, "said before");
  await scene.pass(100);
  a.freeze();
  const words = ["one", "two"].map((text) => a.say(ann, text));
  for (const text of ["b1", "b2", "b3"]) {
    void b.say(bob, text);
    await scene.pass(2700);
  }
  a.thaw();
  await scene.pass(3000);
  assertEquals(await hasSettled(Promise.all([before, ...words])), true);
  const comings = ["+ann", "+bob", "+cid", "-ann node-lost", "+ann"];
  for (const node of [a, b, c]) {
    assertEquals(node.comings, comings, node.name);
    assertEquals(node.lines, ["said before", "b1", "b2", "b3", "one", "two"], node.name);
  }
  assertEquals([endings(a, ann), a.log.figures.reentries], [[], 1]);
  assertAlike(a, b, c);
});

Deno.test("a node is cut off for 10 s: its people are told, and everything follows in order, once", async () => {
  const { scene, a, b, c, ann, bob } = await three();
  a.link.cut({ silently: true });
  void a.say(ann, "one");
  void b.say(bob, "b1");
  await scene.pass(5000);
  void a.say(ann, "two");
  const own = a.ask(ann, "who");
  await scene.pass(5000);
  assertEquals([a.lines, b.lines, await hasSettled(own)], [[], ["b1"], false]);
  assertEquals(a.notices(ann), ["cluster-waiting"]);
  a.link.mend();
  await scene.pass(4000);
  for (const node of [a, b, c]) assertEquals(node.lines, ["b1", "one", "two"], node.name);
  assertEquals(b.comings, ["+ann", "+bob", "+cid", "-ann node-lost", "+ann"]);
  assertEquals(a.notices(ann), ["cluster-waiting", "cluster-back"]);
  assertEquals(await hasSettled(own), true);
  assertAlike(a, b, c);
});

Deno.test("a client that ends while its node is given up does not come back, and is forgotten", async () => {
  const { scene, a, b, ann } = await three();
  const eve = await a.enter("eve");
  await scene.pass(100);
  a.link.cut();
  const ended = a.leave(ann);
  await scene.pass(8000);
  a.link.mend();
  await scene.pass(3000);
  assertEquals(await hasSettled(ended), true);
  assertEquals(b.comings.slice(4).toSorted(), ["+eve", "-ann node-lost", "-eve node-lost"]);
  assertEquals([a.log.isOwn(ann), a.log.isOwn(eve)], [false, true]);
  assertEquals(a.chat.returning(), []);
});

Deno.test("a client that ends with words that nobody heard comes back for them", async () => {
  const { scene, a, b, ann } = await three();
  a.link.cut();
  void a.say(ann, "last words");
  const ended = a.leave(ann);
  await scene.pass(8000);
  a.link.mend();
  await scene.pass(3000);
  assertEquals(await hasSettled(ended), true);
  assertEquals(b.lines, ["last words"]);
  assertEquals(b.comings.slice(3), ["-ann node-lost", "+ann", "-ann end-of-input"]);
});

Deno.test("a client that enters while its node is cut off enters once, when that is back", async () => {
  const { scene, a, b } = await three();
  a.link.cut();
  const eve = await a.enter("eve");
  void a.say(eve, "hello");
  await scene.pass(8000);
  a.link.mend();
  await scene.pass(3000);
  assertEquals(b.comings.slice(3).toSorted(), ["+ann", "+eve", "-ann node-lost"]);
  assertEquals(b.lines, ["hello"]);
});

Deno.test("a node is given up twice before it is back: its people come back once", async () => {
  const { scene, a, b, c, ann } = await three();
  a.freeze();
  await scene.pass(8000);
  a.thaw();
  // It finds that it was given up, and is cut off before the others hear of its new beginning.
  a.link.refuse = 1000;
  await scene.pass(500);
  const own = a.ask(ann, "who");
  await scene.pass(500);
  assertEquals(await hasSettled(own), false);
  a.freeze();
  await scene.pass(8000);
  a.link.refuse = 0;
  a.thaw();
  await scene.pass(4000);
  assertEquals(b.comings, ["+ann", "+bob", "+cid", "-ann node-lost", "+ann"]);
  assertEquals([endings(a, ann), await hasSettled(own)], [[], true]);
  assertAlike(a, b, c);
});

Deno.test("what a client asks while its node finds that it was given up is answered when it is back", async () => {
  const { scene, a, ann } = await three();
  a.watch = (event) => {
    if (event.kind === "gone" && event.isOwn) void a.ask(ann, "who");
  };
  a.freeze();
  await scene.pass(8000);
  a.thaw();
  await scene.pass(3000);
  const kinds = a.applied.filter(({ event }) => "client" in event && event.client === ann)
    .map(({ event }) => event.kind);
  assertEquals(kinds, ["connected", "connected", "command"]);
});

Deno.test("a node that was given up while it stops does not come back for that", async () => {
  const { scene, a, b, ann } = await three();
  a.link.freeze();
  const stopped = a.stop();
  a.freeze();
  await scene.pass(8000);
  a.thaw();
  await scene.pass(3000);
  assertEquals([await hasSettled(stopped), endings(a, ann)], [true, ["shutdown"]]);
  assertEquals(b.comings.slice(3), ["-ann node-lost"]);
});

Deno.test("what is posted on a node that has left goes nowhere, and nobody waits for it", async () => {
  const { scene, a, b, ann } = await three();
  void a.log.post({ kind: "shutdown" });
  await scene.pass(500);
  scene.engine.goAway();
  const late = a.say(ann, "late");
  await scene.pass(500);
  assertEquals([await hasSettled(late), b.lines, a.log.figures.waiting], [true, [], 0]);
});

Deno.test("a node that stops tells the others, and its people last", async () => {
  const { scene, a, b, ann } = await three();
  void a.say(ann, "goodbye");
  const stopped = a.stop();
  await scene.pass(500);
  assertEquals(await hasSettled(stopped), true);
  assertEquals(b.lines, ["goodbye"]);
  assertEquals(b.comings, ["+ann", "+bob", "+cid", "-ann shutdown"]);
  assertEquals(endings(a, ann), ["shutdown"]);
  assertEquals(scene.engine.snapshots.length, 1);
  assertEquals(a.pacer.timers, 0);
});

Deno.test("a node that stops without an engine tells its people after 2 s", async () => {
  const { scene, a, ann } = await three();
  scene.engine.goAway();
  await scene.pass(1000);
  const stopped = a.stop();
  await scene.pass(1900);
  assertEquals(endings(a, ann), []);
  await scene.pass(300);
  assertEquals(endings(a, ann), ["shutdown"]);
  assertEquals(await hasSettled(stopped), true);
});

Deno.test("what happens to other nodes is logged, and not what happened before this one began", async () => {
  const { scene, a, c } = await three();
  await c.kill();
  await scene.pass(5000);
  const d = await scene.node("d");
  const stopped = d.stop();
  await scene.pass(1000);
  await stopped;
  assertEquals(a.logged, [
    'node-up {"node":"b"}',
    'node-up {"node":"c"}',
    'node-lost {"node":"c","clients":1}',
    'node-up {"node":"d"}',
    'node-down {"node":"d","clients":0}',
  ]);
  assertEquals(d.logged, []);
});
