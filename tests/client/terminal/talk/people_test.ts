import { assertEquals } from "@std/assert";
import type { DaemonEvent } from "../../../../lib/wire/json/daemon_event.ts";
import { People } from "../../../../lib/client/terminal/talk/people.ts";

function said(from: string): DaemonEvent & { kind: "message" } {
  return { kind: "message", room: "lobby", seq: 1, from, text: "x" };
}

function leftBy(name: string, room: string, code: string): DaemonEvent {
  const reason = { by: "member", code, known: undefined } as const;
  return { kind: "left", room, name, seq: 1, reason };
}

Deno.test("others are offered by who spoke last, then by name", () => {
  const people = new People();
  people.note({
    kind: "welcome",
    room: "lobby",
    you: "ann",
    members: ["zoe", "ann", "bob", "cay"],
    seq: 0,
  }, 0);
  people.note(said("cay"), 1);
  people.note(said("zoe"), 2);
  people.note(said("ann"), 3);
  assertEquals(people.othersIn("lobby"), ["zoe", "cay", "bob"]);
  people.note(
    { kind: "renamed", room: "lobby", from: "zoe", to: "zed", seq: 1 },
    4,
  );
  people.note({
    kind: "left",
    room: "lobby",
    name: "cay",
    seq: 1,
    reason: { by: "member", code: "", known: undefined },
  }, 5);
  assertEquals(people.othersIn("lobby"), ["zed", "bob"]);
});

Deno.test("twenty thousand people are remembered, and no more", () => {
  const people = new People();
  const joined = { kind: "joined", room: "lobby", seq: 1 } as const;
  for (let i = 0; i < 20_005; i++) people.note({ ...joined, name: `p${i}` }, i);
  assertEquals(people.othersIn("lobby").length, 20_000);
  assertEquals(people.othersIn("lobby").includes("p4"), false);
});

Deno.test("people of the first room come first, those of others after them, each once", () => {
  const people = new People();
  const members = ["ann", "bob", "cay"];
  people.note({ kind: "welcome", room: "lobby", you: "ann", members, seq: 0 }, 0);
  people.note({
    kind: "entered",
    room: "dev",
    members: ["ann", "zoe", "cay"],
    seq: 0,
    isPublic: true,
  }, 0);
  assertEquals(people.othersIn("dev", "lobby"), ["cay", "zoe", "bob"]);
  assertEquals(people.othersIn("lobby"), ["bob", "cay"]);
  people.note(leftBy("ann", "dev", "part"), 1);
  assertEquals(people.othersIn("dev", "lobby"), ["bob", "cay"]);
});

Deno.test("the last one with whom private words were exchanged comes first", () => {
  const people = new People();
  people.note({ kind: "welcome", room: "lobby", you: "ann", members: ["ann"], seq: 0 }, 0);
  for (const [from, to] of [["bob", "ann"], ["ann", "cay"], ["ann", "ann"]] as const) {
    people.note({ kind: "private", from, to, text: "x", id: 1 }, 0);
  }
  assertEquals(people.partners, ["cay", "bob"]);
  const stamp = { room: "lobby", seq: 1 } as const;
  people.note({ kind: "renamed", ...stamp, from: "bob", to: "rob" }, 0);
  people.note(leftBy("cay", "dev", "part"), 0);
  people.note(leftBy("cay", "dev", "kicked"), 0);
  people.note(leftBy("cay", "dev", "banned"), 0);
  assertEquals(people.partners, ["cay", "rob"]);
  // Somebody else may have the name next.
  people.note(leftBy("cay", "lobby", "quit"), 0);
  assertEquals(people.partners, ["rob"]);
  for (let i = 0; i < 30; i++) {
    people.note({ kind: "private", from: `p${i}`, to: "ann", text: "x", id: 1 }, 0);
  }
  assertEquals(people.partners.length, 20);
});

for (const code of ["kicked", "banned"]) {
  Deno.test(`a person ${code} from the lobby has left the daemon`, () => {
    const people = new People();
    people.note({ kind: "private", from: "bob", to: "ann", text: "x", id: 1 }, 0);
    people.note(leftBy("bob", "lobby", code), 0);
    assertEquals([people.partners, people.lastWriter?.hasGone], [[], true]);
  });
}

Deno.test("one has spoken with somebody in the room where both spoke", () => {
  const people = new People();
  people.note({ kind: "welcome", room: "lobby", you: "ann", members: ["ann"], seq: 0 }, 0);
  const spoken = (room: string, from: string): DaemonEvent => ({ ...said(from), room });
  people.note(spoken("dev", "bob"), 0);
  people.note(spoken("lobby", "ann"), 0);
  assertEquals(people.hasSpokenWith("bob", "dev", 1), false);
  people.note(spoken("dev", "ann"), 0);
  assertEquals(people.hasSpokenWith("bob", "dev", 1), true);
});

Deno.test("the last writer is one person, whatever they are called, until another writes", () => {
  const people = new People();
  people.note({ kind: "welcome", room: "lobby", you: "ann", members: ["ann"], seq: 0 }, 0);
  const write = (from: string, to = "ann") =>
    people.note({ kind: "private", from, to, text: "x", id: 1 }, 1);
  assertEquals(people.lastWriter, undefined);
  write("bob");
  const bob = people.lastWriter;
  assertEquals(bob?.name, "bob");
  write("bob");
  write("ann", "zoe");
  assertEquals(people.lastWriter === bob, true);
  const renamed = { kind: "renamed", room: "lobby", seq: 1 } as const;
  people.note({ ...renamed, from: "bob", to: "rob" }, 2);
  write("rob");
  assertEquals([people.lastWriter === bob, bob?.name], [true, "rob"]);
  write("zoe");
  assertEquals([people.lastWriter === bob, people.lastWriter?.name], [false, "zoe"]);
});

Deno.test("somebody who takes the name of the last writer is another person", () => {
  const people = new People();
  people.note({ kind: "welcome", room: "lobby", you: "ann", members: ["ann"], seq: 0 }, 0);
  const write = () => people.note({ kind: "private", from: "bob", to: "ann", text: "x", id: 1 }, 1);
  write();
  const first = people.lastWriter;
  people.note(leftBy("bob", "lobby", "part"), 2);
  write();
  assertEquals(people.lastWriter === first, true);
  people.note(leftBy("bob", "lobby", "quit"), 3);
  // The daemon still answers to the one who has gone: with a refusal.
  assertEquals(people.lastWriter === first, true);
  write();
  assertEquals(people.lastWriter === first, false);
});

Deno.test("the last list of bans is remembered, the latest first, a hundred of them", () => {
  const people = new People();
  const ban = { by: "ann", reason: "" };
  people.note({
    kind: "bans",
    room: "dev",
    bans: [{ ...ban, network: "192.0.2.0/24" }, { ...ban, name: "eve", network: "192.0.2.7" }, ban],
    more: 0,
  }, 0);
  assertEquals(people.banned, ["eve", "192.0.2.7", "192.0.2.0/24"]);
  const bans = Array.from({ length: 101 }, (_, index) => ({ ...ban, name: `p${index}` }));
  people.note({ kind: "bans", room: "dev", bans, more: 0 }, 0);
  assertEquals([people.banned.length, people.banned[0]], [100, "p100"]);
});
