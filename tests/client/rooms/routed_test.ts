import { assertEquals } from "@std/assert";
import { ENTRY_TOKEN } from "../../../lib/client/rooms/room_entry.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import { isForPresent, routed } from "../../../lib/client/rooms/routed.ts";

const WELCOME = {
  kind: "welcome",
  room: "lobby",
  you: "ann",
  members: ["ann"],
  seq: 0,
} as const;

function roomsOf(commands: string[], ...wanted: string[]): Rooms {
  const rooms = new Rooms(wanted);
  const told = commands.map((name) => ({ name, params: [], summary: "" }));
  rooms.note({ ...WELCOME, commands: told }, "");
  for (const room of wanted) {
    rooms.note({ kind: "entered", room, members: ["ann"], seq: 0, isPublic: true }, "ann");
  }
  return rooms;
}

const inDev = () => roomsOf(["join"], "dev");

function sentBy(request: Parameters<typeof routed>[0], rooms = inDev()): unknown {
  const route = routed(request, rooms);
  return route.kind === "sent" && route.requests.length === 1 ? route.requests[0] : route;
}

Deno.test("what is said in the lobby is sent as if there were no rooms", () => {
  for (const request of [{ type: "say", text: "hi" }, { type: "who" }, { type: "topic" }]) {
    assertEquals<unknown>(sentBy(request, roomsOf(["join"])), request);
  }
});

Deno.test("what is typed in another room names it, and the long argument stays the last", () => {
  const cases = [
    [{ type: "say", text: "hi" }, ["type", "room", "text"]],
    [{ type: "me", text: "waves" }, ["type", "room", "text"]],
    [{ type: "topic", text: "release" }, ["type", "room", "text"]],
    [{ type: "invite", name: "bob" }, ["type", "room", "name"]],
    [{ type: "who" }, ["type", "room"]],
  ] as const;
  for (const [request, keys] of cases) {
    const sent = sentBy(request);
    assertEquals(sent, { ...request, room: "dev" });
    assertEquals(Object.keys(sent as object), [...keys]);
  }
});

Deno.test("order is kept in the room where the person speaks; in the lobby, in the daemon", () => {
  const types = ["kick", "ban", "unban", "mute", "unmute", "op", "deop", "voice", "devoice"];
  for (const type of types) {
    const request = { type, name: "bob" };
    assertEquals(sentBy(request), { type, room: "dev", name: "bob" });
    assertEquals<unknown>(sentBy(request, roomsOf(["join"])), request);
    assertEquals(isForPresent(request), true);
  }
  assertEquals(sentBy({ type: "bans" }), { type: "bans", room: "dev" });
  for (const type of ["announce", "lockdown", "shutdown", "whois"]) {
    assertEquals(sentBy({ type, text: "x" }), { type, text: "x" });
  }
});

Deno.test("a room that is named is the one that is meant", () => {
  assertEquals(sentBy({ type: "who", room: "#ops" }), { type: "who", room: "#ops" });
  assertEquals(sentBy({ type: "part", room: "ops" }), { type: "part", room: "ops" });
  assertEquals(sentBy({ type: "part" }), { type: "part", room: "dev" });
});

Deno.test("what is about no room names none", () => {
  for (const type of ["nick", "ping", "quit", "rooms", "away", "reply", "ignore", "help"]) {
    assertEquals(sentBy({ type, text: "x" }), { type, text: "x" });
  }
});

Deno.test("a private word is never said in a room that it does not name", () => {
  const word = { type: "msg", to: "bob", text: "the key is under the mat" };
  for (const rooms of [inDev(), roomsOf(["join"]), roomsOf([])]) {
    assertEquals(sentBy(word, rooms), { type: "private", to: "bob", text: word.text });
  }
  assertEquals(sentBy({ ...word, to: "#ops" }), { type: "say", room: "ops", text: word.text });
});

Deno.test("/join asks for a room that one is not in, and turns to one that one is in", () => {
  assertEquals(routed({ type: "join", room: "ops", password: "p" }, inDev()), {
    kind: "sent",
    requests: [
      { type: "join", room: "ops", password: "p" },
      { type: "ping", token: ENTRY_TOKEN },
    ],
  });
  assertEquals(routed({ type: "join", room: "#LOBBY" }, inDev()), {
    kind: "turned",
    room: "lobby",
  });
});

Deno.test("of a daemon without rooms nothing is asked that is about rooms", () => {
  const rooms = roomsOf([]);
  for (const type of ["join", "part", "rooms", "topic", "invite", "room"]) {
    assertEquals(routed({ type, room: "dev" }, rooms), { kind: "without-rooms" });
  }
  assertEquals(sentBy({ type: "say", text: "hi" }, rooms), { type: "say", text: "hi" });
});

Deno.test("a line for a room is not said by a daemon that has lost its rooms meanwhile", () => {
  const rooms = inDev();
  rooms.requestsAfter(WELCOME);
  for (const type of ["say", "me"]) {
    assertEquals(routed({ type, text: "for dev alone" }, rooms), { kind: "without-rooms" });
  }
  assertEquals(routed({ type: "msg", to: "#dev", text: "x" }, rooms), { kind: "without-rooms" });
});

Deno.test("a full-width mark before the name of a room is one as well", () => {
  const said = { type: "say", room: "ops", text: "hi" };
  assertEquals<unknown>(sentBy({ type: "msg", to: "\uff03ops", text: "hi" }), said);
  assertEquals<unknown>(
    sentBy({ type: "join", room: "\uff03ops" }),
    sentBy({ type: "join", room: "ops" }),
  );
  assertEquals(routed({ type: "join", room: "\uff03LOBBY" }, inDev()).kind, "turned");
});
