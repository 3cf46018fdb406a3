/** What nodes do when an administrator has them forget somebody, over the engine in memory. */

import { assertEquals, assertRejects } from "@std/assert";
import { encodeEntry, encodeRecord } from "../../lib/bus/agreed/read_record.ts";
import type { AdminEntry } from "../../lib/bus/agreed/record.ts";
import { ClusterFailure } from "../../lib/bus/doom.ts";
import { ClusterScene } from "../support/cluster_scene.ts";
import { assertAlike, three } from "../support/three_nodes.ts";

const SECRET = "zanzibarx";

/** An administrator puts this into the log; returns its position. */
function put({ engine }: ClusterScene, entry: AdminEntry): number {
  return engine.append(
    encodeRecord({ v: 2, e: "cluster-forget.aaaaaaaa", n: 1 }, [encodeEntry(entry)]),
  );
}

/** Three nodes; ann has said the secret at a, and was forgotten. */
async function forgotten() {
  const all = await three();
  const { scene, a, ann, b, bob } = all;
  void a.say(ann, SECRET);
  void b.say(bob, "kept");
  await scene.pass(200);
  const place = put(scene, { kind: "forget", names: ["ann"] });
  const kept = put(scene, { kind: "keep" });
  return { ...all, place, kept };
}

Deno.test("all nodes forget at the same place, agree, and the people stay", async () => {
  const { scene, a, b, c, ann } = await forgotten();
  await scene.pass(3000);
  for (const { chat, dooms } of [a, b, c]) {
    assertEquals([JSON.stringify(chat.agreed()).includes(SECRET), dooms], [false, []]);
    assertEquals(JSON.stringify(chat.agreed()).includes("kept"), true);
    assertEquals(chat.agreed().ledger, a.chat.agreed().ledger);
  }
  void a.say(ann, "still here");
  await scene.pass(5000);
  assertEquals(b.lines, [SECRET, "kept", "still here"]);
  assertAlike(a, b, c);
  assertEquals(b.comings, ["+ann", "+bob", "+cid"]);
});

Deno.test("two snapshots are kept at once, of two positions from there on, and none of before is left", async () => {
  const { scene, kept } = await forgotten();
  await scene.until(() => scene.engine.snapshots.length === 2);
  await scene.pass(3000);
  const [one, two] = scene.engine.snapshots;
  assertEquals(scene.engine.snapshots.length, 2);
  assertEquals([one, two].map((each) => (each?.position ?? 0) >= kept), [true, true]);
  assertEquals((one?.position ?? 0) < (two?.position ?? 0), true);
  assertEquals(scene.engine.snapshots.some(({ data }) => data.includes(SECRET)), false);
  const positions = scene.engine.snapshots.map(({ position }) => position);
  await scene.pass(5000);
  assertEquals(scene.engine.snapshots.map(({ position }) => position), positions);
});

Deno.test("a snapshot that cannot be kept is tried again after a second, and two are kept in the end", async () => {
  const all = await three();
  const { scene, a } = all;
  const { keep } = a.link;
  let failed = 0;
  a.link.keep = () => Promise.reject(new Error(`no room ${++failed}`));
  const kept = put(scene, { kind: "keep" });
  await scene.pass(4000);
  assertEquals(failed >= 3 && failed <= 5, true, `${failed}`);
  a.link.keep = keep;
  await scene.until(() => scene.engine.snapshots.length === 2);
  assertEquals(scene.engine.snapshots.every(({ position }) => position >= kept), true);
});

Deno.test("the snapshots are kept by another node when the one that keeps them is gone", async () => {
  const all = await three();
  const { scene, a } = all;
  a.freeze();
  const kept = put(scene, { kind: "keep" });
  await scene.until(() => scene.engine.snapshots.length === 2);
  assertEquals(scene.engine.snapshots.every(({ position }) => position >= kept), true);
});

Deno.test("the log can be taken away up to there: nodes go on, and new ones begin", async () => {
  const { scene, a, b, c, ann, kept } = await forgotten();
  await scene.until(() => scene.engine.snapshots.length === 2);
  await scene.until(() => [a, b, c].every(({ log }) => log.figures.applied >= kept));
  scene.engine.expire(kept);
  assertEquals(scene.engine.records.some(({ data }) => data.includes(SECRET)), false);
  const d = await scene.node("d");
  void a.say(ann, "on");
  await scene.pass(5000);
  for (const each of [a, b, c, d]) assertEquals(each.dooms, []);
  assertEquals(d.lines, ["on"]);
  assertEquals(d.chat.agreed().ledger, a.chat.agreed().ledger);
});

Deno.test("a node that was frozen meanwhile and finds its place gone stops, and says so", async () => {
  const all = await three();
  const { scene, a, ann, b, c } = all;
  void a.say(ann, SECRET);
  await scene.pass(200);
  c.freeze();
  c.link.miss = 1000;
  put(scene, { kind: "forget", names: ["ann"] });
  const kept = put(scene, { kind: "keep" });
  await scene.pass(6000);
  scene.engine.expire(kept);
  c.link.miss = 0;
  c.thaw();
  await scene.until(() => c.dooms.length > 0);
  assertEquals(c.dooms.map((doom) => doom.code === "expired" && doom.first), [kept]);
  assertEquals([a.dooms, b.dooms], [[], []]);
  const again = await scene.node("c");
  await scene.pass(2000);
  assertEquals(again.chat.agreed().ledger, a.chat.agreed().ledger);
});

Deno.test("a log whose snapshots are older than its first record lets no node begin", async () => {
  const { scene, kept } = await forgotten();
  await scene.until(() => scene.engine.snapshots.length === 2);
  scene.engine.snapshots = [];
  scene.engine.expire(kept);
  const failure = await assertRejects(() => scene.begin("z"), ClusterFailure);
  assertEquals(failure.doom, { code: "expired", from: 1, first: kept });
});

Deno.test("nodes put in the level that all of them know, once, and a forgetting counts from there on", async () => {
  const scene = new ClusterScene({ level: 1 });
  const a = await scene.node("a");
  const b = await scene.node("b");
  const ann = await a.enter("ann");
  await scene.pass(5000);
  const raised = scene.engine.records.filter(({ data }) => data.includes('{"kind":"level"'));
  assertEquals(raised.length, 1);
  void a.say(ann, SECRET);
  await scene.pass(200);
  put(scene, { kind: "forget", names: ["ann"] });
  await scene.pass(2000);
  for (const { chat, dooms } of [a, b]) {
    assertEquals([JSON.stringify(chat.agreed()).includes(SECRET), dooms], [false, []]);
  }
});

Deno.test("a forgetting is nothing while a node is there that does not know it, and the nodes agree", async () => {
  const scene = new ClusterScene({ level: 1 });
  const up = { kind: "up", node: "z", level: 1, settings: '{"max-rooms":1000}', since: 1 } as const;
  scene.engine.append(encodeRecord({ v: 1, e: "z.aaaaaaaa", n: 1 }, [encodeEntry(up)]));
  const a = await scene.node("a");
  const ann = await a.enter("ann");
  await scene.pass(100);
  void a.say(ann, SECRET);
  await scene.pass(100);
  put(scene, { kind: "forget", names: ["ann"] });
  await scene.pass(200);
  assertEquals(JSON.stringify(a.chat.agreed()).includes(SECRET), true);
  assertEquals(a.logged.some((line) => line.startsWith("record-refused")), true);
});
