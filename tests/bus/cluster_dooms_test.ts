/** @module */
import { assertEquals } from "@std/assert";
import { hasSettled } from "../support/scripted_sink.ts";
import { endings, three } from "../support/three_nodes.ts";

Deno.test("two daemons of one name: the elder stops, and its people leave, once", async () => {
  const { scene, a, b } = await three();
  const again = await scene.node("a");
  await scene.pass(500);
  assertEquals(a.dooms, [{ code: "fenced", node: "a" }]);
  assertEquals(again.dooms, []);
  assertEquals(b.comings, ["+ann", "+bob", "+cid", "-ann node-lost"]);
  await scene.pass(10_000);
  assertEquals([a.dooms.length, b.comings.length], [1, 4]);
});

Deno.test("the log loses its last records: all nodes stop and say so", async () => {
  const { scene, a, b, c } = await three();
  const applied = a.log.figures.applied;
  scene.engine.goAway();
  scene.engine.loseLast(2);
  scene.engine.comeBack();
  await scene.pass(4000);
  for (const { dooms } of [a, b, c]) {
    assertEquals(dooms.map((doom) => doom.code === "lost-log" && doom.applied), [applied]);
  }
});

Deno.test("another log stands in the place of the old: all nodes stop, and take nothing from it", async () => {
  const { scene, a, b, c } = await three();
  scene.engine.goAway();
  scene.engine.startAnew("another");
  scene.engine.comeBack();
  await scene.pass(4000);
  for (const { dooms } of [a, b, c]) assertEquals(dooms.map(({ code }) => code), ["lost-log"]);
});

Deno.test("a node that has another state than the two others stops, within seconds, and they go on", async () => {
  const { scene, a, b, c, ann, bob } = await three();
  const rogue = c.chat.apply.bind(c.chat);
  void a.say(ann, "one");
  await scene.pass(100);
  rogue({ kind: "command", client: ann, command: { kind: "ask", name: "say", input: "rogue" } }, 0);
  void a.say(ann, "two");
  await scene.pass(4000);
  assertEquals(c.dooms.map(({ code }) => code), ["differs"]);
  void b.say(bob, "three");
  await scene.pass(200);
  assertEquals([a.dooms, b.dooms, a.lines], [[], [], ["one", "two", "three"]]);
});

Deno.test("a node that stopped for a doom answers its people, and holds nothing", async () => {
  const { scene, a, ann } = await three();
  await scene.node("a");
  await scene.pass(200);
  const posted = [a.say(ann, "lost"), a.ask(ann, "who"), a.log.post({ kind: "shutdown" })];
  await scene.pass(100);
  assertEquals(await hasSettled(Promise.all(posted)), true);
  assertEquals(endings(a, ann), ["shutdown"]);
  assertEquals(a.log.figures.waiting, 0);
});
