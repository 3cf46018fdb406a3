/** @module */
import { assertEquals } from "@std/assert";
import { clientId } from "../../../lib/core/units.ts";
import { RoomScene } from "../../support/room_scene.ts";

Deno.test("part() tells the room, and the leaver where it speaks now", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.wait();
  scene.lines(1);
  assertEquals(scene.answers(2, "part"), ["-- you have left #dev", "-- you speak in #lobby now"]);
  scene.wait();
  assertEquals(scene.lines(1), ["#dev bob has left"]);
  assertEquals(scene.lines(2), []);
  scene.ask(1, "say", "alone?");
  assertEquals(scene.lines(2), []);
  assertEquals(scene.lines(1), ["#dev ann: alone?"]);
});

Deno.test("part() of another room than that where one speaks changes nothing else", () => {
  const scene = RoomScene.of("ann");
  scene.ask(1, "join", "dev");
  assertEquals(scene.answers(1, "part", "#LOBBY"), ["-- you have left #lobby"]);
  scene.ask(1, "say", "hi");
  assertEquals(scene.lines(1), ["#dev ann: hi"]);
});

Deno.test("part() turns to the room before, and else to the oldest", () => {
  const scene = RoomScene.of("ann");
  for (const room of ["a", "b", "c"]) scene.ask(1, "join", room);
  scene.ask(1, "join", "a");
  assertEquals(scene.answers(1, "part").at(-1), "-- you speak in #c now");
  // The room before is left as well, so the one before that.
  scene.ask(1, "part", "b");
  assertEquals(scene.answers(1, "part").at(-1), "-- you speak in #lobby now");
  // A program never turned to its other rooms.
  scene.enter(2, {
    nick: "robo",
    detail: "every",
    wanted: { rooms: ["x", "y"], hasLobby: true },
  });
  scene.objects(2);
  scene.ask(2, "part", { room: "lobby" });
  assertEquals(scene.objects(2), [
    { type: "left", seq: 3, room: "lobby", name: "robo", reason: "", by: "member", code: "part" },
  ]);
  // It goes on to mean the room of its welcome.
  scene.ask(2, "say", { text: "hi" });
  scene.ask(2, "part", {});
  const refused = { type: "notice", code: "not-in-room", room: "lobby" };
  const text = "you are not in #lobby; enter it with: /join lobby";
  assertEquals(scene.objects(2), [{ ...refused, text }, { ...refused, text }]);
  scene.ask(2, "join", { room: "lobby" });
  scene.objects(2);
  scene.ask(2, "say", { text: "back" });
  assertEquals(scene.objects(2).map(({ room, text }) => [room, text]), [["lobby", "back"]]);
});

Deno.test("part() of the last room is refused", () => {
  const scene = RoomScene.of("ann");
  const only = "is your only room; /quit leaves the chat";
  assertEquals(scene.answers(1, "part"), [`-- #lobby ${only}`]);
  scene.ask(1, "join", "dev");
  scene.ask(1, "part", "lobby");
  assertEquals(scene.answers(1, "part", "dev"), [`-- #dev ${only}`]);
  scene.ask(1, "say", "still here");
  assertEquals(scene.lines(1), ["#dev ann: still here"]);
});

Deno.test("part() and say know a room that one is not in from one that there is not", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(2, "join", "dev");
  assertEquals(scene.answers(1, "part", "dev"), [
    "-- you are not in #dev; enter it with: /join dev",
  ]);
  assertEquals(scene.answers(1, "part", "ops"), ["-- there is no room #ops"]);
  scene.enter(3, { nick: "robo", detail: "every" });
  for (const command of ["say", "me", "topic"]) {
    scene.objects(3);
    scene.ask(3, command, { room: "DEV", text: "hi" });
    scene.ask(3, command, { room: "ops", text: "hi" });
    assertEquals(scene.objects(3).map(({ code, room }) => [code, room]), [
      ["not-in-room", "dev"],
      ["no-such-room", "ops"],
    ], command);
  }
});

Deno.test("a room vanishes with its last member, and one made anew begins anew", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(1, "topic", "old");
  scene.ask(1, "say", "x");
  scene.ask(1, "part");
  assertEquals(scene.rooms(), ["lobby"]);
  assertEquals(scene.answers(2, "join", "DEV"), [
    "-- #DEV: nobody else is here",
    "-- you speak in #DEV now",
  ]);
  const [, dev] = scene.chat.snapshot().ledger.rooms;
  assertEquals([dev?.seq, dev?.said, dev?.topic], [1, 0, ""]);
});

Deno.test("a room into which somebody comes while its last member goes stays", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.ask(1, "part");
  assertEquals(scene.rooms(), ["lobby", "dev"]);
  scene.wait();
  scene.lines(2);
  scene.ask(2, "say", "hello?");
  assertEquals(scene.lines(2), ["#dev bob: hello?"]);
});

Deno.test("what is held for a room that has vanished is held no more", () => {
  const scene = RoomScene.of("ann", "bob");
  for (let n = 0; n < 100; n++) {
    scene.ask(1, "join", `r${n}`);
    scene.ask(2, "join", `r${n}`);
    scene.ask(1, "part");
    scene.ask(2, "part");
  }
  assertEquals(scene.chat.snapshot().desk.announcers.map(({ room }) => room as string), ["lobby"]);
  assertEquals(scene.rooms(), ["lobby"]);
  const [seat] = scene.chat.snapshot().desk.seats;
  assertEquals([seat?.rooms.length, seat?.before.length], [1, 0]);
});

Deno.test("to part and come back within the moment is told as it was", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.ask(2, "part");
  scene.ask(2, "join", "dev");
  scene.wait();
  assertEquals(scene.lines(1).filter((line) => line.startsWith("#dev")), [
    "#dev bob has arrived",
    "#dev bob has left",
    "#dev bob has arrived",
  ]);
  scene.ask(1, "say", "hm");
  assertEquals(scene.lines(2).filter((line) => line === "#dev ann: hm").length, 1);
});

Deno.test("to leave the daemon is told once in each room, and in no other", () => {
  const scene = RoomScene.of("ann", "bob", "cay");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.ask(2, "join", "ops");
  scene.wait();
  for (const id of [1, 2, 3]) scene.lines(id);
  scene.ask(2, "quit", "tired");
  scene.wait();
  assertEquals(scene.lines(1), ["bob has left: tired", "#dev bob has left: tired"]);
  assertEquals(scene.lines(3), ["bob has left: tired"]);
  assertEquals(scene.rooms(), ["lobby", "dev"]);
  assertEquals(scene.ears.of(2).rooms.size, 0);
});

Deno.test("a change of name is told once in each room that somebody hears", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.wait();
  scene.lines(1);
  scene.ask(2, "nick", "rob");
  assertEquals(scene.lines(1), ["bob is now known as rob", "#dev bob is now known as rob"]);
});

Deno.test("an answer comes after all that is held in any of one's rooms", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.enter(3, { nick: "cay" });
  assertEquals(scene.answers(1, "ping", "x"), [
    "cay has arrived",
    "#dev bob has arrived",
    "-- pong x",
  ]);
});

Deno.test("after a shutdown there are no rooms and nobody in them", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.lines(1);
  scene.apply({ kind: "shutdown" });
  assertEquals(scene.rooms(), ["lobby"]);
  assertEquals(scene.chat.snapshot().ledger.rooms[0]?.members, []);
  assertEquals(scene.lines(1), ["-- the server is shutting down"]);
  assertEquals(scene.ears.of(clientId(1)).rooms.size, 0);
});
