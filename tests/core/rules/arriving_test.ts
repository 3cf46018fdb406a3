/** @module */
import { assertEquals } from "@std/assert";
import { clientId } from "../../../lib/core/units.ts";
import { RoomScene } from "../../support/room_scene.ts";
import { PROGRAM_DIALECT } from "../../support/happenings.ts";

const PROGRAM = { nick: "robo", detail: "every" } as const;

/** The type and the room of each object. */
function places(objects: readonly Record<string, unknown>[]): string[] {
  return objects.map(({ type, room, code }) => `${type} ${room ?? code}`);
}

Deno.test("a program enters the rooms of its hello after the lobby", () => {
  const scene = new RoomScene();
  scene.enter(1, { ...PROGRAM, wanted: { rooms: ["#dev", "ops", "dev"], hasLobby: true } });
  const objects = scene.objects(1);
  assertEquals(places(objects), [
    "welcome lobby",
    "joined lobby",
    "entered dev",
    "joined dev",
    "entered ops",
    "joined ops",
    "entered dev",
  ]);
  assertEquals(objects.map(({ seq }) => seq), [0, 1, 0, 1, 0, 1, 1]);
});

Deno.test("a program that leaves the lobby out is welcomed to the first room that it can enter", () => {
  const scene = RoomScene.of("ann");
  scene.enter(2, { ...PROGRAM, wanted: { rooms: ["1obby", "dev", "ops"], hasLobby: false } });
  const [welcome, ...rest] = scene.objects(2);
  assertEquals([welcome?.room, welcome?.seq, welcome?.members], ["dev", 0, ["robo"]]);
  assertEquals(
    places(rest),
    ["entered dev", "joined dev", "notice 1obby", "entered ops", "joined ops"],
  );
  scene.wait();
  assertEquals(scene.lines(1), []);
  scene.ask(2, "say", { text: "hi" });
  assertEquals(scene.objects(2).map(({ room }) => room), ["dev"]);
});

Deno.test("the lobby is not left out where no other room can be entered", () => {
  const scene = new RoomScene();
  scene.enter(1, { ...PROGRAM, wanted: { rooms: ["1obby", "a b"], hasLobby: false } });
  assertEquals(scene.objects(1).map(({ type, code = "" }) => `${type} ${code}`), [
    "welcome ",
    "joined ",
    "notice room-private",
    "notice name-bad-character",
  ]);
  const other = new RoomScene();
  other.enter(1, { ...PROGRAM, wanted: { rooms: [], hasLobby: false } });
  assertEquals(places(other.objects(1)), ["welcome lobby", "joined lobby"]);
});

Deno.test("a hello with too many rooms is told of the bound once", () => {
  const rooms = "a b c d e f g h".split(" ");
  for (const hasLobby of [true, false]) {
    const scene = new RoomScene({ maxRoomsPerPerson: 3 });
    scene.enter(1, { ...PROGRAM, wanted: { rooms, hasLobby } });
    const codes = scene.objects(1).flatMap(({ code = [] }) => code);
    assertEquals(codes, ["too-many-rooms"]);
    assertEquals(scene.rooms(), ["lobby", "a", "b", ...(hasLobby ? [] : ["c"])]);
  }
});

Deno.test("a late hello enters its rooms, and can leave the lobby behind", () => {
  const scene = RoomScene.of("ann", "bob");
  const wanted = { rooms: ["dev", "ops"], hasLobby: false };
  const command = { kind: "hello", dialect: PROGRAM_DIALECT, nick: "rob", wanted } as const;
  scene.apply({ kind: "command", client: clientId(2), command });
  const objects = scene.objects(2);
  assertEquals(places(objects), [
    "welcome dev",
    "entered dev",
    "joined dev",
    "renamed dev",
    "entered ops",
    "joined ops",
  ]);
  scene.wait();
  assertEquals(scene.lines(1), ["bob has left"]);
});

Deno.test("a late hello without lobby enters as many rooms as one in time", () => {
  const wanted = { rooms: ["a", "b", "c"], hasLobby: false };
  for (
    const [maxRoomsPerPerson, rooms] of [[1, ["a"]], [2, ["a", "b"]], [4, ["a", "b", "c"]]] as const
  ) {
    const scene = new RoomScene({ maxRoomsPerPerson });
    scene.enter(1, { nick: "robo" });
    scene.apply({
      kind: "command",
      client: clientId(1),
      command: { kind: "hello", dialect: PROGRAM_DIALECT, wanted },
    });
    assertEquals(scene.rooms(), ["lobby", ...rooms]);
    assertEquals(scene.chat.snapshot().desk.seats[0]?.rooms.map(String), [...rooms]);
  }
});

Deno.test("a late hello without lobby keeps its place, and is told what was refused", () => {
  const scene = RoomScene.of("ann");
  const wanted = { rooms: ["1obby"], hasLobby: false };
  scene.apply({
    kind: "command",
    client: clientId(1),
    command: { kind: "hello", dialect: PROGRAM_DIALECT, wanted },
  });
  assertEquals(scene.objects(1).map(({ type, code = "" }) => `${type} ${code}`), [
    "welcome ",
    "notice room-private",
  ]);
});

Deno.test("a welcome and an entered tell the topic, to people on a line of its own", () => {
  const scene = RoomScene.of("ann");
  scene.ask(1, "topic", "be kind");
  scene.enter(2, { ...PROGRAM });
  assertEquals(scene.objects(2)[0]?.topic, "be kind");
  scene.enter(3, { nick: "cay" });
  assertEquals(scene.lines(3), [
    "You are cay",
    "Also here: ann, robo",
    "-- #lobby topic: be kind",
  ]);
});

const MOTD = ["be kind", "", "  and brief"];

Deno.test("people are shown the message of the day after who is here and before what was said", () => {
  const scene = new RoomScene({ motd: MOTD, history: 5 });
  scene.enter(1, { nick: "ann" });
  scene.ask(1, "say", { text: "hello" });
  scene.enter(2, { nick: "bob" });
  assertEquals(scene.lines(2).map((line) => line.replace(/since .*/, "since")), [
    "You are bob",
    "Also here: ann",
    "-- be kind",
    "--",
    "--   and brief",
    "-- history: 1 line since",
    "[00:16] ann: hello",
    "-- end of history",
  ]);
  scene.ask(2, "join", "dev");
  assertEquals(scene.lines(2).filter((line) => line.includes("kind")), []);
});

Deno.test("a program is told each line of the message of the day once, after its own arrival", () => {
  const scene = new RoomScene({ motd: MOTD });
  scene.enter(1, { ...PROGRAM, wanted: { rooms: ["dev"], hasLobby: true }, history: 1 });
  assertEquals(scene.objects(1).map(({ type, code, text, line }) => [type, code, text, line]), [
    ["welcome", undefined, undefined, undefined],
    ["joined", undefined, undefined, undefined],
    ["notice", "motd", "be kind", "be kind"],
    ["notice", "motd", "", ""],
    ["notice", "motd", "  and brief", "  and brief"],
    ["history", undefined, undefined, undefined],
    ["entered", undefined, undefined, undefined],
    ["joined", undefined, undefined, undefined],
    ["history", undefined, undefined, undefined],
  ]);
});

Deno.test("a late hello is told the message of the day as a program is", () => {
  const scene = new RoomScene({ motd: ["be kind"] });
  scene.enter(1, { nick: "robo" });
  scene.lines(1);
  scene.apply({
    kind: "command",
    client: clientId(1),
    command: { kind: "hello", dialect: PROGRAM_DIALECT },
  });
  assertEquals(scene.objects(1).map(({ type, code }) => code ?? type), ["welcome", "motd"]);
});
