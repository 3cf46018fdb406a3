/** @module */
import { assertEquals, assertRejects } from "@std/assert";
import { ClusterFailure } from "../../lib/bus/doom.ts";
import { ClusterScene, SceneNode } from "../support/cluster_scene.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { hasSettled, settle } from "../support/scripted_sink.ts";

/** One node with ann, who has said so many lines, each in a record of its own. */
async function talkative(lines: number, snapshotEvery?: number) {
  const scene = new ClusterScene();
  const a = await scene.node("a", { snapshotEvery });
  const ann = await a.enter("ann");
  await scene.pass(50);
  for (let i = 1; i <= lines; i++) {
    void a.say(ann, `line ${i}`);
    await scene.pass(50);
  }
  return { scene, a, ann };
}

/** Why a node cannot begin. */
async function doomOf(scene: ClusterScene, options = {}): Promise<unknown> {
  const failure = await assertRejects(() => scene.begin("z", options), ClusterFailure);
  return failure.doom;
}

Deno.test("ClusterLog.open() reads the birth; join() resolves when the log is read to its end", async () => {
  const { scene, a } = await talkative(5);
  const b = await scene.node("b");
  assertEquals([b.log.birth, b.log.chat, b.hasJoined], ["birth", undefined, true]);
  assertEquals(b.lines, a.lines);
  assertEquals([...b.told], [...a.told]);
});

Deno.test("ClusterLog.open() without a log, or with one that has no birth, is a sentence", async () => {
  const empty = new ClusterScene();
  empty.engine.loseLast(1);
  assertEquals(await doomOf(empty), { code: "no-log" });
  const other = new ClusterScene();
  other.engine.records = [{ position: 1, time: 0, data: "something else" }];
  assertEquals(await doomOf(other), { code: "no-log" });
});

Deno.test("ClusterLog.open() tries for 10 s to reach the engine", async () => {
  const scene = new ClusterScene();
  const link = scene.engine.link();
  scene.engine.goAway();
  const pacer = new FakePacer();
  const opening = SceneNode.open("a", link, { pacer }).then(() => "open", ({ doom }) => doom.code);
  let result: string | undefined;
  void opening.then((code) => result = code);
  for (let passed = 0; passed < 9000; passed += 100) {
    pacer.advance(100);
    await settle();
  }
  assertEquals(result, undefined);
  for (let passed = 0; passed < 3000; passed += 100) {
    pacer.advance(100);
    await settle();
  }
  assertEquals(result, "unreachable");
  assertEquals(pacer.timers, 0);
});

Deno.test("a snapshot is kept every so many records, by the live node with the least name", async () => {
  const { scene, a } = await talkative(0, 10);
  const b = await scene.node("b", { snapshotEvery: 10 });
  await scene.pass(20_000);
  const positions = scene.engine.snapshots.map(({ position }) => position);
  assertEquals(positions.length, 2);
  assertEquals(
    positions[1] !== undefined && positions[0] !== undefined &&
      positions[1] - positions[0] >= 9,
    true,
  );
  assertEquals([...a.logged, ...b.logged].filter((record) => record.includes("snapshot")), []);
  await a.kill();
  await scene.pass(20_000);
  assertEquals(scene.engine.snapshots.some(({ position }) => positions.includes(position)), false);
});

Deno.test("a node begins with the newest snapshot and the rest of the log, and is like the others", async () => {
  const { scene, a, ann } = await talkative(30, 10);
  const [snapshot] = scene.engine.snapshots.slice(-1);
  scene.engine.expire((snapshot?.position ?? 0) + 1);
  const b = await scene.node("b");
  assertEquals(b.log.chat !== undefined, true);
  void a.say(ann, "now");
  await scene.pass(100);
  const bob = await b.enter("ann");
  await scene.pass(5000);
  assertEquals(b.chat.agreed(), a.chat.agreed());
  assertEquals([a.dooms, b.dooms, b.log.isOwn(bob)], [[], [], true]);
  assertEquals(b.lines.length > 0 && b.lines.length < 31, true);
  assertEquals(b.lines.at(-1), "now");
});

Deno.test("a snapshot that is kept while a node begins is not taken for one of another log", async () => {
  const { scene } = await talkative(30, 10);
  const [snapshot] = scene.engine.snapshots.slice(-1);
  const link = scene.engine.link();
  const now = await link.bounds();
  const before = { first: now.first, last: (snapshot?.position ?? 0) - 1 };
  const answers = [before];
  link.bounds = () => Promise.resolve(answers.shift() ?? now);
  const b = await SceneNode.open("b", link, {});
  assertEquals(b.log.chat !== undefined, true);
  // The log has lost what the snapshot has.
  answers.push(before, before);
  const failure = await assertRejects(() => SceneNode.open("c", link, {}), ClusterFailure);
  assertEquals(failure.doom, {
    code: "lost-log",
    applied: snapshot?.position ?? 0,
    last: before.last,
  });
});

Deno.test("a broken snapshot is refused, and the older one is used, or the whole log", async () => {
  const { scene, a } = await talkative(30, 10);
  const [older, newer] = scene.engine.snapshots;
  if (older === undefined || newer === undefined) throw new Error("two snapshots");
  scene.engine.snapshots = [older, { ...newer, data: newer.data.slice(0, -9) }];
  const b = await scene.node("b");
  assertEquals(b.applied.length > 0 && b.lines.length < 30, true);
  assertEquals(b.logged[0]?.startsWith(`snapshot-refused {"position":${newer.position}`), true);
  scene.engine.snapshots = [{ ...older, data: "[]" }, { ...newer, data: "{}" }];
  const c = await scene.node("c");
  assertEquals(c.lines, a.lines);
  scene.engine.expire(newer.position - 2);
  assertEquals(await doomOf(scene), { code: "expired", from: 1, first: newer.position - 2 });
  scene.engine.snapshots = [];
  assertEquals(await doomOf(scene), { code: "expired", from: 1, first: newer.position - 2 });
});

Deno.test("a snapshot is kept sooner if the records are full", async () => {
  const scene = new ClusterScene();
  const a = await scene.node("a", { snapshotEvery: 10 });
  const ann = await a.enter("ann");
  await scene.pass(50);
  for (let i = 0; i < 250; i++) void a.say(ann, "x");
  await scene.until(() => scene.engine.snapshots.length > 0);
  assertEquals(scene.engine.snapshots.map(({ position }) => position), [4]);
});

Deno.test("a snapshot that cannot be kept is logged, and the next one is tried", async () => {
  const scene = new ClusterScene();
  const a = await scene.node("a", { snapshotEvery: 10 });
  const { keep } = a.link;
  a.link.keep = () => Promise.reject(new Error("no room"));
  await scene.until(() => a.logged.length > 0);
  assertEquals(a.logged, ['snapshot-not-kept {"position":10,"why":"no room"}']);
  a.link.keep = keep;
  await scene.pass(15_000);
  assertEquals(scene.engine.snapshots.map(({ position }) => position), [20]);
});

Deno.test("a snapshot of another log is not used", async () => {
  const { scene } = await talkative(30, 10);
  const { snapshots } = scene.engine;
  scene.engine.startAnew("another");
  scene.engine.snapshots = snapshots;
  const b = await scene.node("b");
  assertEquals([b.log.birth, b.log.chat], ["another", undefined]);
});

Deno.test("a log that ends before the newest snapshot is lost", async () => {
  const { scene } = await talkative(30, 10);
  const { position: applied = 0 } = scene.engine.snapshots.at(-1) ?? {};
  scene.engine.loseLast(scene.engine.last - applied + 1);
  assertEquals(await doomOf(scene), { code: "lost-log", applied, last: applied - 1 });
});

Deno.test("a node with another setting does not begin, and says which", async () => {
  const { scene } = await talkative(1);
  const b = await scene.begin("b", { settings: '{"max-rooms":7}' });
  await scene.until(() => b.dooms.length > 0);
  assertEquals(b.dooms, [{ code: "settings", setting: "max-rooms", ours: "7", theirs: "1000" }]);
  assertEquals(b.hasJoined, false);
  const ups = scene.engine.records.filter(({ data }) => data.includes('"node":"b"'));
  assertEquals(ups.length, 6);
});

Deno.test("a node that is stopped while it is not let in does not try again", async () => {
  const { scene } = await talkative(1);
  const b = await scene.begin("b", { settings: '{"max-rooms":7}' });
  await scene.pass(500);
  const stopped = b.log.post({ kind: "shutdown" });
  await scene.pass(5000);
  assertEquals(await hasSettled(stopped), true);
  const ups = scene.engine.records.filter(({ data }) => data.includes('"node":"b"'));
  assertEquals(ups.length, 1);
});

Deno.test("nodes that were killed all together do not keep another setting for ever", async () => {
  const { scene, a } = await talkative(1);
  await a.kill();
  const b = await scene.node("b", { settings: '{"max-rooms":7}' });
  assertEquals([b.hasJoined, b.dooms], [true, []]);
  assertEquals(b.comings, ["+ann", "-ann node-lost"]);
});

Deno.test("a node that begins does not read what is far behind in one go: the loop has its turns", async () => {
  const { scene, ann } = await talkative(1);
  const { engine } = scene;
  const [a] = scene.nodes;
  a?.link.cut();
  const { records } = engine;
  const [up] = records.slice(1);
  const epoch = up && JSON.parse(up.data).e;
  for (let n = 1000; n < 21_000; n++) {
    const event = {
      kind: "command",
      client: ann,
      command: { kind: "ask", name: "say", input: "x" },
    };
    engine.append(JSON.stringify({ v: 1, e: epoch, n, i: [{ kind: "event", event }] }));
  }
  const b = await scene.begin("b");
  let turns = 0;
  const { soon } = b.pacer;
  b.pacer.soon = (call) => {
    turns++;
    soon.call(b.pacer, call);
  };
  await scene.until(() => b.hasJoined);
  assertEquals(turns >= 20, true);
});

Deno.test("ClusterLog.open() of a cluster with other rules than this program knows", async () => {
  const scene = new ClusterScene();
  scene.engine.records = scene.engine.records.map((record) => ({
    ...record,
    data: record.data.replace(/"v":\d+/, '"v":9'),
  }));
  const a = await scene.begin("a");
  await scene.until(() => a.dooms.length > 0);
  assertEquals(a.dooms, [{ code: "level", level: 9, known: 2 }]);
});
