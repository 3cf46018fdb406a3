/** @module */
import { assert, assertEquals } from "@std/assert";
import type { Ask } from "../../../../lib/core/event.ts";
import type { RoomMessage } from "../../../../lib/core/message.ts";
import type { PageQuestion } from "../../../../lib/core/questions/question.ts";
import { MAX_FORMER_NAMES } from "../../../../lib/core/rules/naming.ts";
import { MOST_PASSED_OVER } from "../../../../lib/core/rules/past/recalling.ts";
import { clientId } from "../../../../lib/core/units.ts";
import { PROGRAM_DIALECT, START } from "../../../support/happenings.ts";
import { nick, STAMP } from "../../../support/messages.ts";
import { RoomScene } from "../../../support/room_scene.ts";

const PROGRAM = { nick: "robo", detail: "every" } as const;

/** Ann, who has said so many lines in the lobby, and a program. */
function spoken(lines: number, settings = {}): RoomScene {
  const scene = new RoomScene(settings);
  scene.enter(1, { nick: "ann" });
  scene.enter(9, PROGRAM);
  for (let n = 1; n <= lines; n++) scene.ask(1, "say", `line ${n}`);
  scene.wait();
  scene.lines(1);
  scene.objects(9);
  return scene;
}

/** The answer of `history` to the program: what was said, and whether there is more. */
function page(scene: RoomScene, fields: Record<string, unknown> = {}): [string[], boolean] {
  scene.ask(9, "history", fields);
  const [answer] = scene.objects(9);
  return [textsOf(answer?.events), answer?.more === true];
}

function textsOf(events: unknown): string[] {
  return (events as { text: string }[]).map(({ text }) => text);
}

/** What was asked of the store last. */
function asked(scene: RoomScene): Ask & { readonly question: PageQuestion } {
  const ask = scene.effects.findLast((effect) => effect.kind === "ask");
  assert(ask?.question.kind === "page");
  return ask as Ask & { readonly question: PageQuestion };
}

Deno.test("history gives the last messages, and says whether there are older ones", () => {
  const scene = spoken(3);
  assertEquals(page(scene, { limit: 2 }), [["line 2", "line 3"], true]);
  assertEquals(page(scene, { limit: 3 }), [["line 1", "line 2", "line 3"], false]);
  assertEquals(page(scene), [["line 1", "line 2", "line 3"], false]);
});

Deno.test("history gives 20 unless told otherwise, and never more than 200", () => {
  const scene = spoken(250, { remember: 1000 });
  assertEquals(page(scene)[0].length, 20);
  assertEquals(page(scene, { limit: 200 })[0].length, 200);
  assertEquals(page(scene, { limit: 201 })[0].length, 200);
  assertEquals(page(scene, { limit: "999999999" })[0].length, 200);
  for (const limit of [1_000_000_000, Number.MAX_SAFE_INTEGER, "9".repeat(4000)]) {
    assertEquals(page(scene, { limit })[0].length, 200, String(limit));
  }
});

Deno.test("history before a number or a moment excludes it", () => {
  const scene = spoken(3);
  // The first two numbers are those of the arrivals.
  assertEquals(page(scene, { before: 5 }), [["line 1", "line 2"], false]);
  assertEquals(page(scene, { before: "before 4" }), [["line 1"], false]);
  assertEquals(page(scene, { before: 99 })[0].length, 3);
  assertEquals(page(scene, { before: 0 }), [[], false]);
  // Digits alone are a number, however many there are.
  for (const before of [1e15, Number.MAX_SAFE_INTEGER, "9".repeat(4000)]) {
    assertEquals(page(scene, { before })[0].length, 3, String(before));
  }
  const said = new Date(START).toISOString();
  assertEquals(page(scene, { before: said }), [[], false]);
  assertEquals(page(scene, { before: new Date(START + 1).toISOString() })[0].length, 3);
});

Deno.test("history for people stands between two marks, and says how to see more", () => {
  const scene = spoken(3);
  assertEquals(scene.answers(1, "history", "2"), [
    "-- history: 2 lines since 1970-01-01 00:16 UTC",
    "[00:16] ann: line 2",
    "[00:16] ann: line 3",
    "-- end of history",
    "-- earlier: /history 2 before 4",
  ]);
  assertEquals(scene.answers(1, "history", "2 before 4"), [
    "-- history: 1 line since 1970-01-01 00:16 UTC",
    "[00:16] ann: line 1",
    "-- end of history",
  ]);
  assertEquals(scene.answers(1, "history", "before 3"), ["-- history: no lines"]);
});

Deno.test("history of another room has its name on each line", () => {
  const scene = spoken(0);
  scene.ask(1, "join", "dev");
  scene.ask(1, "me", "waves");
  scene.wait();
  assertEquals(scene.answers(1, "history"), [
    "-- #dev history: 1 line since 1970-01-01 00:16 UTC",
    "#dev [00:16] * ann waves",
    "-- #dev end of history",
  ]);
});

Deno.test("history refuses what is no count and no moment", () => {
  const scene = spoken(1);
  const usage = ["-- usage: /history [N] [before TIME|SEQ]"];
  for (const typed of ["0", "-1", "x", "1.5", "before", "1e3"]) {
    assertEquals(scene.answers(1, "history", typed), usage, typed);
  }
  assertEquals(scene.answers(1, "history", "5 before noon"), [
    "-- that is no time: noon; it is written 2026-11-26, or 2026-11-26 14:02 (UTC)",
  ]);
  const codes = [{ limit: -1 }, { limit: 1.5 }, { limit: {} }, { before: -1 }, { before: true }]
    .map((fields) => {
      scene.ask(9, "history", fields);
      const [{ code, why } = {}] = scene.objects(9);
      return `${code} ${why}`;
    });
  assertEquals(codes, Array(5).fill("bad-field number"));
});

Deno.test("history leaves out those whom the client ignores, by person", () => {
  const scene = spoken(1);
  scene.enter(2, { nick: "bob" });
  scene.ask(2, "say", "hi");
  scene.ask(2, "nick", "rob");
  scene.ask(9, "ignore", { name: "rob" });
  scene.enter(3, { nick: "bob" });
  scene.ask(3, "say", "I am another bob");
  scene.objects(9);
  assertEquals(page(scene), [["line 1", "I am another bob"], false]);
});

Deno.test("history of a closed room is for members, from their own entry on", () => {
  const scene = spoken(0);
  scene.enter(2, { nick: "bob" });
  scene.ask(1, "join", "dev");
  scene.ask(1, "say", "before bob");
  scene.ask(2, "join", "dev");
  scene.ask(1, "room", "private");
  scene.ask(1, "say", "among us");
  scene.wait();
  const text = (id: number) =>
    scene.answers(id, "history").filter((line) => line.startsWith("#")).map((line) =>
      line.replace(/^.*: /, "")
    );
  assertEquals(text(1), ["before bob", "among us"]);
  assertEquals(text(2), ["among us"]);
  scene.objects(9);
  scene.ask(9, "history", { room: "dev" });
  assertEquals(scene.objects(9).map(({ code }) => code), ["no-such-room"]);
  scene.ask(1, "room", "public");
  scene.ask(1, "say", "to all");
  scene.objects(9);
  assertEquals(page(scene, { room: "dev" }), [["to all"], false]);
});

Deno.test("history of a room with a password, or of one where one is only invited, is not told", () => {
  const scene = spoken(0);
  scene.ask(1, "join", "dev secret");
  scene.ask(1, "say", "among us");
  scene.ask(9, "history", { room: "dev" });
  scene.ask(1, "invite", "robo");
  scene.objects(9);
  scene.ask(9, "history", { room: "dev" });
  assertEquals(scene.objects(9).map(({ code }) => code), ["not-in-room"]);
});

Deno.test("a public room can be read by those who are not in it", () => {
  const scene = spoken(0);
  scene.ask(1, "join", "dev");
  scene.ask(1, "say", "hi");
  scene.objects(9);
  assertEquals(page(scene, { room: "#dev" }), [["hi"], false]);
});

Deno.test("a page takes no more bytes than it may", () => {
  const scene = spoken(50, { historyBytes: 10 * (160 + "line 50".length) });
  const [texts, more] = page(scene, { limit: 50 });
  assertEquals([texts.length, texts.at(-1), more], [10, "line 50", true]);
  const none = spoken(5, { historyBytes: 20 });
  assertEquals(page(none), [[], true]);
});

Deno.test("older messages than a room remembers are asked for, and go before the others", () => {
  const scene = spoken(5, { remember: 2, isRecording: true });
  scene.ask(9, "history", { limit: 4 });
  const { id, client, question } = asked(scene);
  assertEquals([client, question], [clientId(9), {
    kind: "page",
    room: STAMP.room,
    epoch: "e1",
    from: 0,
    limit: 2,
    said: true,
    before: 6,
    beforeTime: undefined,
  }]);
  assertEquals(scene.objects(9), []);
  const events: RoomMessage[] = [4, 5].map((seq) => (
    { ...STAMP, kind: "message", seq, from: nick("ann"), text: `kept ${seq}` }
  ));
  scene.apply({ kind: "answer", client, id, answer: { kind: "page", events, hasMore: true } });
  const [answer] = scene.objects(9);
  assertEquals([textsOf(answer?.events), answer?.more], [
    ["kept 4", "kept 5", "line 4", "line 5"],
    true,
  ]);
});

/** Answers the last question with messages of these numbers by somebody. */
function answer(scene: RoomScene, by: string, seqs: readonly number[], hasMore: boolean): void {
  const { id, client } = asked(scene);
  const events: RoomMessage[] = seqs.map((seq) => (
    { ...STAMP, kind: "message", seq, from: nick(by), text: `${by} ${seq}` }
  ));
  scene.apply({ kind: "answer", client, id, answer: { kind: "page", events, hasMore } });
}

Deno.test("where those whom the client ignores have filled a page, what is older is asked for", () => {
  const scene = spoken(5, { remember: 1, isRecording: true });
  scene.enter(2, { nick: "bob" });
  scene.ask(9, "ignore", { name: "bob" });
  scene.objects(9);
  scene.ask(9, "history", { limit: 3 });
  answer(scene, "bob", [5, 6], true);
  assertEquals(scene.objects(9), []);
  const { limit, before, from } = asked(scene).question;
  assertEquals([limit, before, from], [200, 5, 0]);
  answer(scene, "ann", [2, 3, 4], false);
  const [history] = scene.objects(9);
  assertEquals([textsOf(history?.events), history?.more], [["ann 3", "ann 4", "line 5"], true]);
});

Deno.test("what the store has of those who are ignored is left out by the names that they had then", () => {
  const scene = spoken(5, { remember: 1, isRecording: true });
  scene.enter(2, { nick: "bob" });
  scene.ask(9, "ignore", { name: "bob" });
  scene.wait(1000);
  for (let n = 0; n <= MAX_FORMER_NAMES; n++) scene.ask(2, "nick", `rob-${n}`);
  const said = (from: string, seq: number, time: number): RoomMessage => (
    { ...STAMP, kind: "message", seq, from: nick(from), text: `${from} ${seq}`, time }
  );
  const told = START + 1100;
  const events = [
    said("rob-0", 2, START),
    said("rob-0", 3, told),
    said("rob-10", 4, START),
    // The oldest of too many names is not known any more.
    said("bob", 5, told),
    said("rob-0", 6, told + 1),
  ];
  scene.objects(9);
  scene.ask(9, "history", { limit: 9 });
  const { id, client } = asked(scene);
  scene.apply({ kind: "answer", client, id, answer: { kind: "page", events, hasMore: false } });
  const [history] = scene.objects(9);
  assertEquals(textsOf(history?.events), ["rob-0 2", "bob 5", "rob-0 6", "line 5"]);
});

Deno.test("a page that is asked for again comes before those of other rooms", () => {
  const scene = spoken(3, { remember: 1, isRecording: true });
  scene.enter(2, { nick: "bob" });
  for (const line of ["one", "two"]) scene.ask(2, "msg", `#lobby ${line}`);
  scene.ask(9, "ignore", { name: "bob" });
  scene.objects(9);
  for (let n = 0; n < 2; n++) scene.ask(9, "history", { limit: 1 + n });
  answer(scene, "bob", [5], true);
  answer(scene, "ann", [3, 4], false);
  answer(scene, "ann", [3, 4], false);
  const pages = scene.objects(9).map(({ events }) => textsOf(events));
  assertEquals(pages, [["ann 4"], ["ann 3", "ann 4"]]);
});

Deno.test("so much of those who are ignored is passed over for one page, and no more", () => {
  const scene = spoken(5, { remember: 1, isRecording: true });
  scene.enter(2, { nick: "bob" });
  scene.ask(9, "ignore", { name: "bob" });
  scene.objects(9);
  scene.ask(9, "history", { limit: 3 });
  const before = scene.effects.length;
  for (let seq = 100_000; scene.chat.isAsking(clientId(9)); seq -= 2) {
    answer(scene, "bob", [seq - 2, seq - 1], true);
  }
  const asks = scene.effects.slice(before).filter(({ kind }) => kind === "ask");
  assertEquals(asks.length, MOST_PASSED_OVER);
  const [history] = scene.objects(9);
  assertEquals([textsOf(history?.events), history?.more], [["line 5"], true]);
  assertEquals(history?.before, 100_000 - 2 * (asks.length + 1));
});

Deno.test("a page without lines says where to go on, if ignored people have filled it", () => {
  const scene = spoken(0, { remember: 1, isRecording: true });
  scene.enter(2, { nick: "bob" });
  for (const line of ["one", "two"]) scene.ask(2, "say", line);
  scene.ask(1, "ignore", "bob");
  scene.wait();
  scene.lines(1);
  scene.ask(1, "history", "3");
  for (let seq = 100; scene.chat.isAsking(clientId(1)); seq -= 2) {
    answer(scene, "bob", [seq - 2, seq - 1], true);
  }
  assertEquals(scene.lines(1), [
    "-- history: no lines",
    `-- earlier: /history 3 before ${100 - 2 * (MOST_PASSED_OVER + 1)}`,
  ]);
});

Deno.test("a member may still read what a room has heard before it was closed, from the own entry on", () => {
  const scene = spoken(0, { remember: 2, isRecording: true });
  scene.ask(1, "join", "dev");
  scene.ask(1, "say", "before robo");
  scene.ask(9, "join", { room: "dev" });
  for (let n = 1; n <= 4; n++) scene.ask(1, "say", `line ${n}`);
  scene.ask(1, "room", "private");
  scene.ask(9, "history", { room: "dev", limit: 9 });
  const { room, from, limit, before } = asked(scene).question;
  assertEquals([room, from, limit, before], ["dev", 3, 7, 6]);
});

Deno.test("nothing is asked for that the room remembers, or that was never said", () => {
  const scene = spoken(5, { remember: 2, isRecording: true });
  assertEquals(page(scene, { limit: 2 }), [["line 4", "line 5"], true]);
  assertEquals(page(spoken(2, { isRecording: true }), { limit: 9 }), [["line 1", "line 2"], false]);
  assertEquals(scene.effects.filter(({ kind }) => kind === "ask"), []);
});

Deno.test("a room that is not recorded asks for nothing", () => {
  const scene = spoken(5, { remember: 2 });
  assertEquals(page(scene, { limit: 9 }), [["line 4", "line 5"], false]);
});

Deno.test("when the store fails, what is remembered is shown, with a notice", () => {
  const scene = spoken(5, { remember: 2, isRecording: true });
  scene.ask(9, "history", { limit: 4 });
  const { id, client } = asked(scene);
  const answer = { kind: "failed", why: "unavailable" } as const;
  scene.apply({ kind: "answer", client, id, answer });
  const [history, notice] = scene.objects(9);
  assertEquals([textsOf(history?.events), history?.more], [["line 4", "line 5"], true]);
  assertEquals(notice?.code, "store-unavailable");
});

Deno.test("a program is shown the history that it asks for: after its own arrival, once for each room", () => {
  const scene = spoken(3);
  scene.ask(1, "join", "dev");
  scene.ask(1, "say", "in dev");
  const wanted = { rooms: ["dev", "empty"], hasLobby: true };
  scene.enter(2, { nick: "two", detail: "every", wanted, history: 2 });
  const told = scene.objects(2).map(({ type, room, events }) =>
    events === undefined ? `${type} ${room}` : `${type} ${room}: ${textsOf(events)}`
  );
  assertEquals(told, [
    "welcome lobby",
    "joined lobby",
    "history lobby: line 2,line 3",
    "entered dev",
    "joined dev",
    "history dev: in dev",
    "entered empty",
    "joined empty",
    "history empty: ",
  ]);
});

Deno.test("a program asks by join, also for a room that it is in", () => {
  const scene = spoken(3);
  scene.ask(9, "join", { room: "lobby", history: 1 });
  assertEquals(scene.objects(9).map(({ type }) => type), ["entered", "history"]);
  scene.ask(9, "join", { room: "dev", history: 0 });
  assertEquals(scene.objects(9).map(({ type }) => type), ["entered", "joined"]);
  scene.ask(9, "join", { room: "lobby", history: Number.MAX_SAFE_INTEGER });
  assertEquals(scene.objects(9).map(({ type }) => type), ["entered", "history"]);
  for (const history of [-1, "x", ""]) {
    scene.ask(9, "join", { room: "ops", history });
    assertEquals(scene.objects(9).map(({ code, why }) => [code, why]), [["bad-field", "number"]]);
  }
});

Deno.test("a late hello asks for history as well", () => {
  const scene = spoken(3);
  const command = { kind: "hello", history: 2, dialect: PROGRAM_DIALECT } as const;
  scene.apply({ kind: "command", client: clientId(1), command });
  scene.ask(1, "ping", {});
  const [welcome, history] = scene.objects(1);
  assertEquals([welcome?.type, textsOf(history?.events)], ["welcome", ["line 2", "line 3"]]);
});

Deno.test("history on entry is bounded over all rooms, and answered for each", () => {
  const scene = spoken(30, { historyBytes: 40 * 170 });
  scene.ask(1, "join", "dev");
  for (let n = 1; n <= 30; n++) scene.ask(1, "say", `in dev ${n}`);
  const wanted = { rooms: ["dev"], hasLobby: true };
  scene.enter(2, { nick: "two", detail: "every", wanted, history: 30 });
  const counts = scene.objects(2).flatMap(({ events, more }) =>
    events === undefined ? [] : [[textsOf(events).length, more]]
  );
  assertEquals(counts, [[30, false], [10, true]]);
});

Deno.test("people are shown no history unless the daemon is told to", () => {
  const scene = spoken(3);
  scene.enter(2, { nick: "bob" });
  assertEquals(scene.lines(2), ["You are bob", "Also here: ann, robo"]);
});

Deno.test("people are shown the last messages on entry, before they are told where they speak", () => {
  const scene = spoken(3, { history: 2 });
  scene.ask(1, "join", "dev");
  scene.ask(1, "say", "in dev");
  scene.enter(2, { nick: "bob" });
  scene.wait();
  assertEquals(scene.lines(2).slice(2), [
    "-- history: 2 lines since 1970-01-01 00:16 UTC",
    "[00:16] ann: line 2",
    "[00:16] ann: line 3",
    "-- end of history",
  ]);
  assertEquals(scene.answers(2, "join", "dev"), [
    "-- #dev: also here: ann",
    "-- #dev history: 1 line since 1970-01-01 00:16 UTC",
    "#dev [00:16] ann: in dev",
    "-- #dev end of history",
    "-- you speak in #dev now",
  ]);
  assertEquals(scene.answers(2, "join", "new"), [
    "-- #new: nobody else is here",
    "-- you speak in #new now",
  ]);
});

Deno.test("who enters a closed room is shown nothing from before", () => {
  const scene = spoken(0, { history: 5 });
  scene.ask(1, "join", "dev secret");
  scene.ask(1, "say", "before bob");
  scene.enter(2, { nick: "bob" });
  scene.lines(2);
  assertEquals(scene.answers(2, "join", "dev secret"), [
    "-- #dev: also here: ann",
    "-- you speak in #dev now",
  ]);
  scene.ask(9, "join", { room: "dev", password: "secret", history: 5 });
  const history = scene.objects(9).find(({ type }) => type === "history");
  assertEquals([history?.events, history?.more], [[], false]);
});

Deno.test("the greeting of a room that is recorded says so", () => {
  const scene = new RoomScene({ isRecording: true });
  scene.enter(1, { nick: "ann" });
  scene.ask(1, "topic", "T");
  scene.enter(2, { nick: "bob" });
  assertEquals(scene.lines(2), [
    "You are bob",
    "Also here: ann",
    "-- #lobby topic: T",
    "-- this room is recorded",
  ]);
  assertEquals(scene.answers(2, "join", "dev"), [
    "-- #dev: nobody else is here",
    "-- #dev: this room is recorded",
    "-- you speak in #dev now",
  ]);
  assertEquals(scene.answers(2, "join", "own secret"), [
    "-- #own: nobody else is here",
    "-- you speak in #own now",
  ]);
});
