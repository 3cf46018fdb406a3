/**
 * What operators do to the daemon: the lockdown, announcements, and a stop with its countdown.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { Chat } from "../../../../lib/core/chat.ts";
import { parseStop } from "../../../../lib/core/commands/running.ts";
import type { Effect } from "../../../../lib/core/event.ts";
import { clientId } from "../../../../lib/core/units.ts";
import { connected, SETTINGS, START } from "../../../support/happenings.ts";
import { OPERATOR, originOf, strangerAt } from "../../../support/origins.ts";
import { RoomScene } from "../../../support/room_scene.ts";

/** An operator, a person from this machine, who is in `dev` too, and one from elsewhere; ids from 1. */
function sceneOf(): RoomScene {
  const scene = new RoomScene();
  scene.enter(1, { nick: "op", origin: OPERATOR });
  scene.enter(2, { nick: "ann", origin: originOf() });
  scene.enter(3, { nick: "bob", origin: strangerAt("192.0.2.3") });
  scene.ask(2, "join", "dev");
  scene.wait();
  for (const id of [1, 2, 3]) scene.lines(id);
  return scene;
}

function audited(scene: RoomScene) {
  return scene.effects.filter((effect): effect is Extract<Effect, { kind: "audit" }> =>
    effect.kind === "audit"
  ).map(({ kind: _, ...act }) => act);
}

Deno.test("under lockdown nobody new enters but people of this machine and operators", () => {
  const scene = sceneOf();
  scene.ask(1, "lockdown", "on");
  const line = "-- op has locked the server: newcomers are refused; /lockdown off ends it";
  assertEquals([scene.lines(1), scene.lines(2), scene.lines(3)], [[line], [], []]);
  scene.enter(4, { nick: "cay", origin: strangerAt("192.0.2.4") });
  assertEquals(scene.lines(4), ["-- this server takes no newcomers now; try again later"]);
  scene.enter(5, { nick: "dan", origin: originOf() });
  assertEquals(scene.lines(5)[0], "You are dan");
  const far = { ...strangerAt("192.0.2.9"), isOperator: true };
  scene.enter(6, { nick: "eve", origin: far });
  assertEquals(scene.lines(6)[0], "You are eve");
  // Those who are in stay, and go where they may go.
  scene.ask(3, "join", "dev");
  assertEquals(scene.lines(3).at(-1), "-- you speak in #dev now");
  scene.ask(1, "lockdown", "off");
  assertEquals(scene.lines(6).at(-1), "-- op has unlocked the server: newcomers are let in");
  scene.enter(7, { nick: "cay", origin: strangerAt("192.0.2.4") });
  assertEquals(scene.lines(7)[0], "You are cay");
  assertEquals(audited(scene), [
    { act: "lockdown", client: clientId(1), by: "op", setting: "on" },
    { act: "lockdown", client: clientId(1), by: "op", setting: "off" },
  ]);
  assertEquals(scene.effects.filter(({ kind }) => kind === "order"), [
    { kind: "order", change: { kind: "lockdown", isOn: true } },
    { kind: "order", change: { kind: "lockdown", isOn: false } },
  ]);
});

Deno.test("an operator who comes later is told of the lockdown, and of a store that fails", () => {
  const scene = sceneOf();
  const later = (id: number, nick: string) => {
    scene.enter(id, { nick, origin: OPERATOR });
    return scene.lines(id).filter((line) => line.startsWith("-- "));
  };
  assertEquals(later(4, "eve"), []);
  scene.ask(1, "lockdown", "on");
  scene.apply({
    kind: "alarm",
    notice: { code: "store-failed", problem: "full", waiting: 2, dropped: 0 },
  });
  const [locked, failed, ...rest] = later(5, "fay");
  assertEquals([locked, rest], ["-- the server is locked already", []]);
  assertEquals(failed, scene.lines(1).findLast((line) => line.startsWith("-- ")));
  scene.enter(6, { nick: "gil", origin: originOf() });
  assertEquals(scene.lines(6).filter((line) => line.startsWith("-- ")), []);
  scene.apply({ kind: "alarm", notice: { code: "store-works", waiting: 0, dropped: 0 } });
  assertEquals(later(7, "hal"), ["-- the server is locked already"]);
});

Deno.test("lockdown says when nothing changes, and refuses other words", () => {
  const scene = sceneOf();
  scene.ask(1, "lockdown", "off");
  scene.ask(1, "lockdown", "maybe");
  scene.ask(1, "lockdown");
  scene.ask(1, "lockdown", "ON");
  scene.ask(1, "lockdown", "on");
  assertEquals(scene.lines(1), [
    "-- the server is not locked",
    "-- usage: /lockdown on|off",
    "-- usage: /lockdown on|off",
    "-- op has locked the server: newcomers are refused; /lockdown off ends it",
    "-- the server is locked already",
  ]);
});

Deno.test("lockdown and announced stop are part of the state of the chat", () => {
  const scene = sceneOf();
  scene.ask(1, "lockdown", "on");
  scene.ask(1, "shutdown", "1h upgrade");
  const again = new Chat(SETTINGS, structuredClone(scene.chat.snapshot()));
  const told = again.apply(connected(9, { origin: originOf() }), START + 200).filter((effect) =>
    effect.kind === "send" && effect.message.kind === "notice"
  );
  assertEquals(told.length, 1);
  const [drop] = again.apply(connected(10, { origin: strangerAt("192.0.2.7") }), START + 200)
    .filter(({ kind }) => kind === "drop");
  assertEquals(drop?.kind === "drop" && drop.reason.code, "lockdown");
});

Deno.test("everybody hears an announcement once, wherever they are and whomever they ignore", () => {
  const scene = sceneOf();
  scene.ask(3, "ignore", "op");
  scene.lines(3);
  scene.ask(1, "announce", "  pizza at noon ");
  const line = "-- announcement from op: pizza at noon";
  assertEquals([scene.lines(1), scene.lines(2), scene.lines(3)], [[line], [line], [line]]);
  // What was said is not for the log.
  assertEquals(audited(scene), [{ act: "announce", client: clientId(1), by: "op" }]);
});

Deno.test("only operators announce, lock and stop; nobody hears of an attempt", () => {
  const scene = sceneOf();
  for (const [name, text] of [["announce", "x"], ["lockdown", "on"], ["shutdown", ""]] as const) {
    scene.ask(2, name, text);
    assertEquals(scene.lines(2), ["-- only operators of this server may do that in #lobby"], name);
  }
  assertEquals([scene.lines(1), scene.lines(3)], [[], []]);
  assertEquals(audited(scene), []);
  assertEquals(scene.effects.some(({ kind }) => kind === "stop"), false);
});

Deno.test("a stop counts down, and comes at its instant and once", () => {
  const scene = sceneOf();
  scene.ask(1, "shutdown", "2m upgrade");
  const hear = () => [scene.lines(1), scene.lines(2), scene.lines(3)];
  const all = (line: string) => [[line], [line], [line]];
  assertEquals(hear(), all("-- the server stops in 2m: upgrade"));
  scene.wait(59_999);
  assertEquals(hear(), [[], [], []]);
  scene.wait(1);
  assertEquals(hear(), all("-- the server stops in 1m: upgrade"));
  scene.wait(30_000);
  assertEquals(hear(), all("-- the server stops in 30s: upgrade"));
  scene.wait(20_000);
  assertEquals(hear(), all("-- the server stops in 10s: upgrade"));
  const stops = () => scene.effects.filter(({ kind }) => kind === "stop").length;
  scene.wait(9_999);
  assertEquals(stops(), 0);
  scene.wait(1);
  assertEquals([stops(), hear()], [1, [[], [], []]]);
  scene.wait(60_000);
  assertEquals(stops(), 1);
});

Deno.test("each reminder has its tick: the daemon need not tick by itself", () => {
  const scene = sceneOf();
  scene.ask(1, "shutdown", "45s");
  const wakes = () => scene.effects.flatMap((effect) => effect.kind === "wake" ? [effect.at] : []);
  const end = START + 100 + 45_000;
  assertEquals(wakes().at(-1), end - 30_000);
  scene.wait(15_000);
  assertEquals(wakes().at(-1), end - 10_000);
  scene.wait(20_000);
  assertEquals(wakes().at(-1), end);
});

Deno.test("after a standstill of the process one reminder is told, the one that is true", () => {
  const scene = sceneOf();
  scene.ask(1, "shutdown", "2h");
  scene.lines(3);
  scene.wait(7_200_000 - 20_000);
  assertEquals(scene.lines(3), ["-- the server stops in 30s"]);
});

Deno.test("without a duration the daemon stops at once", () => {
  const scene = sceneOf();
  scene.ask(1, "shutdown", "disk is full");
  assertEquals(scene.lines(3), ["-- the server stops now: disk is full"]);
  assertEquals(scene.effects.at(-1), { kind: "stop" });
});

Deno.test("a stop can be called off, and put off", () => {
  const scene = sceneOf();
  scene.ask(1, "shutdown", "off");
  assertEquals([scene.lines(1), scene.lines(3)], [["-- no stop is announced"], []]);
  scene.ask(1, "shutdown", "1m one");
  scene.ask(1, "shutdown", "5m two");
  scene.wait(60_000);
  assertEquals(scene.lines(3), [
    "-- the server stops in 1m: one",
    "-- the server stops in 5m: two",
  ]);
  scene.ask(1, "shutdown", "off");
  scene.wait(600_000);
  assertEquals(scene.lines(3), ["-- the server does not stop: that was called off"]);
  assertEquals(scene.effects.some(({ kind }) => kind === "stop"), false);
  assertEquals(audited(scene).map(({ act, reason, setting }) => [act, reason ?? setting]), [
    ["shutdown", "one"],
    ["shutdown", "two"],
    ["shutdown", "off"],
  ]);
});

Deno.test("a newcomer is told of the stop", () => {
  const scene = sceneOf();
  scene.ask(1, "shutdown", "1m upgrade");
  scene.wait(9500);
  scene.enter(4, { nick: "cay", origin: originOf() });
  assertEquals(scene.lines(4).at(-1), "-- the server stops in 51s: upgrade");
});

Deno.test("parseStop() takes no mistyped duration for a reason", () => {
  for (const value of ["10", "10x", "1h1d", "-5m", ".5h", "0", "0s", "4000d"]) {
    assertEquals(parseStop(`${value} upgrade`), { kind: "bad-duration", value });
  }
  assertEquals(parseStop(" 90s  an upgrade "), {
    kind: "stop",
    after: 90_000,
    reason: "an upgrade",
  });
  assertEquals(parseStop(""), { kind: "stop", after: 0, reason: "" });
  assertEquals(parseStop("offline soon"), { kind: "stop", after: 0, reason: "offline soon" });
});

Deno.test("parseStop() takes no slip of the hand for an order to stop at once", () => {
  for (const off of ["off", " OFF ", "off with it", "Off please"]) {
    assertEquals(parseStop(off), { kind: "call-off" }, off);
  }
  const stop = { kind: "stop", after: 600_000, reason: "upgrade" };
  for (const typed of ["for 10m upgrade", "in 10m upgrade", "In  10m upgrade"]) {
    assertEquals<unknown>(parseStop(typed), stop, typed);
  }
  assertEquals(parseStop("in 10 minutes"), { kind: "bad-duration", value: "10" });
  const reason = "for an upgrade";
  assertEquals(parseStop(reason), { kind: "stop", after: 0, reason });
  for (const value of ["of", "Off!"]) {
    assertEquals(parseStop(value), { kind: "bad-duration", value });
  }
  assertEquals(parseStop("office move"), { kind: "stop", after: 0, reason: "office move" });
});

Deno.test("a program stops it with fields, in which `off` is a reason", () => {
  const scene = sceneOf();
  scene.ask(1, "shutdown", { for: "soon" });
  assertEquals(scene.lines(1).length, 1);
  scene.ask(1, "shutdown", { for: "30s", reason: "off" });
  assertEquals(scene.lines(3), ["-- the server stops in 30s: off"]);
  scene.ask(1, "shutdown", { text: "off" });
  assertEquals(scene.lines(3), ["-- the server does not stop: that was called off"]);
});

Deno.test("fields that contradict one another never stop it at once", () => {
  const scene = sceneOf();
  const heard = (fields: Record<string, unknown>) => {
    scene.ask(1, "shutdown", fields);
    assertEquals(scene.effects.some(({ kind }) => kind === "stop"), false, JSON.stringify(fields));
    return scene.lines(3);
  };
  assertEquals(heard({ text: "30s soon", reason: "upgrade" }), [
    "-- the server stops in 30s: upgrade",
  ]);
  assertEquals(heard({ text: "off", reason: "not needed" }), [
    "-- the server does not stop: that was called off",
  ]);
  assertEquals(heard({ text: "off", for: "10m" }), []);
  assertEquals(heard({ text: "upgrade", for: "10m" }), ["-- the server stops in 10m: upgrade"]);
});

Deno.test("an announcement without a text is refused", () => {
  const scene = sceneOf();
  for (const text of ["", "  "]) {
    scene.ask(1, "announce", { text });
    assertEquals([scene.lines(1), scene.lines(2)], [["-- usage: /announce TEXT"], []]);
  }
  assertEquals(audited(scene), []);
});
