/** @module */
import { assertEquals } from "@std/assert";
import { titleOf } from "../../../lib/core/reading/keys.ts";
import { LOBBY, type RoomName } from "../../../lib/core/units.ts";
import { RoomScene } from "../../support/room_scene.ts";

Deno.test("titleOf() gives the lobby the strings that the ledger has for it", () => {
  assertEquals(titleOf(LOBBY), { room: LOBBY, fold: LOBBY, skeleton: LOBBY });
  assertEquals(titleOf("DeV" as RoomName).fold, "dev");
});

Deno.test("rooms are listed by population and then by name, each with its topic", () => {
  const scene = RoomScene.of("ann", "bob", "cay");
  scene.ask(1, "join", "zoo");
  scene.ask(1, "join", "art");
  scene.ask(2, "join", "dev");
  scene.ask(3, "join", "dev");
  scene.ask(2, "topic", "parsers");
  assertEquals(scene.answers(1, "rooms"), [
    "-- #lobby, 3 here",
    "-- #dev, 2 here: parsers",
    "-- #art, 1 here",
    "-- #zoo, 1 here",
  ]);
  scene.enter(4, { nick: "robo", detail: "every" });
  scene.objects(4);
  scene.ask(4, "rooms", {});
  assertEquals(scene.objects(4), [{
    type: "rooms",
    rooms: [
      { room: "lobby", people: 4, public: true, yours: true },
      { room: "dev", people: 2, topic: "parsers", public: true, yours: false },
      { room: "art", people: 1, public: true, yours: false },
      { room: "zoo", people: 1, public: true, yours: false },
    ],
  }]);
});

Deno.test("at most 100 rooms are listed, and the others are counted", () => {
  const scene = new RoomScene({ maxRoomsPerPerson: 1000 });
  scene.enter(1, { nick: "ann" });
  for (let n = 1; n < 100; n++) scene.ask(1, "join", `r${n}`);
  assertEquals(scene.answers(1, "rooms").length, 100);
  scene.ask(1, "join", "r100");
  scene.ask(1, "join", "r101");
  const lines = scene.answers(1, "rooms");
  assertEquals([lines.length, lines.at(-1)], [101, "-- and 2 more"]);
});

Deno.test("who lists the room where one speaks, or the one that is named", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(2, "join", "dev");
  const names = (lines: string[]) => lines.map((line) => line.split(" ")[1]);
  assertEquals(names(scene.answers(2, "who")), ["bob"]);
  assertEquals(names(scene.answers(2, "who", "#lobby")), ["ann", "bob"]);
  assertEquals(names(scene.answers(1, "who", "DEV")), ["bob"]);
  assertEquals(scene.answers(1, "who", "bob"), ["-- there is no room #bob"]);
});

Deno.test("a room may be written with a full-width mark before its name, also in msg", () => {
  const scene = RoomScene.of("ann");
  scene.ask(1, "join", "\uff03dev");
  assertEquals(scene.answers(1, "msg", "\uff03dev hello"), ["#dev ann: hello"]);
  assertEquals(scene.answers(1, "who", "\uff03dev").length, 1);
});
