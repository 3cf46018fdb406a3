/** @module */
import { assert, assertEquals } from "@std/assert";
import type { Ask } from "../../../../lib/core/event.ts";
import type { RoomMessage } from "../../../../lib/core/message.ts";
import type { SearchQuestion } from "../../../../lib/core/questions/question.ts";
import { SEARCH_WINDOW } from "../../../../lib/core/rules/past/searching.ts";
import { clientId, type RoomName } from "../../../../lib/core/units.ts";
import { START } from "../../../support/happenings.ts";
import { nick, STAMP } from "../../../support/messages.ts";
import { RoomScene } from "../../../support/room_scene.ts";

/** Ann in the lobby and in the private room `own`; bob in the lobby and in `dev`; a program. */
function house(settings = {}): RoomScene {
  const scene = new RoomScene(settings);
  scene.enter(1, { nick: "ann" });
  scene.enter(2, { nick: "bob" });
  scene.enter(9, { nick: "robo", detail: "every" });
  scene.ask(1, "say", "hello");
  scene.ask(1, "join", "own");
  scene.ask(1, "room", "private");
  scene.ask(1, "say", "secret");
  scene.ask(2, "join", "dev");
  scene.ask(2, "say", "in dev");
  scene.wait();
  for (const id of [1, 2]) scene.lines(id);
  scene.objects(9);
  return scene;
}

/** The question of the last search. */
function asked(scene: RoomScene): Ask & { readonly question: SearchQuestion } {
  const ask = scene.effects.findLast((effect) => effect.kind === "ask");
  assert(ask?.question.kind === "search");
  return ask as Ask & { readonly question: SearchQuestion };
}

/** Answers the last search with so many results. */
function answer(scene: RoomScene, count: number, more = false): void {
  const { client, id } = asked(scene);
  const events: RoomMessage[] = Array.from({ length: count }, (_, n) => (
    { ...STAMP, kind: "message", seq: 100 - n, from: nick("ann"), text: `found ${n}` }
  ));
  const cursor = { time: 1, room: STAMP.room, epoch: "e1", seq: 1 };
  const found = { kind: "found", events, ...(more && { more: cursor }) } as const;
  scene.apply({ kind: "answer", client, id, answer: found });
}

/** What was said with these texts. */
function saidIn(scene: RoomScene, ...texts: string[]): RoomMessage[] {
  return scene.effects.flatMap((effect) => {
    if (effect.kind !== "publish" || effect.message.kind !== "message") return [];
    return texts.includes(effect.message.text) ? [effect.message] : [];
  });
}

function textsIn({ remembered }: SearchQuestion): Record<string, string[]> {
  return Object.fromEntries(remembered.map(({ room, events }) => [
    room,
    Array.from(events).flatMap((event) => event.kind === "message" ? [event.text] : []),
  ]));
}

Deno.test("search asks for what the client may read, and for nothing else", () => {
  const scene = house();
  scene.ask(1, "search", "x");
  assertEquals(textsIn(asked(scene).question), {
    lobby: ["hello"],
    own: ["secret"],
    dev: ["in dev"],
  });
  assertEquals(asked(scene).question.places, []);
  scene.ask(2, "search", "x");
  assertEquals(textsIn(asked(scene).question), { lobby: ["hello"], dev: ["in dev"] });
});

Deno.test("search asks the store for recorded rooms, from where the client may read", () => {
  const scene = house({ isRecording: true });
  scene.ask(1, "search", "x");
  const { question } = asked(scene);
  assertEquals(question.places, [
    { room: STAMP.room, epoch: "e1", from: 0 },
    // What it has heard before it was closed.
    { room: "own" as RoomName, epoch: "e1-1", from: 1 },
    { room: "dev" as RoomName, epoch: "e1-2", from: 0 },
  ]);
  assertEquals(textsIn(question), { own: ["secret"] });
});

Deno.test("a search that waits does not see what is said in a room that is private by then", () => {
  const scene = house();
  scene.ask(2, "say", "still public");
  scene.ask(9, "search", { words: "x" });
  const { question } = asked(scene);
  scene.ask(2, "room", "private");
  scene.ask(2, "say", "private now");
  assertEquals(textsIn(question).dev, ["in dev", "still public"]);
});

Deno.test("a member of a recorded room also finds what was said while it was closed", () => {
  const scene = house({ isRecording: true });
  scene.ask(2, "room", "private");
  scene.ask(2, "say", "while closed");
  scene.ask(2, "room", "public");
  scene.ask(2, "say", "open again");
  scene.ask(2, "search", "x");
  assertEquals(textsIn(asked(scene).question), { dev: ["in dev", "while closed"] });
  scene.ask(9, "search", { words: "x" });
  assertEquals(textsIn(asked(scene).question), {});
});

Deno.test("search takes filters as they are typed, or as fields", () => {
  const scene = house();
  scene.ask(
    1,
    "search",
    "the  from:ANN build in:#dev since:2026-11-01 before:2026-11-26 14:02 now",
  );
  const { terms, by, since, before } = asked(scene).question;
  assertEquals([terms.split(/\s+/), by, since, before], [
    ["the", "build", "now"],
    "ann",
    Date.UTC(2026, 10, 1),
    Date.UTC(2026, 10, 26, 14, 2),
  ]);
  assertEquals(Object.keys(textsIn(asked(scene).question)), ["dev"]);
  const fields = { words: "build", from: "Ann", in: "dev", since: "2026-11-01T00:00:00.000Z" };
  scene.ask(9, "search", fields);
  const { question } = asked(scene);
  assertEquals([question.terms, question.by, question.since, question.before], [
    "build",
    "ann",
    Date.UTC(2026, 10, 1),
    undefined,
  ]);
});

Deno.test("search takes quotes and operators for nothing but words", () => {
  const scene = house();
  const words = `"a" OR (b) NEAR/2 c* -d ^e {f} ' ; -- \\ %_`;
  scene.ask(1, "search", words);
  assertEquals(asked(scene).question.terms, words);
});

Deno.test("search refuses what looks for nothing, and what is no moment", () => {
  const scene = house();
  for (const typed of ["", "  ", "?!", "in:dev", "since:2026-11-01", "?! in:dev"]) {
    assertEquals(scene.answers(1, "search", typed), ["-- usage: /search WORDS"], typed);
  }
  assertEquals(scene.answers(1, "search", "x since:monday"), [
    "-- that is no time: monday; it is written 2026-11-26, or 2026-11-26 14:02 (UTC)",
  ]);
  scene.ask(9, "search", { words: "x", more: "maybe" });
  scene.ask(9, "search", { words: 7 });
  scene.ask(9, "search", { words: "x", more: 1 });
  assertEquals(scene.objects(9).map(({ code, why }) => [code, why]), [
    ["bad-field", "argument"],
    ["bad-field", "flag"],
  ]);
});

Deno.test("a search by name alone looks for all that somebody said", () => {
  const scene = house();
  scene.ask(1, "search", "from:ann");
  assertEquals([asked(scene).question.terms, asked(scene).question.by], ["", "ann"]);
});

Deno.test("search in a room that the client may not read is refused", () => {
  const scene = house();
  assertEquals(scene.answers(2, "search", "x in:own"), ["-- there is no room #own"]);
  assertEquals(scene.answers(2, "search", "x in:nowhere"), [
    "-- there is no room #nowhere",
  ]);
  scene.ask(1, "join", "locked key");
  assertEquals(scene.answers(2, "search", "x in:locked"), [
    "-- you are not in #locked; enter it with: /join locked",
  ]);
});

Deno.test("each result is a line that begins with two dashes, with its day and its room", () => {
  const scene = house();
  scene.ask(1, "search", "found");
  answer(scene, 2, true);
  assertEquals(scene.lines(1), [
    "-- [2023-11-14 22:13] ann: found 0",
    "-- [2023-11-14 22:13] ann: found 1",
    "-- more: /search more",
  ]);
  scene.ask(1, "search", "none");
  answer(scene, 0);
  assertEquals(scene.lines(1), ["-- nothing found"]);
  scene.ask(1, "search", "x");
  answer(scene, 0, true);
  assertEquals(scene.lines(1), ["-- more: /search more"]);
});

Deno.test("search more goes on below the last result, with the same words", () => {
  const scene = house();
  scene.ask(9, "search", { words: "found", from: "ann" });
  answer(scene, 20, true);
  scene.ask(9, "search", { more: true });
  const { terms, by, below } = asked(scene).question;
  assertEquals([terms, by, below?.seq], ["found", "ann", 1]);
  answer(scene, 3);
  const told = scene.objects(9).map(({ events, more }) => [(events as unknown[]).length, more]);
  assertEquals(told, [[20, true], [3, false]]);
  scene.ask(9, "search", { words: "more" });
  assertEquals(scene.objects(9).map(({ code }) => code), ["search-no-more"]);
});

Deno.test("search more finds no more where there was no search, and searches the word if told to", () => {
  const scene = house();
  assertEquals(scene.answers(1, "search", "more"), [
    "-- there is nothing more to show; search again with: /search WORDS",
  ]);
  scene.ask(9, "search", { words: "more", more: false });
  assertEquals(asked(scene).question.terms, "more");
});

Deno.test("what the client may read by then decides what more it is shown", () => {
  const scene = house();
  scene.ask(2, "search", "x");
  answer(scene, 20, true);
  scene.ask(2, "join", "dev");
  scene.ask(2, "room", "private");
  scene.ask(2, "part", "dev");
  scene.ask(2, "search", "more");
  assertEquals(Object.keys(textsIn(asked(scene).question)), ["lobby"]);
});

Deno.test("results of those whom the client ignores are left out", () => {
  const scene = house();
  scene.ask(9, "ignore", { name: "ann" });
  scene.objects(9);
  scene.ask(9, "search", { words: "found" });
  answer(scene, 2);
  assertEquals(scene.objects(9).map(({ events }) => events), [[]]);
});

Deno.test("a search is told whom the client ignores, so that a page of results is whole", () => {
  const scene = house({ isRecording: true });
  scene.ask(1, "search", "x");
  assertEquals(asked(scene).question.except, undefined);
  answer(scene, 0);
  scene.ask(1, "ignore", "bob");
  scene.ask(1, "search", "x");
  assertEquals(asked(scene).question.except, [{ name: "bob" }]);
  answer(scene, 0);
  scene.ask(2, "nick", "rob");
  scene.ask(1, "search", "x");
  assertEquals(asked(scene).question.except, [
    { name: "rob" },
    { name: "bob", since: START, until: START + 100 },
  ]);
});

Deno.test("results of those whom the client ignores are left out by person, as far as a room remembers", () => {
  for (const isRecording of [false, true]) {
    const scene = house({ isRecording });
    scene.ask(2, "msg", "#lobby by the first bob");
    scene.ask(9, "ignore", { name: "bob" });
    scene.ask(2, "nick", "rob");
    scene.enter(3, { nick: "bob" });
    scene.ask(3, "say", "by another bob");
    scene.ask(9, "search", { words: "bob" });
    const { client, id, question } = asked(scene);
    const rest = ["hello", "by another bob"];
    assertEquals(textsIn(question)["lobby"], isRecording ? undefined : rest);
    // The store knows names alone.
    const events = saidIn(scene, "by the first bob", "by another bob");
    scene.objects(9);
    scene.apply({ kind: "answer", client, id, answer: { kind: "found", events } });
    const [answer] = scene.objects(9);
    assertEquals((answer?.events as { text: string }[]).map(({ text }) => text), [
      "by another bob",
    ]);
  }
});

Deno.test("a client searches five times a minute, more included", () => {
  const scene = house();
  for (let n = 0; n < 4; n++) {
    scene.ask(9, "search", { words: "x" });
    answer(scene, 1, true);
    scene.wait(1000);
  }
  scene.ask(9, "search", { more: true });
  answer(scene, 1, true);
  scene.objects(9);
  scene.ask(9, "search", { words: "x" });
  assertEquals(scene.objects(9).map(({ code, limit, wait }) => [code, limit, wait]), [
    ["search-limit", 5, SEARCH_WINDOW - 4000],
  ]);
  // Another client has a count of its own.
  scene.ask(1, "search", "x");
  assertEquals(asked(scene).client, clientId(1));
  scene.wait(SEARCH_WINDOW - 4000);
  scene.ask(9, "search", { more: true });
  assertEquals(asked(scene).client, clientId(9));
});

Deno.test("a search that fails is answered by a notice", () => {
  const scene = house();
  for (const why of ["unavailable", "too-long"] as const) {
    scene.ask(9, "search", { words: "x" });
    const { client, id } = asked(scene);
    scene.apply({ kind: "answer", client, id, answer: { kind: "failed", why } });
  }
  assertEquals(scene.objects(9).map(({ code }) => code), ["store-unavailable", "search-too-long"]);
});

Deno.test("a search that is not answered is given up", () => {
  const scene = house();
  scene.ask(9, "search", { words: "x" });
  assertEquals(scene.chat.isAsking(clientId(9)), true);
  scene.wait(5000);
  assertEquals(scene.objects(9).map(({ code }) => code), ["store-unavailable"]);
  assertEquals(scene.chat.isAsking(clientId(9)), false);
  answer(scene, 1);
  assertEquals(scene.objects(9), []);
});
