/** @module */
import { assertEquals } from "@std/assert";
import { RoomScene } from "../../support/room_scene.ts";

const ELSEWHERE = "you cannot enter #NAME: it is private, or no room can have that name now";

function refusal(name: string): string[] {
  return [`-- ${ELSEWHERE.replace("NAME", name)}`];
}

Deno.test("join() makes a room, tells who is there, and what is typed goes there", () => {
  const scene = RoomScene.of("ann", "bob");
  assertEquals(scene.answers(1, "join", "#Dev"), [
    "-- #Dev: nobody else is here",
    "-- you speak in #Dev now",
  ]);
  scene.ask(1, "say", "hello");
  assertEquals(scene.lines(1), ["#Dev ann: hello"]);
  assertEquals(scene.lines(2), []);
  assertEquals(scene.answers(2, "join", "dev"), [
    "-- #Dev: also here: ann",
    "-- you speak in #Dev now",
  ]);
  scene.wait();
  assertEquals(scene.lines(1), ["#Dev bob has arrived"]);
  assertEquals(scene.lines(2), []);
  assertEquals(scene.rooms(), ["lobby", "Dev"]);
});

Deno.test("join() of a room that one is in turns to it and tells nobody", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  assertEquals(scene.answers(1, "join", "LOBBY"), [
    "#dev bob has arrived",
    "-- you speak in #lobby now",
  ]);
  scene.ask(1, "say", "here");
  assertEquals(scene.lines(1), ["ann: here"]);
  assertEquals(scene.answers(1, "join", "lobby"), ["-- you speak in #lobby now"]);
  scene.wait();
  assertEquals(
    scene.effects.filter((effect) =>
      effect.kind === "publish" && effect.detail === "every" && effect.message.kind === "joined"
    ).length,
    4,
  );
});

Deno.test("join() names 50 people and counts the others", () => {
  const scene = new RoomScene();
  for (let id = 1; id <= 52; id++) {
    scene.enter(id, { nick: `p${id}` });
    scene.ask(id, "join", "dev");
    scene.wait();
  }
  scene.enter(53, { nick: "last" });
  const fifty = Array.from({ length: 50 }, (_, index) => `p${index + 1}`).join(", ");
  assertEquals(scene.answers(53, "join", "dev")[0], `-- #dev: also here: ${fifty} and 2 more`);
});

Deno.test("join() lets a person be in --max-rooms-per-person rooms, and says so once more", () => {
  const scene = new RoomScene({ maxRoomsPerPerson: 3 });
  scene.enter(1);
  scene.ask(1, "join", "a");
  assertEquals(scene.answers(1, "join", "b").at(-1), "-- you speak in #b now");
  const full = ["-- you are in 3 rooms, the most at once; leave one with: /part ROOM"];
  assertEquals(scene.answers(1, "join", "c"), full);
  // Also where the room could not be entered for another reason.
  assertEquals(scene.answers(1, "join", "1obby"), full);
  assertEquals(scene.answers(1, "join", "a"), ["-- you speak in #a now"]);
  scene.ask(1, "part", "b");
  assertEquals(scene.answers(1, "join", "c").at(-1), "-- you speak in #c now");
  assertEquals(scene.rooms(), ["lobby", "a", "c"]);
});

Deno.test("join() makes --max-rooms rooms beside the lobby, and those can be entered still", () => {
  const scene = new RoomScene({ maxRooms: 2, maxRoomsPerPerson: 100 });
  scene.enter(1, { nick: "ann" });
  scene.enter(2, { nick: "bob" });
  scene.ask(1, "join", "a");
  scene.ask(1, "join", "b");
  for (let n = 0; n < 50; n++) {
    assertEquals(scene.answers(1, "join", `c${n}`), refusal(`c${n}`));
  }
  assertEquals(scene.rooms(), ["lobby", "a", "b"]);
  assertEquals(scene.answers(2, "join", "b").at(-1), "-- you speak in #b now");
  scene.ask(1, "part", "a");
  assertEquals(scene.answers(1, "join", "c").at(-1), "-- you speak in #c now");
});

Deno.test("join() refuses a name that looks like that of another room, as it does a private one", () => {
  const scene = RoomScene.of("ann");
  scene.ask(1, "join", "modem");
  assertEquals(scene.answers(1, "join", "modern"), refusal("modern"));
  assertEquals(scene.answers(1, "join", "#1obby"), refusal("1obby"));
  scene.ask(1, "part", "modem");
  assertEquals(scene.answers(1, "join", "modern").at(-1), "-- you speak in #modern now");
});

Deno.test("join() refuses what is no name, and takes the words that people may not be called", () => {
  const scene = RoomScene.of("ann");
  assertEquals(scene.answers(1, "join", "#"), ["-- a name is at least one letter long"]);
  assertEquals(scene.answers(1, "join", "##a"), [
    '-- only letters, digits and - _ . can be in a name, not "#"',
  ]);
  assertEquals(scene.answers(1, "join", "x".repeat(33)), [
    "-- the name is too long: at most 32 characters",
  ]);
  assertEquals(scene.answers(1, "join", "admin").at(-1), "-- you speak in #admin now");
});

Deno.test("join() has no effect on where a program speaks, and answers each time", () => {
  const scene = new RoomScene();
  scene.enter(1, { nick: "robo", detail: "every" });
  scene.objects(1);
  scene.ask(1, "join", { room: "#dev" });
  const entered = {
    type: "entered",
    room: "dev",
    epoch: "e1-1",
    said: 0,
    members: ["robo"],
    people: 1,
    public: true,
    recorded: false,
  };
  assertEquals(scene.objects(1), [
    { ...entered, seq: 0 },
    { type: "joined", seq: 1, room: "dev", name: "robo" },
  ]);
  scene.ask(1, "join", { room: "DEV" });
  assertEquals(scene.objects(1), [{ ...entered, seq: 1 }]);
  scene.ask(1, "say", { text: "hi" });
  scene.ask(1, "say", { text: "there", room: "#dev" });
  scene.ask(1, "me", { text: "waves", room: "dev" });
  assertEquals(scene.objects(1), [
    { type: "message", seq: 2, room: "lobby", from: "robo", text: "hi" },
    { type: "message", seq: 2, room: "dev", from: "robo", text: "there" },
    { type: "action", seq: 3, room: "dev", from: "robo", text: "waves" },
  ]);
});

Deno.test("an arrival in a room is held for people and told before the newcomer speaks", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.lines(1);
  assertEquals(scene.lines(2).length, 2);
  scene.ask(2, "say", "hi");
  assertEquals(scene.lines(1), ["#dev bob has arrived", "#dev bob: hi"]);
  assertEquals(scene.lines(2), ["#dev bob: hi"]);
});

Deno.test("a crowd that enters a room at once is one line there, and none in the lobby", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  for (let id = 3; id <= 32; id++) scene.enter(id);
  scene.wait();
  scene.lines(1);
  scene.lines(2);
  for (let id = 3; id <= 32; id++) scene.ask(id, "join", "dev");
  scene.wait();
  assertEquals(scene.lines(1), ["#dev 30 people have arrived"]);
  assertEquals(scene.lines(2), []);
});

Deno.test("a password of blanks alone is none, in a field as on a line", () => {
  const scene = RoomScene.of("ann");
  scene.ask(1, "join", "dev");
  scene.ask(1, "room", "password d1");
  scene.enter(2, { nick: "robo", detail: "every" });
  scene.objects(2);
  for (const password of ["", " ", "\t "]) scene.ask(2, "join", { room: "dev", password });
  const asked = scene.objects(2).map(({ code, why }) => `${code} ${why}`);
  assertEquals(asked, Array(3).fill("room-password missing"));
});

Deno.test("a person who leaves a room and comes back in a crowd is not told that it has left", () => {
  const nicks = Array.from({ length: 30 }, (_, index) => `${"abcdef"[index % 6]}${index}`);
  const scene = RoomScene.of(...nicks);
  scene.ask(1, "join", "dev");
  scene.wait();
  for (let id = 2; id <= 30; id++) scene.ask(id, "join", "dev");
  scene.ask(5, "part", "dev");
  scene.lines(1);
  scene.ask(5, "join", "dev");
  scene.lines(5);
  scene.wait();
  assertEquals(scene.lines(5), []);
  assertEquals(scene.lines(1), ["#dev e4 has left", "#dev 30 people have arrived"]);
});

Deno.test("newcomers in a crowd are told of the departures from after they came, and no others", () => {
  const nicks = Array.from({ length: 40 }, (_, index) => `${"abcdef"[index % 6]}${index}`);
  const scene = RoomScene.of(...nicks);
  for (const id of [1, 2, 3]) scene.ask(id, "join", "dev");
  scene.wait();
  for (let id = 4; id <= 10; id++) scene.ask(id, "join", "dev");
  scene.ask(2, "part", "dev");
  for (let id = 11; id <= 30; id++) scene.ask(id, "join", "dev");
  scene.ask(3, "part", "dev");
  for (let id = 31; id <= 40; id++) scene.ask(id, "join", "dev");
  scene.wait();
  const departuresHeardBy = (id: number) =>
    scene.lines(id).filter((line) => line.endsWith("has left"));
  assertEquals(departuresHeardBy(1), ["#dev b1 has left", "#dev c2 has left"]);
  assertEquals(departuresHeardBy(10), ["#dev b1 has left", "#dev c2 has left"]);
  assertEquals(departuresHeardBy(11), ["#dev c2 has left"]);
  assertEquals(departuresHeardBy(30), ["#dev c2 has left"]);
  assertEquals(departuresHeardBy(31), []);
});

Deno.test("join() with a password makes a room that has it", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", { room: "safe", password: "d1" });
  scene.wait();
  scene.lines(1);
  assertEquals(scene.answers(1, "room"), ["-- #safe: public, with a password"]);
  assertEquals(scene.answers(2, "join", "safe"), [
    "-- #safe has a password; enter it with: /join safe PASSWORD",
  ]);
  scene.ask(2, "join", { room: "safe", password: "d1" });
  assertEquals(scene.rooms(), ["lobby", "safe"]);
  assertEquals(scene.chat.snapshot().desk.seats[1]?.rooms.map(String), ["lobby", "safe"]);
});
