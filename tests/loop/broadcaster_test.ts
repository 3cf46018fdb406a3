/** @module */
import { assertEquals, assertRejects } from "@std/assert";
import type { ChatEvent } from "../../lib/core/event.ts";
import type { Tap } from "../../lib/loop/tap.ts";
import { asks, connected, disconnected, says, START } from "../support/happenings.ts";
import { BuggyChat, LoopScene } from "../support/loop_scene.ts";
import { hasSettled, settle } from "../support/scripted_sink.ts";

const BUG = asks(1, "boom");
const TICK: ChatEvent = { kind: "tick" };

Deno.test("Broadcaster applies what is posted and carries out what follows, in order", async () => {
  const scene = new LoopScene();
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  await scene.post(says(1, "one"), says(2, "two"), says(1, "three"));
  await scene.flush();
  const heard = "ann: one\nbob: two\nann: three\n";
  assertEquals(scene.ann.sink.text.slice(-heard.length), heard);
  assertEquals(scene.bob.sink.text, "You are bob\nAlso here: ann\n" + heard);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster offers to taps what is published, each message once, and passes wishes on", async () => {
  const scene = new LoopScene();
  const running = scene.broadcaster.run();
  await scene.post(connected(1, { nick: "ann" }), asks(1, "ping"), says(1, "hi"));
  assertEquals(scene.tapped, ["joined every", "message undefined"]);
  assertEquals(scene.wakes, [START + 100]);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster shows each event and what follows to its witness, who can do it no harm", async () => {
  const seen: string[] = [];
  const scene = new LoopScene({
    witness: (event, effects) => {
      seen.push(`${event.kind} ${effects.length > 0}`);
      throw new RangeError("a bug in the witness");
    },
  });
  const running = scene.broadcaster.run();
  await scene.post(connected(1, { nick: "ann" }), TICK, asks(1, "ping", "x"));
  await scene.flush();
  assertEquals(seen, ["connected true", "tick false", "command true"]);
  assertEquals(scene.ann.sink.text.endsWith("-- pong x\n"), true);
  assertEquals(scene.errors.at(0), "bug on witness: RangeError: a bug in the witness");
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster.post() resolves when the loop has taken the event", async () => {
  const scene = new LoopScene();
  const posted = scene.broadcaster.post(connected(1));
  assertEquals(await hasSettled(posted), false);
  const running = scene.broadcaster.run();
  assertEquals(await hasSettled(posted), true);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster.close() lets the loop apply what was posted, and no more", async () => {
  const scene = new LoopScene();
  await Promise.all([
    scene.broadcaster.post(connected(1, { nick: "ann" })),
    scene.broadcaster.post(says(1, "last words")),
    scene.broadcaster.close(),
    scene.broadcaster.post(says(1, "too late")),
    scene.broadcaster.run(),
  ]);
  assertEquals(scene.tapped.filter((kind) => kind.startsWith("message")).length, 1);
});

Deno.test("Broadcaster lets a bug cost its author the connection, and nobody else", async () => {
  const chat = new BuggyChat((event) => event === BUG);
  const scene = new LoopScene({ chat });
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  await scene.post(BUG, says(2, "still here"));
  await scene.flush();
  assertEquals(await scene.ann.outbox.over, {
    by: "daemon",
    code: "fault",
  });
  assertEquals(await hasSettled(scene.ann.outbox.drained), true);
  assertEquals(scene.ann.sink.text.split("\n").at(-2), "-- disconnected: internal error");
  const told = "ann has left (internal error)\nbob: still here\n";
  assertEquals(scene.bob.sink.text.slice(-told.length), told);
  assertEquals(scene.errors, ["bug on command: RangeError: a bug"]);
  assertEquals(chat.population, 1);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster drops the author also when the leave is a bug as well", async () => {
  const isBug = (event: ChatEvent) => event === BUG || event.kind === "disconnected";
  const scene = new LoopScene({ chat: new BuggyChat(isBug) });
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  await scene.post(BUG, says(2, "still here"));
  await scene.flush();
  assertEquals((await scene.ann.outbox.over).code, "fault");
  assertEquals(await hasSettled(scene.ann.outbox.drained), true);
  assertEquals(scene.errors, [
    "bug on command: RangeError: a bug",
    "bug on disconnected: RangeError: a bug",
  ]);
  assertEquals(scene.bob.sink.text.endsWith("bob: still here\n"), true);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster survives a bug that has no author", async () => {
  const scene = new LoopScene({ chat: new BuggyChat(({ kind }) => kind === "tick") });
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  await scene.post(TICK, says(1, "hello"));
  await scene.flush();
  assertEquals(scene.errors, ["bug on tick: RangeError: a bug"]);
  assertEquals(await hasSettled(scene.ann.outbox.over), false);
  assertEquals(scene.bob.sink.text.endsWith("ann: hello\n"), true);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster: a tap that throws costs nobody anything, and one record a second", async () => {
  const offered: string[] = [];
  const broken = () => {
    throw new RangeError("a bug in a tap");
  };
  const works: Tap = ({ message }) => void offered.push(message.kind);
  const scene = new LoopScene({ taps: [broken, works] });
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  await scene.post(says(1, "one"), says(1, "two"));
  await scene.flush();
  assertEquals(scene.ann.sink.text.endsWith("ann: one\nann: two\n"), true);
  assertEquals(scene.bob.sink.text.endsWith("ann: one\nann: two\n"), true);
  assertEquals(offered, ["joined", "joined", "message", "message"]);
  assertEquals(scene.errors, ["bug on tap-1: RangeError: a bug in a tap"]);
  scene.pacer.advance(1000);
  await scene.post(says(1, "three"));
  assertEquals(scene.errors.slice(1), ["bug on tap-1: RangeError: a bug in a tap"]);
  assertEquals(await hasSettled(scene.ann.outbox.over), false);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster: a tap that rejects is no more trouble than one that throws", async () => {
  const scene = new LoopScene({ taps: [() => Promise.reject(new RangeError("later"))] });
  const running = scene.broadcaster.run();
  await scene.post(connected(1, { nick: "ann" }), says(1, "one"));
  await settle();
  assertEquals(scene.errors, ["bug on tap-1: RangeError: later"]);
  assertEquals(await hasSettled(scene.ann.outbox.over), false);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster: no log, tap or look for the stalled ends the loop by what it throws", async () => {
  const broken = () => {
    throw new RangeError("a bug");
  };
  const log = { debug: broken, info: broken, warn: broken, error: broken, flush: broken, lost: 0 };
  const scene = new LoopScene({
    chat: new BuggyChat((event) => event === BUG || event.kind === "tick"),
    log,
    taps: [broken],
  });
  scene.fanout.checkStalled = broken;
  const running = scene.broadcaster.run();
  await scene.post(connected(2, { nick: "bob" }));
  await scene.post(connected(1, { nick: "ann" }), TICK, BUG, says(2, "still here"));
  await scene.flush();
  assertEquals(scene.bob.sink.text.endsWith("bob: still here\n"), true);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster carries out what follows an effect that throws, and drops the author", async () => {
  const scene = new LoopScene();
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  const { carryOut } = scene.fanout;
  scene.fanout.carryOut = (effect) => {
    if (effect.kind === "publish" && effect.message.kind === "renamed") throw new Error("a bug");
    carryOut.call(scene.fanout, effect);
  };
  await scene.post(asks(1, "nick", "eve"), says(2, "still here"));
  await scene.flush();
  assertEquals((await scene.ann.outbox.over).code, "fault");
  assertEquals(scene.bob.sink.text.endsWith("bob: still here\n"), true);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster that rethrows ends with the bug", async () => {
  const scene = new LoopScene({ chat: new BuggyChat((event) => event === BUG), rethrows: true });
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  scene.broadcaster.post(BUG);
  await assertRejects(() => running, RangeError, "a bug");
  assertEquals(scene.errors, []);
});

Deno.test("Broadcaster looks for stalled readers at every tick", async () => {
  const scene = new LoopScene();
  const running = scene.broadcaster.run();
  await scene.post(connected(1), connected(2));
  scene.turn();
  scene.pacer.advance(50);
  await settle();
  assertEquals(await hasSettled(scene.bob.outbox.over), false);
  await scene.post(TICK);
  assertEquals((await scene.bob.outbox.over).code, "too-slow");
  await scene.post(disconnected(2, "too-slow"));
  scene.broadcaster.close();
  await running;
});
