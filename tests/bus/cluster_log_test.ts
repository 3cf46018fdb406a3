/** @module */
import { assertEquals, assertRejects } from "@std/assert";
import { asks, connected } from "../support/happenings.ts";
import { ClusterScene, type SceneNode } from "../support/cluster_scene.ts";
import { hasSettled } from "../support/scripted_sink.ts";
import { originOf } from "../support/origins.ts";

/** Two nodes; ann is at the first, bob at the second. */
async function annAndBob(scene = new ClusterScene()) {
  const [a, b] = [await scene.node("a"), await scene.node("b")];
  const ann = await a.enter("ann");
  const bob = await b.enter("bob");
  await scene.pass(100);
  return { scene, a, b, ann, bob };
}

/** What a node has applied of the commands of clients: their names and what is said with them. */
function commandsOf({ applied }: SceneNode): string[] {
  return applied.flatMap(({ event }) => {
    if (event.kind !== "command") return [];
    const { command } = event;
    if (command.kind === "ask") return [`${command.name} ${command.input}`];
    return command.kind === "bound" ? [`${command.name} ${command.args.text}`] : [];
  });
}

Deno.test("ClusterLog: what is said on one node is heard on both, with the same bytes", async () => {
  const { scene, a, b, ann, bob } = await annAndBob();
  void a.say(ann, "hello");
  void b.say(bob, "hi");
  await scene.pass(100);
  assertEquals(a.lines, ["hello", "hi"]);
  assertEquals(a.comings, ["+ann", "+bob"]);
  assertEquals([...b.told], [...a.told]);
});

Deno.test("ClusterLog.post() resolves for an agreed event when it came back, and no sooner", async () => {
  const { scene, a, ann } = await annAndBob();
  a.link.slowness = 200;
  const posted = a.say(ann, "hello");
  await scene.pass(150);
  assertEquals(await hasSettled(posted), false);
  await scene.pass(100);
  assertEquals(await hasSettled(posted), true);
  assertEquals(a.lines, ["hello"]);
});

Deno.test("ClusterLog: what a client asks for itself is answered between its own lines, where it asked", async () => {
  const { scene, a, b, ann } = await annAndBob();
  for (const text of ["one", "two"]) {
    void a.say(ann, text);
    void a.ask(ann, "ping", text);
  }
  void a.say(ann, "three");
  await scene.pass(200);
  assertEquals(commandsOf(a), ["say one", "ping one", "say two", "ping two", "say three"]);
  assertEquals(commandsOf(b), ["say one", "say two", "say three"]);
});

Deno.test("ClusterLog: a client that has nothing on its way is answered at once, also without the engine", async () => {
  const { scene, a, ann } = await annAndBob();
  scene.engine.goAway();
  const posted = a.ask(ann, "who");
  await scene.pass(50);
  assertEquals(await hasSettled(posted), true);
});

Deno.test("ClusterLog: what waits for a line is not answered before it, and no client waits for another", async () => {
  const { scene, a, ann } = await annAndBob();
  const eve = await a.enter("eve");
  await scene.pass(100);
  scene.engine.goAway();
  void a.say(ann, "hello");
  const [hers, eves] = [a.ask(ann, "who"), a.ask(eve, "who")];
  await scene.pass(500);
  assertEquals([await hasSettled(hers), await hasSettled(eves)], [false, true]);
  scene.engine.comeBack();
  await scene.pass(1000);
  assertEquals(await hasSettled(hers), true);
});

Deno.test("ClusterLog.nextId() never gives a number twice, on no node, also in a rush", async () => {
  const scene = new ClusterScene();
  const nodes = [await scene.node("a"), await scene.node("b"), await scene.node("c")];
  const ids = nodes.flatMap(({ log }) => Array.from({ length: 2000 }, () => log.nextId()));
  await scene.pass(1000);
  const all = await Promise.all(ids);
  assertEquals(new Set(all).size, 6000);
  assertEquals(await hasSettled(Promise.all(ids)), true);
});

Deno.test("ClusterLog: an address never goes into the log, and comes back to its own node", async () => {
  const { scene, a, b } = await annAndBob();
  const client = await a.log.nextId();
  const realOrigin = originOf({ address: "192.0.2.7:4000", ip: "192.0.2.7", network: "192.0.2.7" });
  const origin = originOf({ network: "#0123456789abcdef" });
  void a.log.post({ ...connected(client, { nick: "eve" }), origin, realOrigin } as never);
  await scene.pass(100);
  const all = scene.engine.records.map(({ data }) => data).join("\n");
  assertEquals(all.includes("192.0.2.7"), false);
  assertEquals(b.comings.at(-1), "+eve");
  const [own, other] = [a, b].map(({ applied }) =>
    applied.map(({ event }) => event).find((event) =>
      event.kind === "connected" && event.client === client
    )
  );
  assertEquals(own?.kind === "connected" && own.realOrigin, realOrigin);
  assertEquals(other?.kind === "connected" && [other.realOrigin, other.isForeign], [
    undefined,
    true,
  ]);
});

Deno.test("ClusterLog refuses a line that no record can hold, before it is written", async () => {
  const { scene, a, ann } = await annAndBob(new ClusterScene({ maxRecord: 3000 }));
  void a.say(ann, "x".repeat(3000));
  void a.say(ann, "short");
  await scene.pass(500);
  assertEquals(a.lines, ["short"]);
  assertEquals(a.notices(ann), ["line-too-long"]);
});

Deno.test("ClusterLog refuses what would spoil a whole record, and the others in it count", async () => {
  const { scene, a, b, ann } = await annAndBob();
  let deep: unknown = "deep";
  for (let i = 0; i < 20; i++) deep = { deep };
  void a.say(ann, "before");
  void a.log.post({
    kind: "command",
    client: ann,
    command: { kind: "ask", name: "say", input: { text: "hi", deep } },
  });
  void a.say(ann, "after");
  await scene.pass(500);
  assertEquals(b.lines.filter((text) => text !== "hi"), ["before", "after"]);
  assertEquals(a.log.figures.waiting <= 1, true);
});

Deno.test("ClusterLog: a newcomer whose wishes no record can hold enters without them", async () => {
  const { scene, a, b } = await annAndBob(new ClusterScene({ maxRecord: 3000 }));
  const client = await a.log.nextId();
  const wanted = { rooms: ["r".repeat(3000)], hasLobby: true };
  const posted = a.log.post(connected(client, { nick: "eve", wanted }));
  await scene.pass(200);
  assertEquals(await hasSettled(posted), true);
  assertEquals(b.comings.length, 3);
});

Deno.test("ClusterLog: beats go on each second, and none before the last came back", async () => {
  const { scene, a } = await annAndBob();
  await scene.pass(5000);
  const beats = () => scene.engine.records.filter(({ data }) => data.includes('"beat"')).length;
  const before = beats();
  await scene.pass(5000);
  assertEquals(beats() - before, 10);
  a.link.cut();
  await scene.pass(5000);
  assertEquals(a.log.figures.waiting, 1);
});

Deno.test("ClusterLog: the clock of own events never goes back, though the engine's does", async () => {
  const { scene, a, ann } = await annAndBob();
  const before = a.log.now();
  scene.now -= 3_600_000;
  void a.say(ann, "hello");
  await scene.pass(2000);
  const after = a.log.now();
  assertEquals(after >= before, true);
  const times = a.applied.filter(({ event }) => event.kind === "tick").map(({ at }) => at);
  assertEquals(times, times.toSorted((one, two) => one - two));
});

Deno.test("ClusterLog: a jump of the engine's clock counts for nobody's silence", async () => {
  const { scene, a, ann } = await annAndBob();
  void a.log.post({ kind: "tick" });
  await scene.pass(1000);
  scene.now += 3_600_000;
  void a.say(ann, "hello");
  await scene.pass(1000);
  void a.log.post({ kind: "tick" });
  await scene.pass(50);
  const ticks = a.applied.map(({ event }) => event).filter((event) =>
    event.kind === "tick" && event.part === "own"
  );
  const held = ticks.map((event) => "held" in event ? Number(event.held) : 0);
  assertEquals([held[0], Math.round((held[1] ?? 0) / 1000)], [0, 3600]);
});

Deno.test("ClusterLog can be read once", async () => {
  const { a } = await annAndBob();
  await assertRejects(async () => {
    for await (const _ of a.log) break;
  }, TypeError);
});

Deno.test("ClusterLog: a private word goes to the node of the other, and not through the log", async () => {
  const { scene, a, b, ann, bob } = await annAndBob();
  void a.say(ann, "first");
  void a.log.post(asks(ann, "msg", "bob psst"));
  await scene.pass(500);
  const log = scene.engine.records.map(({ data }) => data).join("\n");
  assertEquals(log.includes("psst"), false);
  const heard = b.effects.filter((effect) => effect.kind === "send" && effect.to === bob);
  assertEquals(JSON.stringify(heard).includes("psst"), true);
  assertEquals(
    b.effects.findIndex((effect) => JSON.stringify(effect).includes("psst")) >
      b.effects.findIndex((effect) => JSON.stringify(effect).includes("first")),
    true,
  );
});

Deno.test("ClusterLog: a private word to a node that does not answer fails within 3 s", async () => {
  const { scene, a, b, ann } = await annAndBob();
  b.freeze();
  void a.log.post(asks(ann, "msg", "bob psst"));
  await scene.pass(2900);
  assertEquals(a.chat.isAsking(ann), true);
  await scene.pass(300);
  assertEquals(a.chat.isAsking(ann), false);
});

Deno.test("ClusterLog: a node that is behind answers when it knows what the other knew", async () => {
  const { scene, a, b } = await annAndBob();
  b.link.miss = 3;
  const eve = await a.enter("eve");
  await scene.pass(50);
  void a.log.post(asks(eve, "msg", "bob psst"));
  await scene.pass(1500);
  const effects = b.effects.map((effect) => JSON.stringify(effect));
  const heard = effects.findIndex((effect) => effect.includes("psst"));
  const came = effects.findIndex((effect) => effect.includes('"joined","name":"eve"'));
  assertEquals([heard > came, came > 0, b.effects[heard]?.kind], [true, true, "send"]);
});
