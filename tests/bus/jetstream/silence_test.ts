/**
 * When a node leaves a server that gives no answers.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Engine } from "../../../lib/bus/engine.ts";
import { SilenceWatch } from "../../../lib/bus/jetstream/silence.ts";
import { EngineKeys, leaderOf, natsTest, retried } from "../../support/engine_scene.ts";
import { NatsTrio } from "../../support/nats.ts";

/** So many beats of others, a second apart, and a silent node is dead. */
const DEADLY_BEATS = 4;

Deno.test("a server that answers neither a request nor a ping is left, once", async () => {
  const scene = new Scene();
  await Promise.all([scene.watch.unanswered(0), scene.watch.unanswered(0)]);
  assertEquals(scene.left, [500]);
});

Deno.test("a server that answers the ping is not left, and is asked again the next time", async () => {
  const scene = new Scene();
  scene.during = [() => scene.pong.resolve()];
  await scene.watch.unanswered(0);
  assertEquals(scene.left, []);
  await scene.watch.unanswered(0);
  assertEquals(scene.left, [1000 - 250]);
});

for (
  const [what, come] of [
    ["something comes from it", (scene: Scene) => void scene.received++],
    ["another request is answered", (scene: Scene) => scene.watch.answered()],
    ["the connection is lost", (scene: Scene) => scene.pong.reject(new Error("lost"))],
    ["the connection is closed", (scene: Scene) => scene.watch.stop()],
  ] as const
) {
  Deno.test(`a server is not left if during the ping ${what}`, async () => {
    const scene = new Scene();
    scene.during = [() => {}, () => come(scene)];
    await scene.watch.unanswered(0);
    assertEquals(scene.left, []);
  });
}

Deno.test("a request counts only if no other was answered since it began", async () => {
  const scene = new Scene();
  const { answers } = scene.watch;
  scene.watch.answered();
  await scene.watch.unanswered(answers);
  assertEquals([scene.left, scene.pings], [[], 0]);
});

Deno.test("when all servers are silent they are left no sooner than 5 s after each other", async () => {
  const scene = new Scene();
  while (scene.now < 12_000) {
    scene.now += 100;
    await scene.watch.unanswered(0);
  }
  assertEquals(scene.left, [600, 600 + 5000 + 500, 600 + 2 * 5500]);
});

natsTest("a follower that stands still is left before its node counts as dead", async () => {
  await using keys = await EngineKeys.make();
  await using trio = await NatsTrio.start(keys.accounts);
  await retried(() => keys.makeLog(trio.urls, 3));
  const { leader, followers: [own, other] } = await rolesOf(keys, trio);
  await using a = await retried(() => keys.open("a", [own, leader, other]));
  await using b = await retried(() => keys.open("b", [leader, other, own]));
  await retried(() => a.append("before"));
  trio.at(own).freeze();
  let beats = 0;
  let isBack = false;
  const beating = (async () => {
    for (; !isBack && beats < 3 * DEADLY_BEATS; beats++) {
      await retried(() => b.append("beat"));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  })();
  await untilUnanswered(a);
  await retried(() => a.append("after"));
  isBack = true;
  await beating;
  assertEquals(beats < DEADLY_BEATS, true, `${beats} beats`);
  assertEquals(a.logged, ["engine-silent", "engine-lost", "engine-back"]);
});

natsTest("while servers elect a leader none of them is left", async () => {
  await using keys = await EngineKeys.make();
  await using trio = await NatsTrio.start(keys.accounts);
  await retried(() => keys.makeLog(trio.urls, 3));
  const { leader, followers: [own, other] } = await rolesOf(keys, trio);
  await using a = await retried(() => keys.open("a", [own, other, leader]));
  await retried(() => a.append("before"));
  trio.at(leader).freeze();
  await untilUnanswered(a);
  await retried(() => Promise.all([a.append("after"), a.bounds()]));
  assertEquals(a.logged, []);
});

/** A watch over a server that answers nothing, in a time of its own. */
class Scene {
  readonly watch: SilenceWatch;
  /** When a server was left. */
  readonly left: number[] = [];
  pong = Promise.withResolvers<void>();
  pings = 0;
  received = 0;
  now = 0;
  /** What happens during each wait, the next first. */
  during: (() => void)[] = [];

  constructor() {
    this.watch = new SilenceWatch({
      ping: () => {
        this.pings++;
        this.pong = Promise.withResolvers();
        return this.pong.promise;
      },
      received: () => this.received,
      leave: () => this.left.push(this.now),
      pacer: {
        now: () => this.now,
        later: (after, call) => {
          this.now += after;
          this.during.shift()?.();
          void Promise.resolve().then(() => call(0));
          return () => {};
        },
      },
    });
  }
}

/** Which server leads the log, and which follow. */
async function rolesOf(keys: EngineKeys, trio: NatsTrio) {
  const leader = trio.named(await retried(() => leaderOf(keys, trio.urls))).url;
  const [first = "", second = ""] = trio.urls.filter((url) => url !== leader);
  return { leader, followers: [first, second] as const };
}

/** Appends until no answer comes: a server does not stand still in the instant that it is told so. */
async function untilUnanswered(engine: Engine): Promise<void> {
  for (;;) {
    try {
      await engine.append("x");
    } catch {
      return;
    }
  }
}
