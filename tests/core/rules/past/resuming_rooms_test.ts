/** @module */
import { assertEquals } from "@std/assert";
import { clientId } from "../../../../lib/core/units.ts";
import { connected, PROGRAM_DIALECT } from "../../../support/happenings.ts";
import { point, ResumingScene, talkative } from "../../../support/resuming_scene.ts";

Deno.test("resume() enters no room, and finds those that are entered without regard to case", () => {
  const scene = talkative(1);
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 2, "dev");
  scene.ask(1, "join", { room: "ops" });
  scene.enter(2, {
    rooms: ["dev"],
    resume: [point(1, "#DEV", "e1-1"), point(0, "ops", "e1-2"), point(0, "x y"), point(0, "")],
  });
  assertEquals(scene.told(2), [
    "welcome lobby 2",
    "entered dev 3",
    "dev 2-3",
    "lobby 3",
    "dev 4",
  ]);
  scene.talk(1, 1, "ops");
  assertEquals(scene.told(2), []);
});

Deno.test("resume() tells the lines of several rooms in the order in which they were said", () => {
  const scene = new ResumingScene();
  scene.enter(1, { rooms: ["dev", "ops"] });
  for (const room of ["dev", "ops", "lobby", "dev"]) scene.talk(1, 1, room);
  scene.enter(2, {
    rooms: ["ops", "dev"],
    resume: [point(1), point(1, "ops", "e1-2"), point(1, "dev", "e1-1")],
  });
  assertEquals(scene.told(2).slice(3), [
    "dev 2",
    "ops 2",
    "lobby 2",
    "dev 3",
    "lobby 3",
    "ops 3",
    "dev 4",
  ]);
});

Deno.test("resume() of a room that is left meanwhile ends with the departure, in its place", () => {
  const scene = talkative(0, { remember: 1000 });
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 205, "dev");
  scene.enter(2, { rooms: ["dev"], resume: [point(1, "dev", "e1-1")] });
  assertEquals(scene.told(2), ["welcome lobby 1", "entered dev 206", "dev 2-201"]);
  scene.ask(2, "part", { room: "dev" });
  scene.talk(1, 1, "dev");
  scene.talk(1, 1, "lobby");
  scene.read(2);
  assertEquals(scene.told(2), ["dev 202-206", "lobby 2", "dev 207-208", "lobby 3"]);
  scene.talk(1, 1, "dev");
  assertEquals(scene.told(2), []);
});

Deno.test("resume() of a room that vanishes meanwhile ends with a gap and the departure", () => {
  const scene = talkative(0, { remember: 1000 });
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 205, "dev");
  scene.enter(2, { rooms: ["dev"], resume: [point(1, "dev", "e1-1")] });
  scene.told(2);
  scene.ask(1, "part", { room: "dev" });
  scene.ask(2, "part", { room: "dev" });
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 1, "dev");
  scene.read(2);
  assertEquals(scene.told(2), [
    "gap dev 202-206",
    "lobby 2",
    "dev 207",
    "gap dev 208-208",
    "dev 209",
  ]);
});

Deno.test("resume() of a room that is entered again meanwhile tells both stays", () => {
  const scene = talkative(0, { remember: 1000 });
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 200, "dev");
  scene.enter(2, { rooms: ["dev"], resume: [point(1, "dev", "e1-1")] });
  scene.told(2);
  scene.ask(2, "part", { room: "dev" });
  scene.talk(1, 1, "dev");
  scene.ask(2, "join", { room: "dev" });
  assertEquals(scene.told(2), ["entered dev 204"]);
  scene.read(2);
  assertEquals(scene.told(2), ["lobby 2", "dev 202-203", "dev 205"]);
  scene.talk(1, 1, "dev");
  assertEquals(scene.told(2), ["dev 206"]);
});

Deno.test("resume() of a kicked client ends with the kick", () => {
  const scene = talkative(0, { remember: 1000 });
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 200, "dev");
  scene.enter(2, { rooms: ["dev"], hasLobby: false, resume: [point(1, "dev", "e1-1")] });
  scene.told(2);
  scene.ask(1, "kick", { name: "p2", room: "dev" });
  scene.talk(1, 1, "dev");
  assertEquals(scene.told(2), ["entered lobby 1"]);
  scene.read(2);
  assertEquals(scene.told(2), ["dev 202-203", "lobby 2"]);
});

Deno.test("resume() of a late hello tells in JSON what the person has read as text", () => {
  const scene = talkative(3);
  scene.apply(connected(2, { nick: "bob" }));
  scene.talk(1, 2);
  scene.told(2);
  const command = {
    kind: "hello",
    dialect: PROGRAM_DIALECT,
    nick: "bobby",
    wanted: { rooms: ["dev"], hasLobby: true, resume: [point(2)] },
  } as const;
  scene.apply({ kind: "command", client: clientId(2), command });
  assertEquals(scene.told(2), ["welcome lobby 7", "entered dev 0", "lobby 3-8", "dev 1"]);
  scene.talk(1, 1);
  assertEquals(scene.told(2), ["lobby 9"]);
});

Deno.test("resume() of a late hello that leaves the lobby tells nothing of it", () => {
  const scene = talkative(3);
  scene.apply(connected(2, { nick: "bob" }));
  scene.told(2);
  const wanted = { rooms: ["dev"], hasLobby: false, resume: [point(2)] };
  scene.apply({
    kind: "command",
    client: clientId(2),
    command: { kind: "hello", dialect: PROGRAM_DIALECT, wanted },
  });
  assertEquals(scene.told(2), ["welcome dev 0", "entered dev 0", "dev 1"]);
});

// Ergo #380, #991: what a room has said, told to those who may not read it.
Deno.test("resume() of a private room tells nothing from before the last entry", () => {
  const scene = talkative(0);
  scene.ask(1, "join", { room: "dev" });
  scene.enter(2, { rooms: ["dev"] });
  scene.ask(1, "room", { room: "dev", text: "private" });
  scene.leave(2);
  scene.talk(1, 3, "dev");
  const resume = [point(3, "dev", "e1-1")];
  scene.enter(3, { rooms: ["dev"], resume });
  const refusal = JSON.stringify({ code: "room-private", room: "dev" });
  assertEquals(scene.told(3), ["welcome lobby 3", refusal, "lobby 4"]);
  scene.ask(1, "invite", { name: "p3", room: "dev" });
  scene.told(3);
  scene.ask(3, "join", { room: "dev" });
  assertEquals(scene.told(3), ["entered dev 7", "dev 8"]);
});

Deno.test("resume() of a room with a password tells nothing from before the last entry", () => {
  const scene = talkative(0);
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 2, "dev");
  scene.enter(2);
  scene.ask(1, "invite", { name: "p2", room: "dev" });
  scene.ask(1, "room", { room: "dev", text: "password x" });
  scene.leave(2);
  scene.enter(3, { rooms: ["dev"], resume: [point(1, "dev", "e1-1")] });
  const refusal = JSON.stringify({ code: "room-password", why: "missing", room: "dev" });
  assertEquals(scene.told(3), ["welcome lobby 3", refusal, "lobby 4"]);
});

Deno.test("resume() of a room that was closed meanwhile begins where it was opened again", () => {
  const scene = talkative(0);
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 1, "dev");
  scene.ask(1, "room", { room: "dev", text: "private" });
  scene.talk(1, 2, "dev");
  scene.ask(1, "room", { room: "dev", text: "public" });
  scene.talk(1, 1, "dev");
  scene.enter(2, { rooms: ["dev"], resume: [point(1, "dev", "e1-1")] });
  assertEquals(scene.told(2), [
    "welcome lobby 1",
    "entered dev 7",
    "gap dev 2-5",
    "dev 6-7",
    "lobby 2",
    "dev 8",
  ]);
});

Deno.test("resume() tells no more from before the entry once the room is closed", () => {
  const scene = talkative(0, { remember: 1000 });
  scene.ask(1, "join", { room: "dev" });
  scene.talk(1, 220, "dev");
  scene.enter(2, { rooms: ["dev"], resume: [point(1, "dev", "e1-1")] });
  assertEquals(scene.told(2), ["welcome lobby 1", "entered dev 221", "dev 2-201"]);
  scene.ask(1, "room", { room: "dev", text: "private" });
  scene.read(2);
  assertEquals(scene.told(2), ["gap dev 202-221", "lobby 2", "dev 222-223"]);
});

Deno.test("resume() answers an outsider of a private room as if there were no such room", () => {
  const scene = talkative(0);
  scene.ask(1, "join", { room: "dev" });
  scene.ask(1, "room", { room: "dev", text: "private" });
  scene.talk(1, 3, "dev");
  scene.enter(2, { resume: [point(0, "dev", "e1-1")] });
  scene.enter(3, { resume: [point(0, "nowhere", "e1-1")] });
  assertEquals([scene.told(2), scene.told(3)], [
    ["welcome lobby 1", "lobby 2-3"],
    ["welcome lobby 2", "lobby 3"],
  ]);
});
