import { assertEquals } from "@std/assert";
import { ENTRY_TOKEN } from "../../../lib/client/rooms/room_entry.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";

const COMMANDS = [{ name: "join", params: [], summary: "" }];
const ANSWERED: DaemonEvent = { kind: "pong", token: ENTRY_TOKEN };

function welcome(room = "lobby"): DaemonEvent & { kind: "welcome" } {
  return { kind: "welcome", room, you: "ann", members: ["ann"], seq: 0, commands: COMMANDS };
}

function entered(room: string): DaemonEvent {
  return { kind: "entered", room, members: ["ann"], seq: 0, isPublic: true };
}

function left(room: string, name = "ann"): DaemonEvent {
  const reason = { by: "member", code: "part", known: undefined } as const;
  return { kind: "left", room, name, seq: 1, reason };
}

/** The node of the client was given up for dead. */
function lost(room: string): DaemonEvent {
  const reason = { by: "daemon", code: "node-lost", known: undefined } as const;
  return { kind: "left", room, name: "ann", seq: 1, reason };
}

/** A client in these rooms, which it has entered in this order. */
function inRooms(...names: string[]): Rooms {
  const rooms = new Rooms();
  rooms.note(welcome(), "");
  for (const name of names) {
    rooms.join(name);
    rooms.note(entered(name), "ann");
    rooms.note(ANSWERED, "ann");
  }
  return rooms;
}

function names(rooms: Rooms): string[] {
  return rooms.all.map(({ name }) => name);
}

Deno.test("a client without a wish is in the lobby, and its requests name no room", () => {
  const rooms = new Rooms();
  assertEquals(rooms.wishes, {});
  rooms.note(welcome(), "");
  assertEquals([rooms.present, rooms.spoken, rooms.areSeveral], ["lobby", undefined, false]);
  assertEquals(rooms.requestsAfter(welcome()), []);
});

Deno.test("what is typed behind a request to enter is for that room, before it is answered", () => {
  const rooms = new Rooms();
  rooms.note(welcome(), "");
  assertEquals(rooms.join("#dev", "hunter2"), [
    { type: "join", room: "dev", password: "hunter2" },
    { type: "ping", token: ENTRY_TOKEN },
  ]);
  assertEquals(rooms.spoken, "dev");
  assertEquals(rooms.note(entered("dev"), "ann"), { turnedTo: "dev" });
  assertEquals(rooms.note(ANSWERED, "ann"), {});
});

Deno.test("a refused room is forgotten, with its password, and one speaks where one spoke", () => {
  const rooms = inRooms("dev");
  rooms.join("ops", "wrong");
  assertEquals(rooms.note(ANSWERED, "ann"), { turnedTo: "dev" });
  assertEquals(names(rooms), ["lobby", "dev"]);
  assertEquals(rooms.wishes, { rooms: ["dev"] });
});

Deno.test("of two requests the first answer decides nothing about the second", () => {
  const rooms = new Rooms();
  rooms.note(welcome(), "");
  rooms.join("dev");
  rooms.join("ops");
  assertEquals(rooms.note(ANSWERED, "ann"), {});
  assertEquals(rooms.present, "ops");
  rooms.note(entered("ops"), "ann");
  assertEquals(rooms.note(ANSWERED, "ann"), {});
  assertEquals(names(rooms), ["lobby", "ops"]);
});

Deno.test("a room that one is in is turned to without asking, however it is written", () => {
  const rooms = inRooms("dev", "Straße");
  assertEquals(rooms.join("#DEV"), []);
  assertEquals(rooms.present, "dev");
  assertEquals(rooms.join("STRASSE"), []);
  assertEquals(rooms.present, "Straße");
});

Deno.test("the daemon's spelling of a name is the one that is shown", () => {
  const rooms = new Rooms(["DEV"]);
  rooms.note(welcome(), "");
  rooms.note(entered("dev"), "ann");
  assertEquals(names(rooms), ["lobby", "dev"]);
});

Deno.test("rooms are turned to by number, and round about", () => {
  const rooms = inRooms("dev", "ops");
  assertEquals(rooms.turnTo(2), "dev");
  assertEquals(rooms.turnTo(4), undefined);
  assertEquals([rooms.turnBy(1), rooms.turnBy(1), rooms.turnBy(-1)], ["ops", "lobby", "ops"]);
  assertEquals(rooms.present, "ops");
});

Deno.test("after a room was left one speaks in the one before, else in the oldest", () => {
  const rooms = inRooms("dev", "ops");
  rooms.turnTo(1);
  rooms.turnTo(2);
  assertEquals(rooms.note(left("dev"), "ann"), { turnedTo: "lobby" });
  assertEquals(rooms.note(left("lobby"), "ann"), { turnedTo: "ops" });
  assertEquals(names(rooms), ["ops"]);
  assertEquals(rooms.spoken, "ops");
});

Deno.test("who has left the room of the welcome and entered it again names it", () => {
  const rooms = inRooms("dev");
  rooms.note(left("lobby"), "ann");
  rooms.join("lobby");
  rooms.note(entered("lobby"), "ann");
  rooms.note(ANSWERED, "ann");
  assertEquals([rooms.present, rooms.spoken], ["lobby", "lobby"]);
  rooms.note(welcome(), "ann");
  assertEquals(rooms.spoken, undefined);
});

Deno.test("somebody else who leaves changes nothing", () => {
  const rooms = inRooms("dev");
  assertEquals(rooms.note(left("dev", "bob"), "ann"), {});
  assertEquals(names(rooms), ["lobby", "dev"]);
});

Deno.test("who is put out of the last room speaks where the daemon puts them", () => {
  const rooms = new Rooms(["dev"], true);
  rooms.note(welcome("dev"), "");
  rooms.note(entered("dev"), "ann");
  rooms.note(left("dev"), "ann");
  assertEquals(rooms.note(entered("lobby"), "ann"), { turnedTo: "lobby" });
  assertEquals(names(rooms), ["lobby"]);
});

Deno.test("what is said elsewhere is counted until one turns there", () => {
  const rooms = inRooms("dev");
  rooms.noteSaid("dev", true);
  rooms.noteSaid("lobby", false);
  rooms.noteSaid("lobby", true);
  rooms.noteSaid("nowhere", true);
  assertEquals(rooms.all.map(({ said, named }) => [said, named]), [[2, 1], [0, 0]]);
  rooms.turnTo(1);
  assertEquals(rooms.all.map(({ said, named }) => [said, named]), [[0, 0], [0, 0]]);
});

Deno.test("a reconnect asks for all rooms, and those with a password after the hello", () => {
  const rooms = inRooms("dev");
  rooms.join("ops", "hunter2");
  rooms.note(entered("ops"), "ann");
  rooms.note(ANSWERED, "ann");
  rooms.turnTo(2);
  assertEquals(rooms.wishes, { rooms: ["dev"] });
  assertEquals(rooms.requestsAfter(welcome()), [
    { type: "join", room: "ops", password: "hunter2" },
    { type: "ping", token: ENTRY_TOKEN },
  ]);
  assertEquals(rooms.note(welcome(), "ann"), {});
  assertEquals(rooms.present, "dev");
  assertEquals(rooms.note(entered("dev"), "ann"), { turnedTo: "dev" });
  assertEquals(rooms.note(entered("ops"), "ann"), {});
  assertEquals(rooms.note(ANSWERED, "ann"), {});
  assertEquals(names(rooms), ["lobby", "dev", "ops"]);
});

Deno.test("a room that cannot be entered again is told by where one speaks then", () => {
  const rooms = inRooms("dev");
  rooms.note(welcome(), "ann");
  assertEquals(rooms.note(ANSWERED, "ann"), { turnedTo: "lobby" });
  assertEquals(names(rooms), ["lobby"]);
});

Deno.test("the lobby that was left is not entered again", () => {
  const rooms = inRooms("dev");
  rooms.note(left("lobby"), "ann");
  assertEquals(rooms.wishes, { rooms: ["dev"], lobby: false });
  rooms.note(welcome("dev"), "ann");
  // A kick may put the client into the lobby while a request is on its way.
  assertEquals(rooms.spoken, "dev");
});

Deno.test("where only a room with a password is left, the lobby is left again", () => {
  const rooms = inRooms();
  rooms.join("dev", "hunter2");
  rooms.note(entered("dev"), "ann");
  rooms.note(ANSWERED, "ann");
  rooms.note(left("lobby"), "ann");
  assertEquals(rooms.wishes, {});
  assertEquals(rooms.requestsAfter(welcome()).map(({ type }) => type), ["join", "part", "ping"]);
});

Deno.test("a daemon without rooms leaves the lobby alone, and that is told where there was a wish", () => {
  const old: DaemonEvent = { ...welcome(), commands: [] };
  const rooms = new Rooms(["dev"]);
  assertEquals(rooms.note(old, ""), { isWithoutRooms: true });
  assertEquals([rooms.present, names(rooms), rooms.isServed], ["lobby", ["lobby"], false]);
  assertEquals(new Rooms().note(old, ""), { isWithoutRooms: false });
});

Deno.test("a hello asks for twenty rooms, and the others are asked for after it", () => {
  const wanted = Array.from({ length: 25 }, (_, index) => `r${index}`);
  const rooms = new Rooms(wanted);
  assertEquals(rooms.wishes.rooms, wanted.slice(0, 20));
  const asked = rooms.requestsAfter(welcome()).flatMap(({ room }) => room ?? []);
  assertEquals(asked, wanted.slice(20));
});

Deno.test("a hostile daemon that tells of ever more rooms fills no memory", () => {
  const rooms = new Rooms();
  rooms.note(welcome(), "");
  for (let i = 0; i < 300; i++) rooms.note(entered(`r${i}`), "ann");
  assertEquals(rooms.all.length, 100);
  const listed = Array.from({ length: 5000 }, (_, index) => ({
    room: `x${index}`,
    people: 1,
    isPublic: true,
    isYours: false,
  }));
  rooms.note({ kind: "rooms", rooms: listed, more: 0 }, "ann");
  assertEquals(rooms.names.length, 1100);
});

Deno.test("a room that was closed and is public after a reconnect is told of, once", () => {
  const closed = { ...entered("dev"), isPublic: false } as DaemonEvent;
  const rooms = inRooms();
  rooms.join("dev", "hunter2");
  rooms.note(closed, "ann");
  rooms.note(welcome(), "ann");
  assertEquals(rooms.note(entered("dev"), "ann"), { turnedTo: "dev", opened: "dev" });
  rooms.note(welcome(), "ann");
  assertEquals(rooms.note(entered("dev"), "ann"), { turnedTo: "dev" });
});

Deno.test("a room's settings are followed until the reconnect", () => {
  const change = (setting: "private" | "password", value: boolean): DaemonEvent => ({
    kind: "room",
    room: "dev",
    seq: 2,
    from: "ann",
    setting,
    value,
  });
  const afterReconnect = (...changes: DaemonEvent[]) => {
    const rooms = inRooms("dev");
    for (const each of changes) rooms.note(each, "ann");
    rooms.note(welcome(), "ann");
    return rooms.note(entered("dev"), "ann").opened;
  };
  assertEquals(afterReconnect(), undefined);
  assertEquals(afterReconnect(change("private", true)), "dev");
  assertEquals(afterReconnect(change("private", true), change("private", false)), undefined);
  const both = [change("private", true), change("password", true)];
  assertEquals(afterReconnect(...both, change("password", false)), "dev");
});

Deno.test("a client whose node was given up for dead stays in its rooms, and speaks in the same one", () => {
  const rooms = inRooms("dev");
  assertEquals([rooms.note(lost("lobby"), "ann"), rooms.note(lost("dev"), "ann")], [{}, {}]);
  assertEquals([names(rooms), rooms.present, rooms.spoken], [["lobby", "dev"], "dev", "dev"]);
});
