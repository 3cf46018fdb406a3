/** @module */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { PAGE_LINES } from "../../../../lib/core/rules/past/resuming.ts";
import { says } from "../../../support/happenings.ts";
import { point, talkative } from "../../../support/resuming_scene.ts";

Deno.test("resume() tells what was missed, as it was told, then the arrival, then what comes", () => {
  const scene = talkative(3);
  scene.enter(2, { resume: [point(2)] });
  const replayed = scene.ears.of(2).heard[1];
  assertStrictEquals(replayed, scene.ears.of(1).heard[3]);
  assertEquals(scene.told(2), ["welcome lobby 4", "lobby 3-5"]);
  scene.talk(1, 1);
  assertEquals(scene.told(2), ["lobby 6"]);
});

Deno.test("resume() tells nothing but the arrival to one that has missed nothing", () => {
  const scene = talkative(3);
  scene.enter(2, { resume: [point(4)] });
  assertEquals(scene.told(2), ["welcome lobby 4", "lobby 5"]);
});

Deno.test("resume() of another epoch tells a gap up to the welcome, and replays nothing", () => {
  const scene = talkative(3);
  scene.enter(2, { resume: [point(1, "lobby", "other")] });
  assertEquals(scene.told(2), ["welcome lobby 4", "gap lobby 2-4", "lobby 5"]);
  // The numbers of two epochs cannot be compared, so the gap may end before it begins.
  scene.enter(3, { resume: [point(500, "lobby", "other")] });
  assertEquals(scene.told(3), ["welcome lobby 5", "gap lobby 501-5", "lobby 6"]);
});

Deno.test("resume() takes the first of several points for one room, however it is written", () => {
  const scene = talkative(3);
  scene.enter(2, { resume: [point(0, "a b"), point(3, "#LOBBY"), point(1), point(0, "Lobby")] });
  assertEquals(scene.told(2), ["welcome lobby 4", "lobby 4-5"]);
});

Deno.test("resume() refuses a seq that has not been told, and the client enters", () => {
  const scene = talkative(3);
  scene.enter(2, { resume: [point(5)] });
  const notice = { code: "bad-field", why: "resume-seq", room: "lobby", seq: 5, last: 4 };
  assertEquals(scene.told(2), ["welcome lobby 4", JSON.stringify(notice), "lobby 5"]);
});

Deno.test("resume() tells what is forgotten as a gap, and then what is remembered", () => {
  const scene = talkative(10, { remember: 4 });
  scene.enter(2, { resume: [point(3)] });
  assertEquals(scene.told(2), ["welcome lobby 11", "gap lobby 4-7", "lobby 8-12"]);
});

Deno.test("resume() tells the client's own arrival also where nothing is remembered", () => {
  const scene = talkative(3, { remember: 0 });
  scene.enter(2, { resume: [point(1)] });
  assertEquals(scene.told(2), ["welcome lobby 4", "gap lobby 2-4", "lobby 5"]);
  scene.talk(1, 1);
  assertEquals(scene.told(2), ["lobby 6"]);
});

Deno.test("resume() tells a page of 200 lines at most, and the next when that is read", () => {
  const scene = talkative(PAGE_LINES * 2, { remember: 1000 });
  scene.enter(2, { resume: [point(1)] });
  assertEquals(scene.told(2), ["welcome lobby 401", "lobby 2-201"]);
  scene.talk(1, 1);
  assertEquals([scene.told(2), scene.paced], [[], [2]]);
  scene.read(2);
  assertEquals([scene.told(2), scene.paced], [["lobby 202-401"], [2, 2]]);
  // Its own arrival and what was said since are left.
  scene.read(2);
  assertEquals([scene.told(2), scene.paced], [["lobby 402-403"], [2, 2]]);
  scene.talk(1, 1);
  scene.read(2);
  assertEquals([scene.told(2), scene.paced], [["lobby 404"], [2, 2]]);
});

Deno.test("resume() that ends with a full page is live with it", () => {
  const scene = talkative(PAGE_LINES - 1);
  scene.enter(2, { resume: [point(1)] });
  assertEquals(scene.told(2), ["welcome lobby 200", "lobby 2-201"]);
  assertEquals(scene.paced, []);
  scene.talk(1, 1);
  assertEquals(scene.told(2), ["lobby 202"]);
});

Deno.test("resume() tells no page of more than 64 KiB by much", () => {
  const scene = talkative(0, { remember: 1000 });
  for (let i = 0; i < 30; i++) scene.apply(says(1, "😀".repeat(1000)));
  scene.enter(2, { resume: [point(1)] });
  const lines = scene.ears.of(2).heard.length - 1;
  assert(lines >= 10 && lines <= 17, `${lines} lines of 4 KB`);
  scene.read(2);
  scene.read(2);
  assertEquals(scene.told(2), ["welcome lobby 31", "lobby 2-32"]);
});

Deno.test("resume() tells a slow reader a gap where the room has forgotten meanwhile", () => {
  const scene = talkative(300, { remember: 300 });
  scene.enter(2, { resume: [point(1)] });
  assertEquals(scene.told(2), ["welcome lobby 301", "lobby 2-201"]);
  scene.talk(1, 250);
  scene.read(2);
  // The arrival, 302, is told in any case.
  assertEquals(scene.told(2), ["gap lobby 202-251", "lobby 252-450"]);
  scene.read(2);
  assertEquals(scene.told(2), ["lobby 451-552"]);
});

Deno.test("resume() tells what the client says itself in its place, and answers at once", () => {
  const scene = talkative(200, { remember: 1000 });
  scene.enter(2, { resume: [point(1)] });
  scene.told(2);
  scene.ask(2, "say", { text: "me too" });
  scene.ask(1, "private", { to: "p2", text: "psst" });
  scene.ask(2, "ping", {});
  assertEquals(scene.told(2), ["private", "pong"]);
  scene.read(2);
  assertEquals(scene.told(2), ["lobby 202-203"]);
});

Deno.test("a client that leaves while it resumes is told nothing more", () => {
  const scene = talkative(300, { remember: 1000 });
  scene.enter(2, { resume: [point(1)] });
  scene.told(2);
  scene.leave(2);
  scene.told(2);
  scene.read(2);
  scene.read(99);
  assertEquals([scene.told(2), scene.paced], [[], [2]]);
  assertEquals(scene.chat.snapshot().desk.seats.length, 1);
});

Deno.test("resume() leaves out what is ignored now, and tells no gap for it", () => {
  const scene = talkative(0, { remember: 1000 });
  scene.enter(2);
  scene.talk(2, 199);
  scene.talk(1, 1);
  scene.talk(2, 1);
  scene.talk(1, 1);
  scene.enter(3, { resume: [point(2)] });
  assertEquals(scene.told(3), ["welcome lobby 204", "lobby 3-202"]);
  scene.ask(3, "ignore", { name: "p2" });
  scene.told(3);
  scene.read(3);
  assertEquals(scene.told(3), ["lobby 204-205"]);
});
