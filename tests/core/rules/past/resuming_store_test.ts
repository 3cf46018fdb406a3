/** @module */
import { assertEquals } from "@std/assert";
import type { RoomMessage } from "../../../../lib/core/message.ts";
import { PAGE_LINES } from "../../../../lib/core/rules/past/resuming.ts";
import { LOBBY } from "../../../../lib/core/units.ts";
import { connected } from "../../../support/happenings.ts";
import { EPOCH, point, talkative } from "../../../support/resuming_scene.ts";

Deno.test("resume() asks the store for what the room has forgotten, and goes on with memory", () => {
  const scene = talkative(10, { remember: 3, isRecording: true });
  const events = scene.ears.of(1).heard.flatMap((message) =>
    "seq" in message && message.kind !== "welcome" ? [message as RoomMessage] : []
  );
  scene.enter(2, { resume: [point(2)] });
  const [asked] = scene.questions;
  const page = { kind: "page", room: LOBBY, epoch: EPOCH, from: 0, said: false } as const;
  const question = { ...page, limit: PAGE_LINES, after: 2 };
  assertEquals(asked?.question, question);
  assertEquals(scene.told(2), ["welcome lobby 11"]);
  scene.talk(1, 1);
  // The store has lost event 5. One that memory has as well is not taken from the store.
  const found = events.filter(({ seq }) => seq > 2 && seq !== 5);
  scene.answer(2, { kind: "page", events: found, hasMore: false });
  assertEquals(scene.told(2), ["lobby 3-4", "gap lobby 5-5", "lobby 6-8"]);
  // The room has forgotten one more meanwhile.
  assertEquals([scene.paced, scene.questions.length], [[2], 1]);
  scene.read(2);
  assertEquals(scene.questions[1]?.question, { ...question, after: 8 });
  scene.answer(2, { kind: "page", events: events.slice(8, 9), hasMore: false });
  assertEquals(scene.told(2), ["lobby 9-13"]);
  scene.talk(1, 1);
  assertEquals(scene.told(2), ["lobby 14"]);
});

Deno.test("resume() goes on without a store that does not answer, or not in time", () => {
  for (const isSilent of [true, false]) {
    const scene = talkative(10, { remember: 3, isRecording: true });
    scene.enter(2, { resume: [point(2)] });
    scene.told(2);
    if (isSilent) {
      scene.at += 5000;
      scene.apply({ kind: "tick" });
    } else scene.answer(2, { kind: "failed", why: "unavailable" });
    assertEquals(scene.told(2), ["gap lobby 3-8", "lobby 9-12"]);
    scene.answer(2, { kind: "page", events: [], hasMore: false });
    assertEquals([scene.told(2), scene.questions.length], [[], 1]);
  }
});

Deno.test("resume() never asks the store of a private room", () => {
  const scene = talkative(0, { remember: 3, isRecording: true });
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 10, "dev");
  scene.enter(2);
  scene.ask(1, "invite", { name: "p2", room: "dev" });
  scene.ask(1, "room", { room: "dev", text: "private" });
  scene.ask(1, "invite", { name: "p2", room: "dev" });
  scene.leave(2);
  scene.enter(3, { rooms: ["dev"], resume: [point(1, "dev", "e1-1")] });
  assertEquals(scene.questions, []);
});

Deno.test("resume() gathers for a page what the store has, and tells what it lacks as gaps", () => {
  const scene = talkative(1, { remember: 3, isRecording: true });
  for (let id = 10; id < 70; id++) scene.apply(connected(id));
  for (let id = 10; id < 15; id++) scene.leave(id);
  scene.talk(1, 5);
  const events = scene.ears.of(1).heard.flatMap((message) =>
    "seq" in message && message.kind !== "welcome" ? [message as RoomMessage] : []
  );
  scene.enter(2, { detail: "gathered", resume: [point(1)] });
  assertEquals(scene.told(2), ["welcome lobby 72"]);
  scene.apply(connected(80));
  const found = events.filter(({ seq }) => seq > 1 && seq < 70 && seq !== 30);
  scene.answer(2, { kind: "page", events: found, hasMore: false });
  assertEquals(scene.told(2), [
    "lobby 2",
    "27 arrived in lobby, up to 29",
    "gap lobby 30-30",
    "32 arrived in lobby, up to 62",
    "5 left in lobby, up to 67",
    "lobby 68-74",
  ]);
  for (let id = 81; id < 111; id++) scene.apply(connected(id));
  scene.at += 100;
  scene.apply({ kind: "tick" });
  assertEquals(scene.told(2), ["30 arrived in lobby, up to undefined"]);
});
