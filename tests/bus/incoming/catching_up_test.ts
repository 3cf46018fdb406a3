/** @module */
import { assert, assertEquals } from "@std/assert";
import { CatchingUp } from "../../../lib/bus/incoming/catching_up.ts";
import { ClusterScene, type SceneNode } from "../../support/cluster_scene.ts";
import { FakePacer } from "../../support/fake_pacer.ts";
import { hasSettled } from "../../support/scripted_sink.ts";

/** Two nodes, of which `b` is frozen; `talk` has so many lines said at `a`, so many in each 50 ms. */
async function frozen(enters: (b: SceneNode) => Promise<unknown>) {
  const scene = new ClusterScene();
  const [a, b] = [await scene.node("a"), await scene.node("b")];
  const ann = await a.enter("ann");
  await enters(b);
  await scene.pass(1500);
  b.freeze();
  const talk = async (lines: number, together: number) => {
    for (let said = 0; said < lines;) {
      for (let each = 0; each < together; each++) void a.say(ann, `line ${++said}`);
      await scene.pass(50);
    }
  };
  return { scene, a, b, talk };
}

/** The lines that a node was given in each 50 ms after it was frozen while 600 were said, on another node. */
async function givenAfterFreeze(enters: (b: SceneNode) => Promise<unknown>): Promise<number[]> {
  const { scene, a, b, talk } = await frozen(enters);
  await talk(600, 10);
  b.thaw();
  const counts: number[] = [];
  for (let before = 0; b.lines.length < 600 && counts.length < 100; before = b.lines.length) {
    await scene.pass(50);
    if (b.lines.length > before) counts.push(b.lines.length - before);
  }
  assertEquals(b.lines, a.lines);
  return counts;
}

Deno.test("a node that was frozen gives its people what they missed in small portions", async () => {
  const counts = await givenAfterFreeze((b) => b.enter("bob"));
  assert(counts.length >= 9 && counts.every((count) => count <= 80), counts.join(" "));
});

Deno.test("a node that gives its people what they missed is not found dead by the others", async () => {
  const { scene, a, b, talk } = await frozen((b) => b.enter("bob"));
  // It takes 8 s to give them so much. Four beats of the other node without a word take less.
  await talk(16_000, 400);
  assertEquals(a.log.figures.nodes, 2);
  b.thaw();
  await scene.until(() => b.lines.at(-1)?.endsWith("line 16000") === true);
  await scene.pass(3000);
  assertEquals([b.log.figures.reentries, a.log.figures.nodes], [0, 2]);
});

Deno.test("a node that comes back gives its people what they missed, and is not found dead again", async () => {
  const { scene, a, b, talk } = await frozen((b) => b.enter("bob"));
  await talk(12_000, 50);
  assertEquals(a.log.figures.nodes, 1);
  b.thaw();
  await scene.until(() => b.lines.at(-1)?.endsWith("line 12000") === true);
  await scene.pass(3000);
  assertEquals([b.log.figures.reentries, a.log.figures.nodes], [1, 2]);
});

Deno.test("a node that is to stop does not give what was missed slowly: it leaves in good order", async () => {
  const { scene, b, talk } = await frozen((b) => b.enter("bob"));
  await talk(8000, 200);
  b.thaw();
  await scene.pass(200);
  const stopped = b.log.post({ kind: "shutdown" });
  // At the pace for people it would take 4 s to read that it has left, and it waits for 2 s.
  await scene.pass(500);
  assert(await hasSettled(stopped));
  assertEquals(b.lines.at(-1)?.endsWith("line 8000"), true);
});

Deno.test("a node without people reads what it missed at full speed", async () => {
  const counts = await givenAfterFreeze(() => Promise.resolve());
  assert(counts.length <= 2, counts.join(" "));
});

Deno.test("CatchingUp: people are given 50 lines in 25 ms while what waits is of more than a second, for 10 s", async () => {
  const pacer = new FakePacer();
  let [waitingFor, hasClients] = [999, true];
  const catchingUp = new CatchingUp({
    pacer,
    hasClients: () => hasClients,
    waitingFor: () => waitingFor,
  });
  const step = async () => {
    const most = catchingUp.most();
    const resting = catchingUp.rest();
    pacer.turn();
    const isPaused = !(await hasSettled(resting));
    pacer.advance(25);
    return [most, isPaused, await hasSettled(resting)];
  };
  const [slow, fast] = [[50, true, true], [500, false, true]];
  assertEquals(await step(), fast);
  waitingFor = 1000;
  for (let steps = 0; steps < 400; steps++) assertEquals(await step(), slow, `${steps}`);
  for (let more = 0; more < 100; more++) assertEquals(await step(), fast);
  waitingFor = 99;
  assertEquals(await step(), fast);
  waitingFor = 5000;
  assertEquals(await step(), slow);
  waitingFor = 100;
  assertEquals(await step(), slow);
  hasClients = false;
  assertEquals(await step(), fast);
});
