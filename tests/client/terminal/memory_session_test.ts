/**
 * What was said before, on a terminal, against a scripted daemon: history on entry, missed lines after a
 * reconnect, pages of older lines, and the results of a search.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { PROGRAM } from "../../../lib/client/connection/link.ts";
import { FakeServer } from "../../support/fake_server.ts";
import { scene, type SceneOptions } from "../../support/terminal_scene.ts";

const COMMANDS = {
  commands: [
    { name: "join", params: [{ field: "room", shape: "room" }] },
    { name: "history", params: [{ field: "text", shape: "rest", optional: true }] },
    { name: "search", params: [{ field: "words", shape: "rest" }] },
  ],
};

const WIDE: SceneOptions = { columns: 80, rows: 20, welcome: COMMANDS };
const PLAIN: SceneOptions = { ...WIDE, args: ["--plain"], ready: "Also here: bob" };

/** A message of the second of January 2026, at noon of the machine. */
function said(seq: number, text: string, more: object = {}): object {
  const time = new Date(2026, 0, 2, 12, 0).toISOString();
  return { type: "message", seq, time, room: "lobby", from: "bob", text, ...more };
}

function history(events: readonly object[], more = false): object {
  return { type: "history", room: "lobby", events, more };
}

for (const options of [WIDE, PLAIN]) {
  const mode = options.args?.join(" ") ?? "on a screen";
  scene(`history on entry stands between marks, under its day, ${mode}`, async (s) => {
    await s.peer.say(history([said(40, "old, ann"), said(41, "older")], true));
    await s.terminal.waitFor((screen) => screen.includes("/history"));
    await s.peer.say(said(43, "new", { time: new Date().toISOString() }));
    const today = new Date().toLocaleDateString("en-GB", {
      ...{ weekday: "long", year: "numeric", month: "long", day: "numeric" },
    });
    await s.terminal.shows(`
      You are ann
      Also here: bob
      -- history: 2 lines
      -- Friday, 2 January 2026
      bob: old, ann
      bob: older
      -- end of history
      -- earlier: /history
      -- ${today}
      bob: new${options === WIDE ? "\n      ann>" : ""}
    `);
  }, options);

  scene(`what was missed is replayed between two marks, ${mode}`, async (s) => {
    const { port } = s.server;
    await s.peer.message("bob", "before", 43);
    await s.terminal.waitFor((screen) => screen.includes("bob: before"));
    await s.server[Symbol.asyncDispose]();
    await s.terminal.waitFor((screen) => screen.includes("trying again"));
    await using again = new FakeServer(port);
    const peer = await again.accept();
    const time = new Date().toISOString();
    const now = { time };
    assertEquals(await peer.hearObject(), {
      ...{ hello: 1, client: PROGRAM, nick: "ann" },
      resume: { lobby: { seq: 43, epoch: "fake" } },
    });
    await peer.say(
      { type: "welcome", you: "ann", room: "lobby", seq: 47, epoch: "fake", said: 10, ...now },
      { type: "left", by: "daemon", code: "lost", room: "lobby", seq: 44, ...now, name: "ann" },
      said(45, "one", now),
      { ...said(46, "waves", now), type: "action" },
      { type: "left", by: "member", code: "quit", room: "lobby", seq: 47, ...now, name: "bob" },
      { type: "joined", room: "lobby", seq: 48, ...now, name: "ann" },
      said(49, "three", now),
    );
    await s.terminal.waitFor((screen) => screen.includes("bob: three"));
    const screen = await s.terminal.screen();
    assertEquals(
      screen.split("\n").slice(3, 12).filter((line) => !line.endsWith(">")),
      [
        "-- the connection was lost; trying again (/reconnect tries at once)",
        "You are ann",
        "Nobody else is here",
        "-- 2 messages missed while offline",
        "bob: one",
        "* bob waves",
        "-- now",
        "bob: three",
      ],
    );
  }, options);

  scene(`/history pages older lines in, ${mode}`, async (s) => {
    await s.peer.say(history([said(40, "b"), said(41, "c")], true));
    await s.terminal.waitFor((screen) => screen.includes("bob: c"));
    await s.terminal.enter("/history 2");
    assertEquals(await s.peer.hearObject(), {
      ...{ type: "history", room: "lobby", limit: 2, before: 40 },
    });
    await s.peer.say(history([said(37, "a")]));
    await s.terminal.waitFor((screen) => screen.includes("bob: a\n-- end of history"));
    await s.terminal.enter("/history");
    assertEquals(await s.peer.hearObject(), {
      ...{ type: "history", room: "lobby", limit: 20, before: 37 },
    });
    await s.peer.say(history([]));
    await s.terminal.waitFor((screen) => screen.includes("-- history: nothing earlier"));
    await s.terminal.enter("/history of the world");
    await s.terminal.waitFor((screen) => screen.includes("-- usage: /history [TEXT]"));
  }, options);

  scene(`the results of /search have numbers, and /history opens one, ${mode}`, async (s) => {
    await s.terminal.enter("/search from:bob 茶水");
    assertEquals(await s.peer.hearObject(), { type: "search", words: "from:bob 茶水" });
    const events = [said(39, "喝茶水"), said(12, "茶水?", { room: "dev" })];
    await s.peer.say({ type: "found", events, more: true });
    await s.terminal.waitFor((screen) => screen.includes("around that result"));
    const screen = await s.terminal.screen();
    assertEquals(screen.split("\n").filter((line) => line.startsWith("-- ")), [
      "-- [1] 2026-01-02 12:00 #lobby bob: 喝茶水",
      "-- [2] 2026-01-02 12:00 #dev bob: 茶水?",
      "-- more: /search more",
      "-- /history and a number shows what was said around that result",
    ]);
    await s.terminal.enter("/history 2");
    assertEquals(await s.peer.hearObject(), {
      ...{ type: "history", room: "dev", limit: 41, before: 43 },
    });
    const around = [said(11, "x", { room: "dev" }), said(12, "茶水?", { room: "dev" })];
    await s.peer.say({ type: "history", room: "dev", events: around, more: true });
    await s.terminal.waitFor((screen) => screen.includes("> #dev bob: 茶水?"));
  }, options);
}

scene("--history 0 asks for no lines", async (s) => {
  const { port } = s.server;
  await s.terminal.press("C-d");
  s.peer.close();
  await s.terminal.waitFor((screen) => screen.includes("left "));
  for (const [option, hello] of [["--history 0", {}], ["--history 7", { history: 7 }]] as const) {
    await s.terminal.enter(`clear; ${s.client} --nick ann ${option} 127.0.0.1:${port}`);
    const peer = await s.server.accept();
    assertEquals(await peer.hearObject(), { hello: 1, client: PROGRAM, nick: "ann", ...hello });
    peer.close();
    await s.terminal.waitFor((screen) => screen.endsWith("$"));
  }
}, WIDE);
