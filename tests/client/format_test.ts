import { assertEquals } from "@std/assert";
import type { DaemonEvent } from "../../lib/wire/json/daemon_event.ts";
import { parseDaemonLine } from "../../lib/wire/json/decode.ts";
import { formatEvent, plainText, stamp } from "../../lib/client/format.ts";
import type { Phrases } from "../../lib/words/phrases.ts";
import { ENGLISH } from "../../lib/words/en/phrases.ts";
import { CHINESE } from "../../lib/words/zh/phrases.ts";

function read(object: object): DaemonEvent {
  const line = parseDaemonLine(JSON.stringify(object));
  if (line.kind !== "event") throw new Error("not an event");
  return line.event;
}

function say(object: object, phrases: Phrases = ENGLISH): string[] {
  return formatEvent(read(object), phrases).map(plainText);
}

const CASES: ReadonlyArray<readonly [object, string[]]> = [
  [{ type: "message", from: "ann", text: "hi" }, ["ann: hi"]],
  [{ type: "action", from: "ann", text: "waves" }, ["* ann waves"]],
  [{ type: "joined", name: "bob" }, ["bob has arrived"]],
  [{ type: "left", name: "bob" }, ["bob has left"]],
  [{ type: "left", name: "bob", reason: "tea", by: "member" }, ["bob has left: tea"]],
  [{ type: "left", name: "bob", reason: "too slow", by: "daemon" }, ["bob has left (too slow)"]],
  [{ type: "renamed", from: "bob", to: "rob" }, ["bob is now known as rob"]],
  [{ type: "welcome", you: "ann", members: ["ann"] }, ["You are ann", "Nobody else is here"]],
  [{ type: "welcome", you: "ann", members: ["bob", "ann", "cay"] }, [
    "You are ann",
    "Also here: bob, cay",
  ]],
  [{ type: "notice", code: "x", text: "the name duke is taken" }, ["-- the name duke is taken"]],
  [{ type: "skipped", count: 37 }, ["-- 37 messages skipped"]],
  [{ type: "skipped", count: 1 }, ["-- 1 message skipped"]],
  [{ type: "message", room: "dev", from: "ann", text: "hi" }, ["#dev ann: hi"]],
  [{ type: "message", room: "lobby", from: "ann", text: "hi" }, ["ann: hi"]],
  [{ type: "joined", room: "dev", name: "bob" }, ["#dev bob has arrived"]],
  [{ type: "skipped", room: "dev", count: 37 }, ["#dev -- 37 messages skipped"]],
  [{ type: "private", from: "ann", to: "bob", text: "psst" }, ["*ann -> bob* psst"]],
  [{ type: "pong", token: "t" }, ["-- pong t"]],
  [{ type: "pong", token: "" }, ["-- pong"]],
  [{ type: "bye", code: "quit", by: "member" }, []],
  [{ type: "bye", code: "end-of-input", by: "daemon", reason: "end of input" }, []],
  [{ type: "bye", code: "idle", by: "daemon", reason: "idle for 5m" }, [
    "-- disconnected: idle for 5m",
  ]],
  [{ type: "bye", code: "shutdown", by: "daemon", reason: "the server is shutting down" }, [
    "-- the server is shutting down",
  ]],
  [{ type: "members", members: Array(1000).fill({ name: "x" }), more: 1 }, [
    ...Array(100).fill("-- x #0, here 0s, idle 0s"),
    "-- and 901 more",
  ]],
  [{ type: "members", members: [{ name: "ann", id: 3, here: 65_500, idle: 10 }] }, [
    "-- ann #3, here 1m5s, idle 0s",
  ]],
];

for (const [object, lines] of CASES) {
  Deno.test(`formatEvent() says ${JSON.stringify(object)}`, () => {
    assertEquals(say(object), lines);
  });
}

Deno.test("a greeting names fifty people and counts the rest", () => {
  const members = ["ann", ...Array.from({ length: 53 }, (_, i) => `p${i}`)];
  const greeting = say({ type: "welcome", you: "ann", members })[1] ?? "";
  assertEquals(greeting.endsWith("p48, p49 and 3 more"), true);
});

Deno.test("Chinese says the same in Chinese", () => {
  assertEquals(say({ type: "joined", name: "bob" }, CHINESE), ["bob 来了"]);
});

Deno.test("stamp() writes local time", () => {
  const time = new Date(2026, 0, 2, 3, 4, 5);
  assertEquals(stamp(time, "off"), "");
  assertEquals(stamp(time, "time"), "03:04 ");
  assertEquals(stamp(time, "full"), "2026-01-02 03:04:05 ");
});

Deno.test("what the daemon says in parts is said in Chinese, and in its own words where parts lack", () => {
  const notice = { type: "notice", code: "name-taken", text: "x", why: "same", name: "duke" };
  assertEquals(say(notice, CHINESE), ["-- 名字 duke 已有人使用"]);
  assertEquals(say({ ...notice, why: undefined, text: "that name went yesterday" }, CHINESE), [
    "-- that name went yesterday",
  ]);
  const older = { type: "left", name: "bob", by: "daemon", code: "idle", reason: "idle for 5m" };
  assertEquals(say(older, CHINESE), ["bob 离开了（idle for 5m）"]);
  const idle = { ...older, after: 300_000 };
  assertEquals(say(idle, CHINESE), ["bob 离开了（静默 5m）"]);
  assertEquals(say({ ...idle, type: "bye" }, CHINESE), ["-- 连接被断开：静默 5m"]);
  const saying = { by: "member", code: "idle", reason: "idle for 5m" };
  assertEquals(say({ type: "left", name: "bob", ...saying }, CHINESE), [
    "bob 离开了：idle for 5m",
  ]);
});
