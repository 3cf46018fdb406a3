/** @module */
import { assertEquals } from "@std/assert";
import type { Entrance } from "../../support/happenings.ts";
import { clientId } from "../../../lib/core/units.ts";
import { RoomScene } from "../../support/room_scene.ts";

/** How a page enters. */
const PAGE: Entrance = { detail: "gathered", isProgram: true };

/** The types of objects, with what is counted in them. */
function inShort(objects: readonly Record<string, unknown>[]): string[] {
  return objects.map(({ type, seq, name, count, verb, text }) =>
    [type, name, seq, verb, count, text].filter((each) => each !== undefined).join(" ")
  );
}

Deno.test("a page is told its own arrival at once, and that of others within a moment", () => {
  const scene = RoomScene.of("ann");
  scene.enter(2, { ...PAGE, nick: "page" });
  const [welcome, ...rest] = scene.objects(2);
  assertEquals(
    [welcome?.type, welcome?.seq, welcome?.people, welcome?.members],
    ["welcome", 1, 2, ["ann", "page"]],
  );
  assertEquals(inShort(rest), ["joined page 2"]);
  scene.enter(3, { nick: "bob" });
  assertEquals(scene.objects(2), []);
  scene.wait();
  assertEquals(inShort(scene.objects(2)), ["joined bob 3"]);
});

Deno.test("a page hears what is said directly after its arrival, and arrivals before it", () => {
  const scene = RoomScene.of("ann");
  scene.enter(2, { ...PAGE, nick: "page" });
  scene.enter(3, { nick: "bob" });
  scene.objects(2);
  scene.ask(1, "say", "hi");
  assertEquals(inShort(scene.objects(2)), ["joined bob 3", "message 4 hi"]);
});

Deno.test("a page is told 50 names and the number of people, a program that hears all every name", () => {
  const scene = new RoomScene();
  for (let id = 1; id <= 59; id++) scene.enter(id);
  scene.wait();
  scene.enter(60, PAGE);
  scene.enter(61, { detail: "every" });
  scene.ask(60, "join", { room: "lobby" });
  const [welcome, _own, again] = scene.objects(60);
  const named = (object?: Record<string, unknown>) => Object.values(object?.members ?? {}).length;
  assertEquals([named(welcome), welcome?.people], [50, 60]);
  assertEquals([again?.type, named(again), again?.people], ["joined", 0, undefined]);
  const [every] = scene.objects(61);
  assertEquals([named(every), every?.people], [61, 61]);
});

Deno.test("a page that asks who is there is told first of those who came, a program that hears all is not", () => {
  const scene = new RoomScene();
  scene.enter(1, { ...PAGE, nick: "page" });
  scene.wait();
  scene.enter(2, { nick: "bob" });
  scene.objects(1);
  scene.ask(1, "ping", { token: "t" });
  scene.ask(1, "who");
  scene.ask(1, "ping", { token: "t" });
  assertEquals(inShort(scene.objects(1)), ["pong", "joined bob 2", "members", "pong"]);
});

Deno.test("pages that come together and ask for history are told one crowd", () => {
  const scene = RoomScene.of("ann");
  scene.ask(1, "say", "hi");
  for (let id = 2; id <= 61; id++) scene.enter(id, { ...PAGE, history: 5 });
  scene.wait();
  for (const id of [2, 30]) {
    const told = inShort(scene.objects(id));
    assertEquals(told.slice(0, 3), ["welcome " + id, `joined guest-${id} ${id + 1}`, "history"]);
    assertEquals(told.slice(3), [`crowd arrived ${61 - id}`]);
  }
  assertEquals(inShort(scene.objects(61)).length, 3);
});

Deno.test("a page that parts is told its own departure, last of the room", () => {
  const scene = RoomScene.of("ann");
  scene.ask(1, "join", "dev");
  scene.enter(2, { ...PAGE, nick: "page", wanted: { rooms: ["dev"], hasLobby: true } });
  scene.wait();
  scene.objects(2);
  scene.ask(2, "part", { room: "dev" });
  scene.ask(1, "say", "bye");
  scene.wait();
  assertEquals(inShort(scene.objects(2)), ["left page 3"]);
});

Deno.test("a page that is put out of its only room is told so, and is in the lobby", () => {
  const scene = RoomScene.of("ann");
  scene.ask(1, "join", "dev");
  scene.enter(2, { ...PAGE, nick: "page", wanted: { rooms: ["dev"], hasLobby: false } });
  scene.wait();
  scene.objects(2);
  scene.ask(1, "kick", "page");
  scene.wait();
  assertEquals(inShort(scene.objects(2)), ["left page 3 ", "entered 1", "joined page 2"]);
  scene.ask(1, "msg", "#lobby hello");
  assertEquals(inShort(scene.objects(2)), ["message 3 hello"]);
});

Deno.test("a page that resumes is told what is held once", () => {
  const scene = RoomScene.of("ann");
  for (let id = 2; id <= 31; id++) scene.enter(id);
  scene.ask(1, "say", "hi");
  const resume = [{ room: "lobby", seq: 20, epoch: "e1" }];
  scene.enter(40, { ...PAGE, nick: "page", wanted: { rooms: [], hasLobby: true, resume } });
  const [welcome, ...told] = scene.objects(40);
  assertEquals([welcome?.seq, welcome?.people], [32, 32]);
  assertEquals(told.map(({ seq }) => seq), [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33]);
  for (let id = 41; id <= 43; id++) scene.enter(id);
  scene.wait();
  assertEquals(inShort(scene.objects(40)), ["crowd arrived 3"]);
});

Deno.test("a page that resumes is told how many came and went, if they are more than 20 in a row", () => {
  const scene = RoomScene.of("ann");
  for (let id = 2; id <= 31; id++) scene.enter(id);
  for (let id = 2; id <= 4; id++) scene.leave(id);
  scene.ask(1, "say", "hi");
  for (let id = 32; id <= 51; id++) scene.enter(id);
  const resume = [{ room: "lobby", seq: 1, epoch: "e1" }];
  const wanted = { rooms: [], hasLobby: true, resume };
  scene.enter(60, { ...PAGE, nick: "page", wanted });
  scene.enter(61, { nick: "robo", detail: "every", wanted });
  const [, ...told] = inShort(scene.objects(60));
  assertEquals(told.slice(0, 3), ["crowd 31 arrived 30", "crowd 34 left 3", "message 35 hi"]);
  assertEquals(told.slice(3).map((each) => each.split(" ")[0]), Array(21).fill("joined"));
  assertEquals(told.at(-1), "joined page 56");
  assertEquals(scene.objects(61).length, 1 + 55 + 1);
});

Deno.test("a late hello makes a person a page that hears crowds", () => {
  const scene = RoomScene.of("ann", "bob");
  const dialect = { kind: "json", language: "en", detail: "gathered" } as const;
  scene.apply({ kind: "command", client: clientId(2), command: { kind: "hello", dialect } });
  const [welcome] = scene.objects(2);
  assertEquals([welcome?.type, welcome?.people], ["welcome", 2]);
  for (let id = 3; id <= 30; id++) scene.enter(id);
  scene.wait();
  assertEquals(inShort(scene.objects(2)), ["crowd arrived 28"]);
});
