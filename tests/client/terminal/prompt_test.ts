import { assertEquals } from "@std/assert";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import { promptFor } from "../../../lib/client/terminal/prompt.ts";
import { mostColumnsOf } from "../../../lib/client/terminal/drawing/width.ts";

function inRooms(...names: string[]): Rooms {
  const rooms = new Rooms();
  for (const room of names) {
    rooms.note({ kind: "entered", room, members: ["ann"], seq: 0, isPublic: true }, "ann");
  }
  return rooms;
}

function shown(
  rooms: Rooms,
  columns = 80,
  trouble: string | undefined = undefined,
  unread = { said: 0, named: 0 },
): string {
  return promptFor({ you: "ann", rooms, columns, trouble, unread, measure: mostColumnsOf });
}

function say(rooms: Rooms, room: string, said: number, named = 0): void {
  for (let i = 0; i < said; i++) rooms.noteSaid(room, i < named);
}

Deno.test("the prompt of somebody in the lobby alone is the name", () => {
  assertEquals(shown(new Rooms()), "ann> ");
  assertEquals(shown(new Rooms(), 80, "offline, retry 8 s"), "ann (offline, retry 8 s)> ");
  const parts = { you: "", rooms: new Rooms(), columns: 80, measure: mostColumnsOf };
  assertEquals(promptFor({ ...parts, trouble: "connecting" }), "(connecting)> ");
});

Deno.test("with several rooms it has the one where one speaks, also the lobby", () => {
  const rooms = inRooms("dev");
  assertEquals(shown(rooms), "ann #lobby> ");
  rooms.turnTo(2);
  assertEquals(shown(rooms), "ann #dev> ");
  assertEquals(shown(rooms, 80, "connecting"), "ann #dev (connecting)> ");
});

Deno.test("it counts what was said elsewhere and where one was named, without colour", () => {
  const rooms = inRooms("dev", "ops");
  rooms.turnTo(2);
  say(rooms, "lobby", 3);
  assertEquals(shown(rooms), "ann #dev (1 #lobby +3)> ");
  say(rooms, "ops", 2, 1);
  assertEquals(shown(rooms), "ann #dev (3 #ops +2 !1, 1 #lobby +3)> ");
});

Deno.test("rooms for which there is no space are left out, those that named one last", () => {
  const rooms = inRooms("dev", "ops", "a-room-with-a-very-long-name");
  for (const room of ["dev", "ops", "a-room-with-a-very-long-name"]) say(rooms, room, 1);
  say(rooms, "ops", 1, 1);
  assertEquals(
    shown(rooms, 200),
    "ann #lobby (3 #ops +2 !1, 2 #dev +1, 4 #a-room-with-a-v… +1)> ",
  );
  assertEquals(shown(rooms, 66), "ann #lobby (3 #ops +2 !1, 2 #dev +1, …)> ");
  assertEquals(shown(rooms, 45), "ann #lobby (3 #ops +2 !1, …)> ");
  assertEquals(shown(rooms, 30), "ann #lobby (…)> ");
});

Deno.test("on a narrow screen the room where one speaks is the last to go", () => {
  const rooms = inRooms("dev");
  rooms.turnTo(2);
  say(rooms, "lobby", 1);
  assertEquals(shown(rooms, 18), "ann #dev> ");
  assertEquals(shown(rooms, 10), "#dev> ");
  assertEquals(shown(rooms, 1), "#dev> ");
  assertEquals(shown(rooms, 30, "connecting"), "#dev (connecting)> ");
});

Deno.test("what is unread stands behind the room, and goes before the name does", () => {
  const unread = { said: 12, named: 1 };
  assertEquals(shown(new Rooms(), 80, undefined, unread), "ann +12 !1> ");
  assertEquals(shown(new Rooms(), 15, undefined, unread), "ann> ");
  assertEquals(shown(new Rooms(), 80, "lag 3 s", unread), "ann +12 !1 (lag 3 s)> ");
  assertEquals(shown(new Rooms(), 30, "lag 3 s", unread), "ann (lag 3 s)> ");
  const rooms = inRooms("dev");
  rooms.turnTo(2);
  say(rooms, "lobby", 3);
  assertEquals(shown(rooms, 80, undefined, unread), "ann #dev +12 !1 (1 #lobby +3)> ");
  assertEquals(shown(rooms, 30, undefined, unread), "ann #dev +12 !1> ");
  assertEquals(shown(rooms, 20, undefined, unread), "ann #dev> ");
});
