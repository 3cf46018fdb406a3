/** @module */
import { assertEquals } from "@std/assert";
import type { Client } from "../../lib/core/client.ts";
import type { Nick } from "../../lib/core/names.ts";
import { Room } from "../../lib/core/room.ts";
import { clientId, LOBBY } from "../../lib/core/units.ts";

function client(id: number, name: string): Client {
  return {
    id: clientId(id),
    origin: { isNamedByAddress: false },
    nick: name as Nick,
    audience: "people",
    room: LOBBY,
    enteredAt: 0,
    activeAt: 0,
    isWarned: false,
    strikes: 0,
  };
}

Deno.test("Room.stamp() counts up by one from 1 and says when and where", () => {
  const room = new Room(LOBBY);
  assertEquals(room.seq, 0);
  const nick = "ann" as Nick;
  assertEquals(room.stamp({ kind: "joined", name: nick }, 1000), {
    kind: "joined",
    seq: 1,
    time: 1000,
    room: LOBBY,
    name: nick,
  });
  assertEquals(room.stamp({ kind: "message", from: nick, text: "hi" }, 2000), {
    kind: "message",
    seq: 2,
    time: 2000,
    room: LOBBY,
    from: nick,
    text: "hi",
  });
  assertEquals(room.seq, 2);
});

Deno.test("Room.names() gives the first names by order of entry, no more than asked for", () => {
  const room = new Room(LOBBY);
  const zoe = client(3, "zoe");
  for (const member of [zoe, client(1, "ann"), client(2, "bob")]) room.members.add(member);
  assertEquals<string[]>(room.names(2), ["zoe", "ann"]);
  assertEquals<string[]>(room.names(3), ["zoe", "ann", "bob"]);
  assertEquals<string[]>(room.names(Infinity), ["zoe", "ann", "bob"]);
  zoe.nick = "Zoë" as Nick;
  assertEquals<string[]>(room.names(1), ["Zoë"]);
  room.members.delete(zoe);
  assertEquals<string[]>(room.names(5), ["ann", "bob"]);
});

Deno.test("Room holds arrivals back under its own name", () => {
  const room = new Room(LOBBY);
  const message = room.stamp({ kind: "joined", name: "ann" as Nick }, 1000);
  if (message.kind !== "joined") throw new Error("stamp() changed the kind");
  const effects: Parameters<typeof room.announcer.releaseAll>[0] = [];
  room.announcer.hold(message, 1000, effects, clientId(1));
  room.announcer.releaseAll(effects);
  assertEquals(effects[1], { kind: "publish", room: LOBBY, message, audience: "people" });
});
