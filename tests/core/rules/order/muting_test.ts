/** @module */
import { assertEquals } from "@std/assert";
import { MAX_ROOM_MUTES } from "../../../../lib/core/state/mutes.ts";
import { clientId, LOBBY, type RoomName } from "../../../../lib/core/units.ts";
import { START } from "../../../support/happenings.ts";
import { OPERATOR, strangerAt } from "../../../support/origins.ts";
import { RoomScene } from "../../../support/room_scene.ts";

const NOW = START + 100;

/** The beginning of what a person is told who is muted everywhere. */
const REFUSED = "-- you are muted in every room; you can still write to operators in private";

/** Ann owns `dev`; bob and cay are members, each with an address of its own. */
function dev(): RoomScene {
  const scene = new RoomScene();
  for (const [id, nick] of [[1, "ann"], [2, "bob"], [3, "cay"]] as const) {
    scene.enter(id, { nick, origin: strangerAt(`192.0.2.${id}`) });
  }
  for (const id of [1, 2, 3]) scene.ask(id, "join", "dev");
  scene.wait();
  for (const id of [1, 2, 3]) scene.lines(id);
  return scene;
}

/** The same with an operator, who is in the lobby alone. */
function withOperator(): RoomScene {
  const scene = dev();
  scene.enter(9, { nick: "oda", origin: OPERATOR });
  scene.wait();
  for (const id of [1, 2, 3, 9]) scene.lines(id);
  return scene;
}

Deno.test("the muted say nothing in the room, and the others are told nothing", () => {
  const scene = dev();
  assertEquals(scene.answers(1, "mute", "bob"), ["-- bob is muted in #dev"]);
  assertEquals(scene.lines(2), ["-- ann has muted you in #dev"]);
  for (const [name, input] of [["say", "hello"], ["me", "waves"], ["topic", "x"]] as const) {
    assertEquals(scene.answers(2, name, input), ["-- you are muted in #dev"], name);
  }
  assertEquals(scene.answers(2, "msg", "#dev hello"), ["-- you are muted in #dev"]);
  scene.wait();
  assertEquals([scene.lines(1), scene.lines(3)], [[], []]);
});

Deno.test("the muted of a room speak in other rooms, in private, and take other names", () => {
  const scene = dev();
  scene.ask(1, "mute", "bob");
  scene.ask(2, "msg", "#lobby hello");
  scene.ask(2, "msg", "cay psst");
  scene.ask(2, "nick", "rob");
  assertEquals(scene.lines(3), [
    "bob: hello",
    "*bob -> cay* psst",
    "bob is now known as rob",
    "#dev bob is now known as rob",
  ]);
});

Deno.test("a mute ends by itself, and by /unmute", () => {
  const scene = dev();
  assertEquals(scene.answers(1, "mute", "bob for 10s"), [
    "-- bob is muted in #dev until 1970-01-01 00:17 UTC",
  ]);
  scene.ask(1, "mute", "cay");
  scene.wait(9_999);
  assertEquals(scene.answers(2, "say", "hello"), [
    "-- you are muted in #dev until 1970-01-01 00:17 UTC",
  ]);
  scene.wait(1);
  scene.ask(2, "say", "hello");
  assertEquals(scene.lines(1).at(-1), "#dev bob: hello");
  assertEquals(scene.answers(1, "unmute", "bob"), ["-- bob is not muted in #dev"]);
  assertEquals(scene.answers(1, "unmute", "cay"), ["-- cay may speak again in #dev"]);
  assertEquals(scene.lines(3).at(-1), "-- ann lets you speak again in #dev");
  assertEquals(scene.chat.snapshot().ledger.order.mutes, []);
});

Deno.test("a mute that is over ends without a tick", () => {
  const scene = dev();
  scene.ask(1, "mute", "bob for 10s");
  scene.chat.apply({ kind: "tick" }, NOW + 9_999);
  const { effects } = scene;
  const say = { kind: "ask", name: "say", input: "hello" } as const;
  const told = scene.chat.apply(
    { kind: "command", client: clientId(2), command: say },
    NOW + 10_000,
  );
  assertEquals(told.map(({ kind }) => kind).includes("publish"), true, `${effects.length}`);
});

Deno.test("what is no duration after `for` mutes nobody", () => {
  const scene = dev();
  const words = "it is written 30s, 10m, 2h or 7d, and is at most 3650d";
  assertEquals(scene.answers(1, "mute", "bob for being rude"), [
    `-- that is no duration: being rude; ${words}`,
  ]);
  assertEquals(scene.answers(1, "mute", "bob for"), ["-- usage: /mute NAME [for DUR]"]);
  assertEquals(scene.chat.snapshot().ledger.order.mutes, []);
});

Deno.test("a second mute changes the time, and one without a time is told to be there", () => {
  const scene = dev();
  scene.ask(1, "mute", "bob for 10s");
  scene.ask(1, "mute", "bob for 20s");
  assertEquals(scene.chat.snapshot().ledger.order.mutes.map(({ mute }) => mute.until), [
    NOW + 20_000,
  ]);
  assertEquals(scene.answers(1, "mute", "bob"), ["-- bob is muted in #dev"]);
  assertEquals(scene.answers(1, "mute", "bob"), ["-- bob is muted in #dev already"]);
});

Deno.test("to come again, under another name too, does not end a mute by address", () => {
  const scene = dev();
  scene.ask(1, "mute", "bob");
  scene.leave(2);
  scene.enter(4, { nick: "rob", origin: strangerAt("192.0.2.2") });
  scene.enter(5, { nick: "dan", origin: strangerAt("192.0.2.5") });
  for (const id of [4, 5]) scene.ask(id, "join", "dev");
  scene.wait();
  assertEquals(scene.answers(4, "say", "hello"), ["-- you are muted in #dev"]);
  scene.ask(5, "say", "hello");
  assertEquals(scene.lines(1).at(-1), "#dev dan: hello");
  // By the name that the person had.
  scene.leave(4);
  scene.wait();
  assertEquals(scene.answers(1, "unmute", "BOB"), ["-- bob may speak again in #dev"]);
  assertEquals(scene.answers(1, "unmute", "bob"), ["-- nobody here is called bob"]);
});

Deno.test("those who are muted everywhere do not come again under a name of their choice", () => {
  const scene = withOperator();
  const again = (id: number, nick: string, ip = "192.0.2.2") => {
    scene.enter(id, { nick, origin: strangerAt(ip) });
    return scene.lines(id);
  };
  scene.ask(1, "mute", "cay");
  scene.ask(9, "mute", "bob for 1h");
  for (const id of [2, 3]) scene.leave(id);
  const told = again(4, "visit-example.com");
  assertEquals(told[0], "You are guest-4");
  assertEquals(told.filter((line) => line.includes("muted in every room")).length, 1);
  scene.leave(4);
  assertEquals(again(5, "BOB")[0], "You are BOB", "the name under which it was muted");
  assertEquals(again(6, "rob", "192.0.2.6")[0], "You are rob");
  assertEquals(again(7, "kay", "192.0.2.3")[0], "You are kay", "muted in dev alone");
  scene.wait(3_600_000);
  assertEquals(again(8, "visit")[0], "You are visit");
});

Deno.test("people from this machine are muted themselves, until they leave", () => {
  const scene = RoomScene.of("ann", "bob", "cay");
  for (const id of [1, 2, 3]) scene.ask(id, "join", "dev");
  scene.ask(1, "mute", "bob");
  scene.lines(1);
  scene.ask(3, "say", "hello");
  assertEquals(scene.lines(1).at(-1), "#dev cay: hello");
  scene.ask(2, "part", "dev");
  scene.ask(2, "join", "dev");
  assertEquals(scene.answers(2, "say", "hello"), ["-- you are muted in #dev"]);
  scene.leave(2);
  assertEquals(scene.chat.snapshot().ledger.order.mutes, []);
});

Deno.test("a mute by address does not touch those with a rank, and one of a moderator holds", () => {
  const scene = new RoomScene();
  for (const [id, nick] of [[1, "ann"], [2, "bob"], [3, "cay"]] as const) {
    scene.enter(id, { nick, origin: strangerAt("192.0.2.1") });
    scene.ask(id, "join", "dev");
  }
  scene.ask(1, "op", "bob");
  scene.ask(1, "mute", "cay");
  scene.wait();
  assertEquals(scene.answers(3, "say", "hello"), ["-- you are muted in #dev"]);
  for (const id of [1, 2]) {
    scene.lines(3);
    scene.ask(id, "say", "hello");
    assertEquals(scene.lines(3).length, 1);
  }
  scene.ask(1, "mute", "bob");
  assertEquals(scene.answers(2, "say", "hello"), ["-- you are muted in #dev"]);
  // Nor does it end with the rank.
  scene.ask(1, "deop", "bob");
  assertEquals(scene.answers(2, "say", "hello").at(-1), "-- you are muted in #dev");
});

Deno.test("a moderator who is muted stays so without the rank, which goes with leaving", () => {
  const scene = new RoomScene();
  scene.enter(1, { nick: "ann" });
  scene.enter(2, { nick: "bob", origin: strangerAt("192.0.2.1") });
  for (const id of [1, 2]) scene.ask(id, "join", "dev");
  scene.ask(1, "op", "bob");
  scene.ask(1, "mute", "bob");
  scene.leave(2);
  scene.enter(3, { nick: "bill", origin: strangerAt("192.0.2.1") });
  scene.ask(3, "join", "dev");
  assertEquals(scene.answers(3, "say", "hello"), ["-- you are muted in #dev"]);
  // Both mutes end by the name that the person had.
  scene.ask(1, "unmute", "bob");
  assertEquals(scene.chat.snapshot().ledger.order.mutes, []);
});

Deno.test("/unmute ends a mute by address and one of the person itself", () => {
  const scene = dev();
  scene.ask(1, "mute", "bob");
  scene.ask(1, "op", "bob");
  scene.ask(1, "mute", "bob");
  assertEquals(scene.chat.snapshot().ledger.order.mutes.length, 2);
  scene.ask(1, "unmute", "bob");
  assertEquals(scene.chat.snapshot().ledger.order.mutes, []);
});

Deno.test("/unmute ends the mute of a person who has left, also if another has the name now", () => {
  const scene = withOperator();
  scene.ask(9, "mute", "bob");
  scene.ask(2, "quit", "");
  scene.enter(4, { nick: "bob", origin: strangerAt("198.51.100.4") });
  scene.wait();
  for (const id of [4, 9]) scene.lines(id);
  assertEquals(scene.answers(9, "unmute", "bob"), ["-- bob may speak again in every room"]);
  assertEquals(scene.lines(4), []);
  assertEquals(scene.answers(9, "unmute", "bob"), ["-- bob is not muted in every room"]);
  scene.enter(5, { nick: "rob", origin: strangerAt("192.0.2.2") });
  assertEquals(scene.answers(5, "say", "back").at(-1), "rob: back");
});

Deno.test("moderators who are muted do not end it by the name that they had", () => {
  const scene = dev();
  scene.ask(1, "op", "bob");
  scene.ask(1, "mute", "bob");
  scene.ask(2, "nick", "rob");
  scene.lines(2);
  assertEquals(scene.answers(2, "unmute", "bob"), ["-- you cannot unmute yourself"]);
  assertEquals(scene.answers(2, "say", "hello"), ["-- you are muted in #dev"]);
  assertEquals(scene.answers(1, "unmute", "bob").at(-1), "-- bob may speak again in #dev");
});

Deno.test("muted in the lobby is muted in every room, and heard by operators in private", () => {
  const scene = withOperator();
  assertEquals(scene.answers(9, "mute", "bob"), ["-- bob is muted in every room"]);
  assertEquals(scene.lines(2), ["-- oda has muted you in every room"]);
  const refused: readonly (readonly [string, string])[] = [
    ["say", "hello"],
    ["msg", "#lobby hello"],
    ["msg", "cay psst"],
    ["nick", "rob"],
    ["away", "buy this"],
    ["topic", "buy this"],
    ["invite", "oda dev"],
  ];
  for (const [name, input] of refused) {
    assertEquals(scene.answers(2, name, input), [REFUSED], name);
  }
  assertEquals(scene.answers(2, "msg", "oda why?"), ["*bob -> oda* why?"]);
  assertEquals(scene.lines(9).at(-1), "*bob -> oda* why?");
  scene.ask(9, "msg", "bob rest a while");
  assertEquals(scene.answers(2, "reply", "fine"), ["*bob -> oda* fine"]);
  scene.wait();
  assertEquals([scene.lines(1), scene.lines(3)], [[], []]);
});

Deno.test("the lobby's mute reaches people who are not in it, and rooms made later", () => {
  const scene = withOperator();
  scene.ask(2, "part", "lobby");
  scene.wait();
  assertEquals(scene.answers(9, "mute", "bob"), ["-- bob is muted in every room"]);
  scene.ask(2, "join", "ops");
  scene.wait();
  // Also for the owner of a room.
  assertEquals(scene.answers(2, "say", "hello"), [REFUSED]);
});

Deno.test("the muted leave without their words", () => {
  const scene = dev();
  scene.ask(1, "mute", "bob");
  scene.ask(2, "quit", "buy this");
  scene.ask(3, "quit", "see you");
  scene.wait();
  assertEquals(
    scene.lines(1),
    [
      "-- bob is muted in #dev",
      "bob has left: buy this",
      "cay has left: see you",
      "#dev bob has left",
      "#dev cay has left: see you",
    ],
  );
});

Deno.test("the muted put people out without a reason, and announce nothing", () => {
  const scene = withOperator();
  scene.enter(8, { nick: "oki", origin: OPERATOR });
  scene.ask(9, "mute", "ann");
  scene.ask(8, "mute", "oda");
  scene.wait();
  for (const id of [1, 2, 3, 8, 9]) scene.lines(id);
  assertEquals(scene.answers(1, "kick", "bob visit example.com"), [REFUSED]);
  assertEquals(scene.answers(1, "ban", "bob for 1h visit example.com"), [REFUSED]);
  assertEquals(scene.answers(1, "ban", "198.51.100.7 visit example.com"), [REFUSED]);
  assertEquals(scene.answers(9, "announce", "visit example.com"), [REFUSED]);
  scene.wait();
  assertEquals([scene.lines(2), scene.lines(3)], [[], []]);
  assertEquals(scene.answers(1, "bans", ""), ["-- nobody is banned from #dev"]);
  scene.ask(1, "kick", "bob");
  scene.ask(1, "ban", "cay for 1h");
  scene.wait();
  assertEquals(scene.lines(3), [
    "#dev bob has left (kicked by ann)",
    "-- ann has banned you from #dev until 1970-01-01 01:17 UTC",
    "-- you speak in #lobby now",
  ]);
});

Deno.test("those who are muted everywhere leave all rooms without their words", () => {
  const scene = withOperator();
  scene.ask(9, "mute", "bob");
  scene.lines(1);
  scene.ask(2, "quit", "buy this");
  scene.wait();
  assertEquals(scene.lines(1), ["bob has left", "#dev bob has left"]);
});

Deno.test("in a moderated room moderators and people with a voice speak", () => {
  const scene = dev();
  scene.ask(1, "room", "moderated on");
  scene.ask(1, "voice", "cay");
  const told = "-- #dev is moderated: only moderators and people with a voice speak there";
  for (const [name, input] of [["say", "hello"], ["me", "waves"], ["topic", "x"]] as const) {
    assertEquals(scene.answers(2, name, input), [told], name);
  }
  scene.lines(2);
  for (const id of [1, 3]) scene.ask(id, "say", "hello");
  assertEquals(scene.lines(2), ["#dev ann: hello", "#dev cay: hello"]);
  scene.ask(2, "quit", "buy this");
  scene.wait();
  assertEquals(scene.lines(1).filter((line) => line.startsWith("#dev bob has")), [
    "#dev bob has left",
  ]);
  scene.ask(1, "devoice", "cay");
  assertEquals(scene.answers(3, "say", "hello").at(-1), told);
});

Deno.test("only timed mutes by address are kept, and of rooms that are not kept none", () => {
  const scene = withOperator();
  scene.enter(4, { nick: "dan" });
  const changes = () =>
    scene.effects.splice(0).flatMap((effect) => effect.kind === "order" ? [effect.change] : []);
  scene.ask(1, "mute", "bob for 10m");
  scene.ask(9, "mute", "dan for 10m");
  assertEquals(changes(), []);
  scene.ask(9, "mute", "bob for 10m");
  assertEquals<unknown>(changes(), [{
    kind: "mute",
    room: "lobby",
    network: "192.0.2.2",
    name: "bob",
    until: NOW + 600_100,
    by: "oda",
    reason: "",
    since: NOW + 100,
  }]);
  const unmuted = { kind: "unmute", room: "lobby", network: "192.0.2.2" };
  scene.ask(9, "mute", "bob");
  assertEquals<unknown>(changes(), [unmuted]);
  scene.ask(9, "unmute", "bob");
  assertEquals<unknown>(changes(), [unmuted]);
});

Deno.test("timed mutes of a kept room are kept with it, those from before it was kept too", () => {
  const scene = withOperator();
  const changes = () =>
    scene.effects.splice(0).flatMap(({ kind, ...effect }) =>
      kind === "order" && "change" in effect ? [effect.change] : []
    );
  const begun = NOW + 100;
  scene.ask(1, "mute", "bob for 10m");
  scene.ask(1, "mute", "cay");
  scene.wait(1000);
  assertEquals(changes(), []);
  const rest = { room: "dev", network: "192.0.2.2", name: "bob", by: "ann", reason: "" };
  const before = { kind: "mute", ...rest, until: begun + 600_000, since: begun };
  scene.ask(9, "room", { room: "dev", text: "keep on" });
  assertEquals<unknown>(changes().filter(({ kind }) => kind !== "room"), [before]);
  scene.ask(1, "unmute", "bob");
  assertEquals<unknown>(changes(), [{ kind: "unmute", room: "dev", network: "192.0.2.2" }]);
  scene.ask(1, "mute", "bob for 10m");
  assertEquals<unknown>(changes(), [{ ...before, until: begun + 601_000, since: begun + 1000 }]);
  scene.ask(9, "room", { room: "dev", text: "keep off" });
  changes();
  scene.ask(1, "unmute", "bob");
  assertEquals(changes(), []);
});

Deno.test("a room has 1000 mutes, and one more is refused", () => {
  const scene = dev();
  const { mutes } = structuredClone(scene.chat.snapshot()).ledger.order;
  assertEquals(mutes, []);
  scene.ask(1, "mute", "bob");
  for (let n = 0; n < MAX_ROOM_MUTES - 1; n++) {
    const id = 100 + n;
    scene.enter(id, { nick: `p${id}`, origin: strangerAt(`198.51.${n >> 8}.${n & 255}`) });
    scene.ask(id, "join", "dev");
    scene.ask(1, "mute", `p${id}`);
    scene.leave(id);
  }
  scene.wait();
  assertEquals(scene.answers(1, "mute", "cay"), [
    "-- 1000 people are muted in #dev, which is the most; unmute somebody first",
  ]);
  assertEquals(scene.answers(1, "mute", "bob for 1h"), [
    "-- bob is muted in #dev until 1970-01-01 01:17 UTC",
  ]);
  scene.ask(3, "say", "hello");
  assertEquals(scene.lines(1).at(-1), "#dev cay: hello");
});

Deno.test("a room that vanishes takes its mutes along", () => {
  const scene = dev();
  scene.ask(1, "mute", "bob");
  for (const id of [1, 2, 3]) scene.ask(id, "part", "dev");
  scene.ask(2, "join", "dev");
  scene.wait();
  scene.ask(2, "say", "hello");
  assertEquals(scene.lines(2).at(-1), "#dev bob: hello");
});

Deno.test("mutes come back with the data of the chat", () => {
  const scene = dev();
  scene.ask(1, "mute", "bob for 10s");
  const { ledger } = scene.chat.snapshot();
  assertEquals<unknown>(ledger.order.mutes, [{
    room: "dev" as RoomName,
    mute: {
      subject: { network: "192.0.2.2" },
      name: "bob",
      fold: "bob",
      until: NOW + 10_000,
      by: "ann",
      reason: "",
      since: NOW,
    },
  }]);
  assertEquals(ledger.rooms[0]?.room, LOBBY);
});

Deno.test("programs are told the end of a mute as a time", () => {
  const scene = dev();
  scene.enter(5, { nick: "robo", detail: "every", wanted: { rooms: ["dev"], hasLobby: true } });
  scene.objects(5);
  scene.ask(1, "mute", "robo for 10s");
  scene.ask(5, "say", { room: "dev", text: "hello" });
  assertEquals(scene.objects(5).map(({ text: _, ...notice }) => notice), [
    {
      type: "notice",
      code: "muted",
      why: "you",
      room: "dev",
      from: "ann",
      until: "1970-01-01T00:16:50.100Z",
    },
    {
      type: "notice",
      code: "muted",
      why: "refused",
      room: "dev",
      until: "1970-01-01T00:16:50.100Z",
    },
  ]);
});
