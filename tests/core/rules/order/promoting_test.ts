/** @module */
import { assertEquals } from "@std/assert";
import type { Access } from "../../../../lib/core/state/access.ts";
import { OPERATOR } from "../../../support/origins.ts";
import { RoomScene } from "../../../support/room_scene.ts";

/** Ann owns `dev`; bob, cay and dan are members. Oda is an operator in the lobby. */
function dev(): RoomScene {
  const scene = RoomScene.of("ann", "bob", "cay", "dan");
  for (const id of [1, 2, 3, 4]) scene.ask(id, "join", "dev");
  scene.enter(9, { nick: "oda", origin: OPERATOR });
  scene.wait();
  for (const id of [1, 2, 3, 4, 9]) scene.lines(id);
  return scene;
}

function accessOf(scene: RoomScene, name = "dev"): Access | undefined {
  return scene.chat.snapshot().ledger.rooms.find(({ room }) => room === name)?.access;
}

/** The ranks in `dev`, by id. */
function ranks(scene: RoomScene): string[] {
  return accessOf(scene)?.ranks.map(({ client, rank }) => `${client} ${rank}`).sort() ?? [];
}

Deno.test("/op makes a moderator and an owner, and /deop takes the rank away", () => {
  const scene = dev();
  scene.ask(1, "op", "bob");
  assertEquals(scene.lines(3), ["#dev ann made bob a moderator"]);
  scene.ask(1, "op", "bob owner");
  assertEquals(scene.lines(3), ["#dev ann made bob an owner"]);
  assertEquals(ranks(scene), ["1 owner", "2 owner"]);
  // Owners stand equally high.
  scene.ask(2, "deop", "ann");
  assertEquals(scene.lines(3), ["#dev bob took the rank of ann away"]);
  assertEquals(ranks(scene), ["2 owner"]);
});

Deno.test("a rank that somebody has already changes nothing, and nobody is lowered by /op", () => {
  const scene = dev();
  scene.ask(1, "op", "bob");
  scene.ask(1, "op", "cay owner");
  assertEquals(scene.answers(1, "op", "bob"), ["-- bob is a moderator of #dev already"]);
  assertEquals(scene.answers(1, "op", "cay owner"), ["-- cay is an owner of #dev already"]);
  assertEquals(scene.answers(1, "op", "cay"), ["-- cay is an owner of #dev already"]);
  assertEquals(scene.answers(1, "deop", "dan"), ["-- dan has no rank in #dev"]);
  assertEquals(scene.answers(1, "op", "dan king"), ["-- usage: /op NAME [owner]"]);
  assertEquals(ranks(scene), ["1 owner", "2 moderator", "3 owner"]);
});

Deno.test("an operator enters a closed room and sets its topic from outside with a record, others' rooms without", () => {
  const scene = dev();
  const acts = () =>
    scene.effects.filter(({ kind }) => kind === "audit").map((effect) =>
      "act" in effect ? `${effect.act} ${effect.room}` : ""
    );
  scene.ask(9, "join", "dev");
  assertEquals(acts(), []);
  scene.ask(9, "part", "dev");
  scene.ask(1, "room", "private");
  const before = acts().length;
  scene.ask(9, "topic", { room: "dev", text: "order" });
  scene.ask(9, "join", "dev");
  assertEquals(acts().slice(before), ["topic dev", "enter dev"]);
});

Deno.test("nobody has a rank in the lobby, not by operators either", () => {
  const scene = dev();
  for (const command of ["op", "deop"]) {
    assertEquals(scene.answers(9, command, "bob"), ["-- that cannot be done in #lobby"]);
    scene.ask(1, "part", "dev");
    assertEquals(scene.answers(1, command, "bob"), [
      "-- only operators of this server may do that in #lobby",
    ]);
    scene.ask(1, "join", "dev");
  }
  assertEquals(accessOf(scene, "lobby")?.ranks, []);
});

Deno.test("of two who act on each other in one turn, the first prevails", () => {
  const scene = dev();
  scene.ask(1, "op", "bob owner");
  scene.lines(2);
  scene.ask(1, "deop", "bob");
  assertEquals(scene.answers(2, "deop", "ann").at(-1), "-- only owners of #dev may do that");
  scene.ask(1, "op", "bob");
  scene.ask(1, "op", "cay");
  scene.lines(3);
  scene.ask(2, "kick", "cay");
  scene.ask(3, "kick", "bob");
  assertEquals(scene.lines(3).at(-1), "-- only operators of this server may do that in #lobby");
  assertEquals(scene.answers(2, "kick", "cay").at(-1), "-- nobody in #dev is called cay");
  assertEquals(ranks(scene), ["1 owner", "2 moderator"]);
});

Deno.test("a person who has left in this very turn cannot be acted on", () => {
  const scene = dev();
  scene.leave(2);
  for (const [command, input] of [["op", "bob"], ["voice", "bob"], ["mute", "bob"]] as const) {
    assertEquals(
      scene.answers(1, command, input).at(-1),
      "-- nobody in #dev is called bob",
      command,
    );
  }
  scene.ask(3, "part", "dev");
  assertEquals(scene.answers(1, "op", "cay").at(-1), "-- nobody in #dev is called cay");
});

Deno.test("ranks and voices go with leaving and do not come back", () => {
  const scene = dev();
  scene.ask(1, "op", "bob");
  scene.ask(1, "voice", "cay");
  assertEquals(accessOf(scene)?.voices.map(Number), [3]);
  for (const id of [2, 3]) {
    scene.ask(id, "part", "dev");
    scene.ask(id, "join", "dev");
  }
  assertEquals(ranks(scene), ["1 owner"]);
  assertEquals(accessOf(scene)?.voices, []);
});

Deno.test("a rank and a voice stay with a change of name", () => {
  const scene = dev();
  scene.ask(1, "op", "bob");
  scene.ask(1, "voice", "cay");
  scene.ask(2, "nick", "rob");
  scene.ask(3, "nick", "kay");
  assertEquals(scene.answers(1, "op", "rob"), ["-- rob is a moderator of #dev already"]);
  assertEquals(scene.answers(1, "voice", "KAY"), ["-- kay has a voice in #dev already"]);
});

Deno.test("a room falls to its eldest moderator when its last owner leaves", () => {
  const scene = dev();
  scene.ask(1, "op", "dan");
  scene.ask(1, "op", "cay");
  scene.ask(1, "op", "bob owner");
  scene.ask(1, "part", "dev");
  scene.wait();
  assertEquals(ranks(scene), ["2 owner", "3 moderator", "4 moderator"]);
  scene.ask(2, "part", "dev");
  scene.wait();
  assertEquals(scene.lines(4).at(-1), "#dev cay owns the room now");
  assertEquals(ranks(scene), ["3 owner", "4 moderator"]);
});

Deno.test("an operator takes the rank of the only owner, and the room falls to its heir", () => {
  const scene = dev();
  scene.ask(1, "op", "cay");
  scene.ask(9, "join", "dev");
  scene.ask(9, "deop", "ann");
  scene.wait();
  assertEquals(
    scene.lines(2).slice(-2),
    [
      "#dev oda took the rank of ann away",
      "#dev cay owns the room now",
    ],
  );
  assertEquals(ranks(scene), ["3 owner"]);
});

Deno.test("a program may act in a room that it does not speak in, an operator in any", () => {
  const scene = dev();
  scene.enter(5, { nick: "robo", detail: "every", origin: OPERATOR });
  scene.objects(5);
  scene.ask(5, "op", { room: "#DEV", name: "bob" });
  assertEquals(ranks(scene), ["1 owner", "2 moderator"]);
  scene.ask(5, "op", { room: "nowhere", name: "bob" });
  assertEquals(scene.objects(5).at(-1)?.code, "no-such-room");
  scene.ask(5, "op", { room: "dev", name: "bob", text: "owner" });
  assertEquals(ranks(scene), ["1 owner", "2 owner"]);
});

Deno.test("operators may enter every room, and see all rooms in the list", () => {
  const scene = dev();
  scene.ask(1, "room", "password sesame");
  scene.ask(1, "room", "private");
  assertEquals(scene.answers(9, "rooms"), ["-- #lobby, 5 here", "-- #dev, 4 here"]);
  assertEquals(scene.answers(9, "join", "dev"), [
    "-- #dev: also here: ann, bob, cay, dan",
    "-- you speak in #dev now",
  ]);
  scene.ask(9, "room", "public");
  assertEquals(scene.lines(9), ["#dev oda made the room public"]);
});

Deno.test("the lobby cannot be closed, but its topic can be locked, and it can be moderated", () => {
  const scene = dev();
  for (const text of ["private", "public", "password sesame", "password -"]) {
    assertEquals(scene.answers(9, "room", text), ["-- that cannot be done in #lobby"], text);
  }
  scene.ask(9, "room", "topic-lock on");
  scene.ask(9, "room", "moderated on");
  scene.ask(9, "voice", "bob");
  assertEquals(scene.lines(1), [
    "oda locked the topic",
    "oda made the room moderated",
    "oda gave bob a voice",
  ]);
  assertEquals(scene.answers(1, "msg", "#lobby hello"), [
    "-- #lobby is moderated: only operators and people with a voice speak there",
  ]);
  scene.ask(2, "msg", "#lobby hello");
  assertEquals(scene.lines(1), ["bob: hello"]);
  assertEquals(scene.answers(9, "room"), [
    "-- #lobby: public, no password, topic locked, moderated",
  ]);
});

Deno.test("a kick from the lobby disconnects, also a person who is not in it", () => {
  const scene = dev();
  scene.ask(2, "part", "lobby");
  for (const id of [1, 2, 3]) scene.lines(id);
  scene.ask(9, "kick", "bob too loud");
  scene.ask(9, "kick", "cay");
  scene.wait();
  assertEquals(scene.lines(2), ["-- disconnected: kicked by oda: too loud"]);
  assertEquals(scene.ears.of(2).gone, {
    by: "daemon",
    code: "kicked",
    from: "oda" as never,
    text: "too loud",
  });
  assertEquals(scene.lines(1), [
    "bob has left",
    "cay has left (kicked by oda)",
    "#dev bob has left (kicked by oda: too loud)",
    "#dev cay has left (kicked by oda)",
  ]);
  assertEquals(scene.answers(9, "kick", "bob"), ["-- nobody here is called bob"]);
  assertEquals(scene.answers(9, "kick", "oda"), ["-- you cannot kick yourself"]);
});

Deno.test("many are kicked, each once, and what they still send changes nothing", () => {
  const scene = new RoomScene();
  scene.enter(9, { nick: "oda", origin: OPERATOR });
  for (let id = 100; id < 200; id++) scene.enter(id, { nick: `p${id}` });
  scene.wait();
  for (let id = 100; id < 200; id++) {
    scene.ask(9, "kick", `p${id}`);
    scene.ask(id, "say", "one more");
    scene.leave(id);
  }
  scene.wait();
  assertEquals(scene.chat.population, 1);
  const drops = scene.effects.filter(({ kind }) => kind === "drop");
  assertEquals(drops.length, 100);
});

Deno.test("an operator is told that it is done where nobody tells it otherwise", () => {
  const scene = dev();
  scene.lines(9);
  const asks = [
    ["room", { room: "dev", text: "topic-lock on" }],
    ["room", { room: "dev", text: "keep on" }],
    ["topic", { room: "dev", text: "tea" }],
    ["op", { room: "dev", name: "bob" }],
    ["voice", { room: "dev", name: "cay" }],
    ["kick", { room: "dev", name: "cay" }],
  ] as const;
  for (const [name, fields] of asks) {
    scene.ask(9, name, fields);
    const told = scene.lines(9).filter((line) => line.startsWith("--"));
    assertEquals(told, ["-- that is done in #dev"], name);
  }
  scene.ask(4, "part", "lobby");
  scene.ask(9, "kick", "dan");
  assertEquals(scene.lines(9).at(-1), "-- that is done in #lobby");
  scene.ask(9, "join", "dev");
  scene.lines(9);
  assertEquals(scene.answers(9, "deop", "bob"), ["#dev oda took the rank of bob away"]);
});
