/** @module */
import { assertEquals } from "@std/assert";
import { INVITATION_LASTS, MAX_INVITATIONS } from "../../../../lib/core/rules/access.ts";
import { RoomScene } from "../../../support/room_scene.ts";

/** Ann owns #dev, and bob is in it; cay is not. */
function dev(): RoomScene {
  const scene = RoomScene.of("ann", "bob", "cay");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.wait();
  for (const id of [1, 2, 3]) scene.lines(id);
  return scene;
}

Deno.test("an invitation opens a room for 10 minutes and no longer", () => {
  const scene = dev();
  scene.ask(1, "room", "private");
  scene.ask(1, "invite", "cay");
  scene.wait(INVITATION_LASTS - 1);
  assertEquals(scene.answers(3, "who", "dev").length, 2);
  scene.wait(1);
  assertEquals(scene.answers(3, "join", "dev"), [
    "-- you cannot enter #dev: it is private, or no room can have that name now",
  ]);
});

Deno.test("an invitation outlives its use, and ends with a kick", () => {
  const scene = dev();
  scene.ask(1, "room", "private");
  scene.ask(1, "invite", "cay");
  scene.ask(3, "join", "dev");
  scene.ask(3, "part");
  assertEquals(scene.answers(3, "join", "dev").at(-1), "-- you speak in #dev now");
  scene.ask(1, "kick", "cay");
  assertEquals(scene.answers(3, "join", "dev").length, 1);
});

Deno.test("an invitation is for the person, whoever takes the name", () => {
  const scene = dev();
  scene.ask(1, "room", "private");
  scene.ask(1, "invite", "cay");
  scene.ask(3, "nick", "kay");
  scene.enter(4, { nick: "cay" });
  scene.wait();
  assertEquals(scene.answers(4, "join", "dev").length, 1);
  assertEquals(scene.answers(3, "join", "dev").at(-1), "-- you speak in #dev now");
});

Deno.test("invitations to a public room do not open it once it is private", () => {
  const scene = dev();
  scene.ask(2, "invite", "cay");
  scene.ask(1, "room", "private");
  assertEquals(scene.answers(3, "join", "dev").length, 1);
  assertEquals(scene.answers(3, "who", "dev"), ["-- there is no room #dev"]);
});

Deno.test("a person who ignores the client is not told of an invitation, and may use it", () => {
  const scene = dev();
  scene.ask(3, "ignore", "ann");
  scene.ask(1, "room", "private");
  scene.lines(3);
  assertEquals(scene.answers(1, "invite", "cay").at(-1), "-- cay is invited to #dev");
  assertEquals(scene.lines(3), []);
  assertEquals(scene.answers(3, "join", "dev").at(-1), "-- you speak in #dev now");
});

Deno.test("a room forgets the oldest of more invitations than it remembers", () => {
  const scene = dev();
  scene.ask(1, "room", "private");
  for (let id = 10; id <= 10 + MAX_INVITATIONS; id++) {
    scene.enter(id, { nick: `p${id}` });
    scene.ask(1, "invite", `p${id}`);
  }
  scene.wait();
  assertEquals(scene.answers(10, "join", "dev").length, 1);
  assertEquals(scene.answers(11, "join", "dev").at(-1), "-- you speak in #dev now");
});

Deno.test("kick() of somebody whose arrival is still held tells both, in order", () => {
  const scene = dev();
  scene.ask(3, "join", "dev");
  scene.ask(1, "kick", "cay too fast");
  scene.wait();
  assertEquals(scene.lines(1), [
    "#dev cay has arrived",
    "#dev cay has left (kicked by ann: too fast)",
  ]);
  assertEquals(scene.lines(3), [
    "-- #dev: also here: ann, bob",
    "-- you speak in #dev now",
    "-- ann has put you out of #dev: too fast",
    "-- you speak in #lobby now",
  ]);
  scene.ask(1, "say", "gone?");
  assertEquals(scene.lines(3), []);
});

Deno.test("kick() of somebody who has left in the same turn, in either way, is refused", () => {
  const scene = dev();
  scene.ask(2, "part", "dev");
  assertEquals(scene.answers(1, "kick", "bob").at(-1), "-- nobody in #dev is called bob");
  scene.leave(2);
  assertEquals(scene.answers(1, "kick", "bob").at(-1), "-- nobody in #dev is called bob");
});

Deno.test("kick() from the only room leads into the lobby, also at the bound of rooms", () => {
  const scene = new RoomScene({ maxRoomsPerPerson: 1 });
  scene.enter(1, { nick: "ann", detail: "every", wanted: { rooms: ["dev"], hasLobby: false } });
  scene.enter(2, { nick: "bob", detail: "every", wanted: { rooms: ["dev"], hasLobby: false } });
  scene.objects(2);
  scene.ask(1, "kick", { name: "bob" });
  assertEquals(scene.objects(2), [
    {
      type: "left",
      seq: 3,
      room: "dev",
      name: "bob",
      reason: "kicked by ann",
      by: "daemon",
      code: "kicked",
      from: "ann",
      text: "",
    },
    {
      type: "entered",
      room: "lobby",
      seq: 0,
      epoch: "e1",
      said: 0,
      members: ["bob"],
      people: 1,
      public: true,
      recorded: false,
    },
    { type: "joined", seq: 1, room: "lobby", name: "bob" },
  ]);
  // What it meant for the room of its welcome is said nowhere else.
  scene.ask(2, "say", { text: "hello?" });
  assertEquals(scene.objects(2).map(({ code, room }) => [code, room]), [["not-in-room", "dev"]]);
  scene.ask(2, "say", { room: "lobby", text: "hello" });
  assertEquals(scene.objects(2).map(({ room, text }) => [room, text]), [["lobby", "hello"]]);
});

Deno.test("a person who is put out of the only room is greeted in the lobby as on entry", () => {
  const scene = dev();
  scene.ask(2, "part", "lobby");
  scene.wait();
  for (const id of [2, 3]) scene.lines(id);
  scene.ask(1, "kick", "bob");
  scene.wait();
  assertEquals(scene.lines(2), [
    "-- ann has put you out of #dev",
    "-- #lobby: also here: ann, cay",
    "-- you speak in #lobby now",
  ]);
  assertEquals(scene.lines(3), ["bob has arrived"]);
  scene.ask(3, "say", "welcome back");
  assertEquals(scene.lines(2), ["cay: welcome back"]);
});

Deno.test("invite and kick answer a bad name with a notice, and tell nobody else", () => {
  const BAD: readonly (readonly [name: unknown, code: string])[] = [
    ["", "no-such-name"],
    ["#dev", "no-such-name"],
    ["dev", "no-such-name"],
    ["ann bob", "no-such-name"],
    ["\u001b[2J", "no-such-name"],
    ["x".repeat(4096), "no-such-name"],
    ["robo", "yourself"],
    ["ROBO", "yourself"],
    [7, "bad-field"],
    [null, "bad-field"],
    [["ann"], "bad-field"],
    [undefined, "bad-field"],
  ];
  for (const command of ["invite", "kick"]) {
    for (const [name, code] of BAD) {
      const scene = RoomScene.of("ann");
      scene.enter(2, { nick: "robo", detail: "every", wanted: { rooms: ["dev"], hasLobby: true } });
      scene.ask(1, "join", "dev");
      scene.wait();
      scene.lines(1);
      scene.objects(2);
      scene.ask(2, command, { name, room: "dev" });
      const told = `${command} ${JSON.stringify(name)}`;
      assertEquals(scene.objects(2).map((answer) => answer.code), [code], told);
      scene.wait();
      assertEquals(scene.lines(1), [], told);
    }
  }
});

Deno.test("settings that are none are answered by how to use them, and change nothing", () => {
  const scene = dev();
  for (const text of ["privat", "Private", "private public", "password", "password  ", "-", "on"]) {
    assertEquals(
      scene.answers(1, "room", text),
      ["-- usage: /room private|public, password P, topic-lock on|off, moderated on|off, keep on|off"],
      text,
    );
  }
  assertEquals(scene.answers(1, "room"), ["-- #dev: public, no password"]);
  scene.wait();
  assertEquals(scene.lines(2), []);
});
