/**
 * The life of the page's WebSocket.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { retryDelay } from "../../lib/page/link/retry_delay.ts";
import { LinkScene } from "./link_scene.ts";

/** A link that the daemon has welcomed. */
function opened(): LinkScene {
  const scene = new LinkScene();
  scene.link.start();
  scene.socket.welcome();
  scene.takeStatuses();
  return scene;
}

Deno.test("start() connects once, says hello, and is open before the welcome is heard", () => {
  const scene = new LinkScene();
  scene.link.start();
  scene.link.start();
  assertEquals(scene.sockets.length, 1);
  assertEquals(scene.link.send({ type: "say", text: "too early" }), false);
  scene.socket.welcome();
  assertEquals(scene.socket.sent, [{ hello: 1, nick: "ann" }]);
  assertEquals(scene.takeStatuses(), ["connecting", "open"]);
  assertEquals(scene.heard, [{ type: "welcome", you: "ann" }]);
  assertEquals(scene.link.send({ type: "say", text: "now" }), true);
  assertEquals(scene.timerCount, 1);
});

Deno.test("a daemon that is silent for a minute is asked for a sign of life", () => {
  const scene = opened();
  scene.pass(30_000);
  scene.socket.say({ type: "message" });
  scene.pass(30_000);
  scene.pass(30_000);
  assertEquals(scene.takeStatuses(), ["checking"]);
  scene.pass(5000);
  assertEquals(scene.takeStatuses(), ["waiting 500"]);
});

Deno.test("a computer that has slept asks for a sign of life at once", () => {
  const scene = opened();
  scene.pass(30_000);
  scene.socket.say({ type: "message" });
  scene.now += 10_001;
  scene.socket.say({ type: "message" });
  scene.pass(30_000);
  assertEquals(scene.takeStatuses(), ["checking"]);
});

Deno.test("several objects of one message are heard in order, and what is none is left out", () => {
  const scene = opened();
  scene.heard.length = 0;
  scene.socket.onmessage?.({ data: '{"type":"a"}\n[1]\n{bad\n\n7\n{"type":"b"}' });
  scene.socket.onmessage?.({ data: new Uint8Array(3) });
  assertEquals(scene.heard, [{ type: "a" }, { type: "b" }]);
});

Deno.test("after losses it waits longer and longer, and after a welcome it begins anew", () => {
  const scene = opened();
  for (const millis of [500, 1000, 2000, 4000]) {
    scene.socket.lose();
    assertEquals(scene.last, { kind: "waiting", until: scene.now + millis, reason: "" });
    scene.pass(millis);
  }
  scene.socket.welcome();
  scene.socket.lose();
  assertEquals(scene.takeStatuses().at(-1), "waiting 500");
  assertEquals(scene.sockets.map(({ isClosed }) => isClosed), [true, true, true, true, true]);
});

Deno.test("retryDelay() is at most 30 s, at least half of that, and 10 s for a refusal", () => {
  assertEquals([0, 5, 6, 40, 1e9].map((failures) => retryDelay(failures, 0, false)), [
    500,
    16_000,
    30_000,
    30_000,
    30_000,
  ]);
  assertEquals(retryDelay(99, 0.999, false), 15_015);
  assertEquals(retryDelay(0, 0, true), 10_000);
});

Deno.test("a daemon that never welcomes is given up after 15 s", () => {
  const scene = new LinkScene();
  scene.link.start();
  scene.pass(14_999);
  assertEquals(scene.takeStatuses(), ["connecting"]);
  scene.pass(1);
  assertEquals(scene.takeStatuses(), ["waiting 500"]);
  assertEquals(scene.socket.isClosed, true);
});

Deno.test("wake() tries at once while it waits", () => {
  const scene = opened();
  scene.socket.lose();
  scene.link.wake();
  assertEquals(scene.sockets.length, 2);
  assertEquals(scene.takeStatuses(), ["waiting 500", "connecting"]);
  scene.pass(500);
  assertEquals(scene.sockets.length, 2);
});

Deno.test("start() tries at once while it waits, as a press on `connect now` wants", () => {
  const scene = opened();
  scene.socket.lose();
  scene.link.start();
  assertEquals(scene.sockets.length, 2);
});

Deno.test("wake() asks an open connection for a sign of life: an answer within 5 s keeps it", () => {
  const scene = opened();
  scene.heard.length = 0;
  scene.link.wake();
  scene.link.wake();
  assertEquals(scene.socket.sent.slice(1), [{ type: "ping", token: "link" }]);
  scene.pass(4999);
  scene.socket.say({ type: "pong", token: "link" }, { type: "pong", token: "the user's" });
  assertEquals(scene.takeStatuses(), ["checking", "open"]);
  assertEquals(scene.heard, [{ type: "pong", token: "the user's" }]);
  scene.pass(30_000);
  assertEquals(scene.takeStatuses(), []);
});

Deno.test("a connection that does not answer for 5 s is lost, and the next one is made", () => {
  const scene = opened();
  scene.link.wake();
  scene.pass(5000);
  assertEquals(scene.takeStatuses(), ["checking", "waiting 500"]);
  const [dead] = scene.sockets;
  assertEquals(dead?.isClosed, true);
  scene.pass(500);
  scene.socket.welcome();
  // The dead socket says no more.
  dead?.say({ type: "message" });
  dead?.lose();
  assertEquals(scene.takeStatuses(), ["connecting", "open"]);
  assertEquals(scene.heard.some(({ type }) => type === "message"), false);
});

for (
  const [code, status] of [
    ["quit", "ended"],
    ["kicked", "ended"],
    ["banned", "ended"],
    ["idle", "ended"],
    ["too-long", "ended"],
    ["shutdown", "waiting 500"],
    ["too-slow", "waiting 500"],
    ["fault", "waiting 500"],
    ["end-of-input", "waiting 500"],
  ] as const
) {
  Deno.test(`after bye with code ${code} it is ${status}`, () => {
    const scene = opened();
    scene.socket.say({ type: "bye", reason: "R", by: "daemon", code });
    scene.socket.lose();
    assertEquals(scene.takeStatuses(), [status]);
    if (scene.last.kind === "ended") assertEquals(scene.last.reason, "R");
  });
}

Deno.test("start() connects again after an end", () => {
  const scene = opened();
  scene.socket.say({ type: "bye", reason: "kicked", code: "kicked" });
  scene.socket.lose();
  scene.link.wake();
  assertEquals(scene.sockets.length, 1);
  scene.link.start();
  assertEquals(scene.sockets.length, 2);
});

Deno.test("a refusal is told, and a daemon that refuses is asked again after 10 s", () => {
  const scene = new LinkScene();
  scene.link.start();
  scene.socket.onopen?.();
  scene.socket.say({ type: "notice", code: "refused", text: "the server is full" });
  scene.socket.lose();
  assertEquals(scene.last, { kind: "waiting", until: 10_000, reason: "the server is full" });
});

Deno.test("a ban ends it", () => {
  const scene = new LinkScene();
  scene.link.start();
  scene.socket.onopen?.();
  scene.socket.say({ type: "notice", code: "banned", text: "you are banned" });
  scene.socket.lose();
  assertEquals(scene.last, { kind: "ended", code: "banned", reason: "you are banned" });
});

Deno.test("a notice of the same code after the welcome is no refusal", () => {
  const scene = opened();
  scene.socket.say({ type: "notice", code: "banned", why: "room", text: "not there" });
  scene.socket.lose();
  assertEquals(scene.takeStatuses(), ["waiting 500"]);
});

const HOSTS = ["", "b.example", "c.example"];

Deno.test("its own node is tried first, then the others at once, and only rounds wait", () => {
  const scene = new LinkScene(HOSTS);
  scene.link.start();
  for (let attempt = 0; attempt < 6; attempt++) {
    scene.socket.lose();
    if (scene.last.kind === "waiting") scene.pass(scene.last.until - scene.now);
  }
  assertEquals(scene.nodes, [0, 1, 2, 0, 1, 2, 0]);
  assertEquals(scene.takeStatuses(), [
    ...["connecting", "connecting", "connecting", "waiting 500"],
    ...["connecting", "connecting", "connecting", "waiting 1000", "connecting"],
  ]);
});

Deno.test("where it is is told if that is another node, also after a check; a loss begins at its own", () => {
  const scene = new LinkScene(HOSTS);
  scene.link.start();
  scene.socket.welcome();
  assertEquals(scene.last, { kind: "open", host: "" });
  scene.socket.lose();
  scene.pass(500);
  scene.socket.lose();
  scene.socket.welcome();
  assertEquals(scene.last, { kind: "open", host: "b.example" });
  scene.link.wake();
  scene.socket.say({ type: "pong", token: "link" });
  assertEquals(scene.last, { kind: "open", host: "b.example" });
  scene.socket.lose();
  assertEquals(scene.last, { kind: "waiting", until: scene.now + 500, reason: "" });
  scene.pass(500);
  assertEquals(scene.nodes, [0, 0, 1, 0]);
});

Deno.test("a node that refuses is passed by, also because its cluster is shut; a ban or a kick is not", () => {
  for (const code of ["refused", "lockdown", "cluster-shut"]) {
    const scene = new LinkScene(HOSTS);
    scene.link.start();
    for (let node = 0; node < 3; node++) {
      assertEquals(scene.last.kind, "connecting");
      scene.socket.onopen?.();
      scene.socket.say({ type: "notice", code, text: "not now" });
      scene.socket.lose();
    }
    assertEquals([scene.nodes, scene.last], [[0, 1, 2], {
      kind: "waiting",
      until: 10_000,
      reason: "not now",
    }]);
  }
  const scene = new LinkScene(HOSTS);
  scene.link.start();
  scene.socket.onopen?.();
  scene.socket.say({ type: "notice", code: "banned", text: "you are banned" });
  scene.socket.lose();
  scene.link.start();
  assertEquals([scene.nodes, scene.last.kind], [[0, 0], "connecting"]);
  scene.socket.welcome();
  scene.socket.say({ type: "bye", code: "kicked", reason: "by bob" });
  scene.socket.lose();
  assertEquals(scene.last, { kind: "ended", code: "kicked", reason: "by bob" });
});
