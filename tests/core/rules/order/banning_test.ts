/**
 * Bans of a room and of the daemon: whom they are against, who is put out, and what each is told.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Effect, Origin } from "../../../../lib/core/event.ts";
import { MAX_ROOM_BANS } from "../../../../lib/core/state/bans.ts";
import { clientId, LOBBY, type RoomName } from "../../../../lib/core/units.ts";
import { connected } from "../../../support/happenings.ts";
import { OPERATOR, originOf, strangerAt } from "../../../support/origins.ts";
import { RoomScene } from "../../../support/room_scene.ts";

const DEV = "dev" as RoomName;
const LOOPBACK = originOf({
  address: "127.0.0.1:40001",
  ip: "127.0.0.1",
  network: "127.0.0.1",
  transport: "tcp",
});

/** People in the lobby, by name and origin; ids from 1; nothing is to be heard. */
function sceneOf(people: Readonly<Record<string, Origin>>): RoomScene {
  const scene = new RoomScene();
  for (const [index, [nick, origin]] of Object.entries(people).entries()) {
    scene.enter(index + 1, { nick, origin });
  }
  scene.wait();
  return quiet(scene, Object.keys(people).length);
}

function quiet(scene: RoomScene, count: number): RoomScene {
  for (let id = 1; id <= count; id++) scene.lines(id);
  return scene;
}

/** Ann, who owns `dev`, bob and cay in it, and dan in the lobby alone; each at an address of its own. */
function inDev(): RoomScene {
  const scene = sceneOf({
    ann: strangerAt("192.0.2.1"),
    bob: strangerAt("192.0.2.2"),
    cay: strangerAt("198.51.100.3"),
    dan: strangerAt("192.0.2.4"),
  });
  for (const id of [1, 2, 3]) scene.ask(id, "join", "dev");
  scene.wait();
  return quiet(scene, 4);
}

function ofKind<K extends Effect["kind"]>(scene: RoomScene, kind: K) {
  return scene.effects.filter((effect): effect is Extract<Effect, { kind: K }> =>
    effect.kind === kind
  );
}

/** What somebody is told who tries to enter from an address. */
function knock(scene: RoomScene, id: number, origin: Origin): string[] {
  scene.enter(id, { nick: `n${id}`, origin });
  scene.wait();
  return scene.lines(id);
}

Deno.test("a person who is banned from a room is put out of it, and cannot come back", () => {
  const scene = inDev();
  scene.ask(1, "ban", "bob too loud");
  scene.wait();
  assertEquals(scene.lines(2), [
    "-- ann has banned you from #dev: too loud",
    "-- you speak in #lobby now",
  ]);
  assertEquals(scene.lines(3), ["#dev bob has left (banned by ann: too loud)"]);
  assertEquals(scene.lines(1), [
    "#dev bob has left (banned by ann: too loud)",
    "-- bob is banned from #dev",
  ]);
  scene.ask(2, "join", "dev");
  assertEquals(scene.lines(2), ["-- you are banned from #dev: too loud"]);
  // The same person with another name and connection.
  knock(scene, 5, strangerAt("192.0.2.2"));
  scene.ask(5, "join", "#DEV");
  assertEquals(scene.lines(5), ["-- you are banned from #dev: too loud"]);
  scene.ask(4, "join", "dev");
  assertEquals(scene.lines(4).at(-1), "-- you speak in #dev now");
});

Deno.test("a ban with a time ends at that instant, and says until when", () => {
  const scene = inDev();
  scene.ask(1, "ban", "bob for 1h");
  assertEquals(scene.lines(1).at(-1), "-- bob is banned from #dev until 1970-01-01 01:17 UTC");
  scene.wait(3_599_999);
  quiet(scene, 4);
  scene.ask(2, "join", "dev");
  assertEquals(scene.lines(2), ["-- you are banned from #dev until 1970-01-01 01:17 UTC"]);
  scene.wait(1);
  scene.ask(2, "join", "dev");
  assertEquals(scene.lines(2).at(-1), "-- you speak in #dev now");
});

Deno.test("what is no duration is refused, and nobody is banned", () => {
  const scene = inDev();
  const sentence = (value: string) =>
    `-- that is no duration: ${value}; it is written 30s, 10m, 2h or 7d, and is at most 3650d`;
  for (const value of ["ever", "10", "0", "0s", "-1h", "3651d", "1h1d"]) {
    scene.ask(1, "ban", `bob for ${value} spam`);
    assertEquals(scene.lines(1), [sentence(value)], value);
  }
  scene.ask(1, "ban", { name: "bob", room: "dev", for: "" });
  assertEquals(scene.lines(1), [sentence("")]);
  scene.ask(1, "ban", "bob for");
  assertEquals(scene.lines(1), ["-- usage: /ban NAME|ADDRESS|CIDR [for DUR] [REASON]"]);
  scene.ask(1, "bans");
  assertEquals(scene.lines(1), ["-- nobody is banned from #dev"]);
  assertEquals(ofKind(scene, "audit"), []);
});

Deno.test("a program gives time and reason as fields, which are taken literally", () => {
  const scene = inDev();
  scene.ask(1, "ban", { name: "bob", room: "#dev", for: "30m", reason: "for 2h" });
  assertEquals(scene.lines(1).at(-1), "-- bob is banned from #dev until 1970-01-01 00:47 UTC");
  scene.ask(1, "bans");
  assertEquals(scene.lines(1), [
    "-- bob: banned by ann 1970-01-01 00:16 UTC until 1970-01-01 00:47 UTC: for 2h",
  ]);
});

Deno.test("a ban of a network puts out all members from there, except those with a rank", () => {
  const scene = inDev();
  scene.ask(4, "join", "dev");
  scene.wait();
  quiet(scene, 4);
  scene.ask(1, "ban", "192.0.2.9/24");
  scene.wait();
  assertEquals(scene.lines(2).at(0), "-- ann has banned you from #dev");
  assertEquals(scene.lines(4).at(-2), "-- ann has banned you from #dev");
  // Ann is from there too, and stays.
  assertEquals(scene.lines(1).at(-1), "-- 192.0.2.0/24 is banned from #dev; 2 people were put out");
  assertEquals(scene.lines(3), [
    "#dev bob has left (banned by ann)",
    "#dev dan has left (banned by ann)",
  ]);
  assertEquals([...scene.chat.snapshot().ledger.rooms[1]?.members ?? []].length, 2);
});

Deno.test("an IPv6 person is banned with its /64, an address alone is that address", () => {
  const ipv6 = (ip: string): Origin =>
    originOf({ ip, network: "2001:db8:1:2::/64", isLoopback: false, transport: "tcp" });
  const scene = sceneOf({
    op: OPERATOR,
    ann: ipv6("2001:db8:1:2::1"),
    bob: ipv6("2001:db8:1:2::2"),
  });
  scene.ask(1, "ban", "2001:DB8:1:2:0::1");
  scene.wait();
  assertEquals(scene.lines(2), ["-- disconnected: banned by op"]);
  assertEquals(scene.lines(3), ["ann has left (banned by op)"]);
  assertEquals(knock(scene, 4, ipv6("2001:db8:1:2::1")), ["-- you are banned"]);
  scene.ask(1, "ban", "bob");
  assertEquals(knock(scene, 5, ipv6("2001:db8:1:2:ffff::9")), ["-- you are banned"]);
});

Deno.test("an IPv4-mapped network is the IPv4 network", () => {
  const scene = sceneOf({ op: OPERATOR, ann: strangerAt("192.0.2.1") });
  scene.ask(1, "ban", "::ffff:192.0.2.0/120");
  assertEquals(scene.lines(1).at(-1), "-- 192.0.2.0/24 is banned from this server");
  assertEquals(scene.lines(2), ["-- disconnected: banned by op"]);
});

Deno.test("a ban of everything from the daemon leaves this machine and the operators alone", () => {
  const far = { ...OPERATOR, ...strangerAt("192.0.2.9"), isOperator: true };
  const scene = sceneOf({
    op: OPERATOR,
    far,
    local: LOOPBACK,
    unix: originOf({ transport: "unix" }),
    ann: strangerAt("192.0.2.1"),
    bob: strangerAt("198.51.100.2"),
  });
  scene.ask(5, "join", "dev");
  scene.ask(6, "join", "dev");
  scene.wait();
  quiet(scene, 6);
  scene.ask(1, "ban", "0.0.0.0/0 for 1h flood");
  scene.wait();
  for (const id of [5, 6]) {
    assertEquals(scene.lines(id), ["-- disconnected: banned by op: flood"]);
  }
  // One word for both in the lobby, and nothing of one to the other.
  assertEquals(scene.lines(3), [
    "ann has left (banned by op: flood)",
    "bob has left (banned by op: flood)",
  ]);
  assertEquals(scene.chat.population, 4);
  assertEquals(scene.chat.snapshot().ledger.rooms.map(({ room }) => room), [LOBBY]);
  assertEquals(knock(scene, 7, LOOPBACK)[0], "You are n7");
  assertEquals(knock(scene, 8, far)[0], "You are n8");
  const line = "-- you are banned until 1970-01-01 01:17 UTC: flood";
  assertEquals(knock(scene, 9, strangerAt("203.0.113.5")), [line]);
});

Deno.test("this machine and operators cannot be banned from the daemon", () => {
  const scene = sceneOf({
    op: OPERATOR,
    other: OPERATOR,
    local: LOOPBACK,
    ghost: originOf({ isLoopback: false, transport: "tcp" }),
  });
  const cases = [
    ["other", "-- other is an operator and cannot be banned"],
    ["local", "-- local is on the machine of the server and cannot be banned"],
    ["ghost", "-- ghost has no address to ban; /kick ghost disconnects"],
    ["127.0.0.1", "-- 127.0.0.1 is on the machine of the server and cannot be banned"],
    ["::1", "-- ::1 is on the machine of the server and cannot be banned"],
    ["127.9.9.9/8", "-- 127.0.0.0/8 is on the machine of the server and cannot be banned"],
    ["op", "-- you cannot ban yourself"],
    ["nobody", "-- nobody here is called nobody"],
    ["#local", "-- nobody here is called #local"],
  ] as const;
  for (const [target, line] of cases) {
    scene.ask(1, "ban", target);
    assertEquals(scene.lines(1), [line], target);
  }
  assertEquals(scene.chat.population, 4);
  assertEquals(ofKind(scene, "audit"), []);
});

Deno.test("what looks like a network and is none is refused as such", () => {
  const scene = sceneOf({ op: OPERATOR });
  for (
    const value of ["192.0.2.0/33", "192.0.2", "300.1.1.1", "2001:db8::/129", "bob/24", "1::2::3"]
  ) {
    scene.ask(1, "ban", value);
    assertEquals(scene.lines(1), [
      `-- that is no address and no network: ${value}; ` +
      "they are written 192.0.2.7, 192.0.2.0/24, 2001:db8::/32",
    ]);
  }
});

Deno.test("from a room, people of this machine are banned by their id", () => {
  const scene = sceneOf({ ann: LOOPBACK, bob: LOOPBACK, cay: LOOPBACK });
  for (const id of [1, 2, 3]) scene.ask(id, "join", "dev");
  scene.wait();
  quiet(scene, 3);
  scene.ask(1, "ban", "BOB");
  scene.ask(2, "nick", "rob");
  scene.ask(2, "join", "dev");
  scene.wait();
  assertEquals(scene.lines(2).at(-1), "-- you are banned from #dev");
  assertEquals(scene.chat.snapshot().ledger.rooms[1]?.members.length, 2);
  scene.ask(1, "ban", "127.0.0.1");
  const line = "-- 127.0.0.1 is on the machine of the server and cannot be banned";
  assertEquals(scene.lines(1).at(-1), line);
});

Deno.test("only those who may ban can, and nobody bans a higher rank or an operator", () => {
  const scene = inDev();
  scene.enter(5, { nick: "op", origin: OPERATOR });
  scene.ask(5, "join", "dev");
  scene.wait();
  quiet(scene, 5);
  for (const command of ["ban", "unban"]) scene.ask(2, command, "cay");
  scene.ask(2, "bans");
  assertEquals(scene.lines(2), Array(3).fill("-- only moderators of #dev may do that"));
  scene.ask(2, "ban", { name: "cay", room: "lobby" });
  assertEquals(scene.lines(2), ["-- only operators of this server may do that in #lobby"]);
  scene.ask(1, "ban", "op");
  assertEquals(scene.lines(1), ["-- op is an operator and cannot be banned"]);
  // An operator bans an owner, from any room that it names.
  scene.ask(5, "part");
  scene.ask(5, "ban", { name: "ann", room: "dev", reason: "enough" });
  scene.wait();
  assertEquals(scene.lines(1).includes("-- op has banned you from #dev: enough"), true);
});

Deno.test("a person who is not in the room can be banned, and one who has just left cannot", () => {
  const scene = inDev();
  scene.ask(1, "ban", "dan");
  assertEquals(scene.lines(1), ["-- dan is banned from #dev"]);
  scene.ask(4, "join", "dev");
  assertEquals(scene.lines(4), ["-- you are banned from #dev"]);
  scene.leave(2);
  scene.lines(1);
  scene.ask(1, "ban", "bob");
  assertEquals(scene.lines(1).at(-1), "-- nobody here is called bob");
});

Deno.test("banned twice counts once, with the last words", () => {
  const scene = inDev();
  scene.ask(1, "ban", "bob for 1h one");
  scene.ask(1, "ban", "192.0.2.2 two");
  scene.ask(1, "ban", "bob three");
  scene.lines(1);
  scene.ask(1, "bans");
  assertEquals(scene.lines(1), ["-- bob: banned by ann 1970-01-01 00:16 UTC: three"]);
});

Deno.test("unban ends bans by name, in any case, and by network", () => {
  const scene = inDev();
  for (const target of ["bob", "10.0.0.0/8", "dan"]) scene.ask(1, "ban", target);
  quiet(scene, 4);
  scene.ask(1, "unban", "BOB");
  scene.ask(1, "unban", "10.9.9.9/8");
  scene.ask(1, "unban", "10.0.0.0/9");
  scene.ask(1, "unban", "cay");
  assertEquals(scene.lines(1), [
    "-- bob is not banned from #dev any more",
    "-- 10.0.0.0/8 is not banned from #dev any more",
    "-- 10.0.0.0/9 is not banned from #dev",
    "-- cay is not banned from #dev",
  ]);
  scene.ask(2, "join", "dev");
  assertEquals(scene.lines(2).at(-1), "-- you speak in #dev now");
  scene.ask(1, "bans");
  assertEquals(scene.lines(1).at(-1)?.startsWith("-- dan: "), true);
});

Deno.test("the reason of a ban has at most 400 bytes, and with a longer one nobody is banned", () => {
  const scene = inDev();
  const longest = "é".repeat(200);
  scene.ask(1, "ban", `bob ${longest}x`);
  assertEquals(scene.lines(1), ["-- that reason is too long: at most 400 bytes"]);
  scene.ask(1, "bans");
  assertEquals(scene.lines(1), ["-- nobody is banned from #dev"]);
  scene.ask(1, "ban", `bob for 1h ${longest}`);
  scene.ask(1, "bans");
  assertEquals(scene.lines(1).at(-1)?.endsWith(`UTC: ${longest}`), true);
});

Deno.test("moderators are not told the addresses of those they ban by name; operators are", () => {
  const scene = inDev();
  scene.enter(5, { nick: "op", origin: OPERATOR });
  scene.ask(1, "ban", "bob");
  scene.ask(1, "ban", "203.0.113.0/24");
  scene.wait();
  quiet(scene, 5);
  scene.ask(1, "bans");
  assertEquals(scene.lines(1), [
    "-- bob: banned by ann 1970-01-01 00:16 UTC",
    "-- 203.0.113.0/24: banned by ann 1970-01-01 00:16 UTC",
  ]);
  scene.ask(5, "bans", "dev");
  assertEquals(scene.lines(5), [
    "-- bob (192.0.2.2): banned by ann 1970-01-01 00:16 UTC",
    "-- 203.0.113.0/24: banned by ann 1970-01-01 00:16 UTC",
  ]);
});

Deno.test("bans lists 100 and counts the others; a room takes 1000 and refuses the next", () => {
  const scene = inDev();
  for (let n = 0; n < MAX_ROOM_BANS; n++) {
    scene.ask(1, "ban", `10.${n >> 8}.${n & 255}.1`);
  }
  scene.lines(1);
  scene.ask(1, "ban", "bob");
  assertEquals(scene.lines(1), [
    "-- there are 1000 bans, the most for #dev; end one with: /unban NAME",
  ]);
  assertEquals(scene.chat.snapshot().ledger.rooms[1]?.members.length, 3);
  scene.ask(1, "bans");
  const lines = scene.lines(1);
  assertEquals([lines.length, lines.at(-1)], [101, "-- and 900 more"]);
});

Deno.test("a private room tells a banned person nothing but that it cannot be entered", () => {
  const scene = inDev();
  scene.ask(1, "room", "private");
  scene.ask(1, "ban", "dan");
  scene.ask(1, "invite", "dan");
  quiet(scene, 4);
  scene.ask(4, "join", "dev");
  const line = "-- you cannot enter #dev: it is private, or no room can have that name now";
  assertEquals(scene.lines(4), [line]);
});

Deno.test("who is banned from the last room comes into the lobby", () => {
  const scene = inDev();
  scene.ask(2, "part", "lobby");
  scene.wait();
  quiet(scene, 4);
  scene.ask(1, "ban", "bob");
  scene.wait();
  assertEquals(scene.lines(2)[0], "-- ann has banned you from #dev");
  assertEquals(scene.lines(4), ["bob has arrived"]);
});

Deno.test("bans end with their room", () => {
  const scene = inDev();
  scene.ask(1, "ban", "bob");
  for (const id of [1, 3]) scene.ask(id, "part", "dev");
  scene.wait();
  quiet(scene, 4);
  scene.ask(2, "join", "dev");
  assertEquals(scene.lines(2).at(-1), "-- you speak in #dev now");
  assertEquals(scene.chat.snapshot().ledger.order.bans, []);
});

Deno.test("a ban that came after the gate keeps its person out in one line; one that is over does not", () => {
  const scene = sceneOf({ op: OPERATOR });
  // The gate has let both in; they wait for their first line.
  scene.ask(1, "ban", "192.0.2.1 for 1s");
  assertEquals(knock(scene, 2, strangerAt("192.0.2.1")), [
    "-- you are banned until 1970-01-01 00:17 UTC",
  ]);
  assertEquals(ofKind(scene, "drop").at(-1), {
    kind: "drop",
    client: clientId(2),
    reason: { by: "daemon", code: "banned", from: "op", text: "" },
  });
  assertEquals(scene.chat.population, 1);
  scene.wait(1000);
  assertEquals(knock(scene, 3, strangerAt("192.0.2.1"))[0], "You are n3");
});

Deno.test("a program at the door is told the ban, and a bye", () => {
  const scene = sceneOf({ op: OPERATOR });
  scene.ask(1, "ban", "192.0.2.1 spam");
  scene.apply(connected(2, { detail: "every", origin: strangerAt("192.0.2.1") }));
  assertEquals(scene.objects(2), [
    { type: "notice", code: "banned", text: "you are banned: spam", why: "daemon", reason: "spam" },
    {
      type: "bye",
      reason: "banned by op: spam",
      by: "daemon",
      code: "banned",
      from: "op",
      text: "spam",
    },
  ]);
});

Deno.test("two moderators who ban each other at once: the first one counts", () => {
  const scene = inDev();
  scene.enter(5, { nick: "eve", origin: strangerAt("203.0.113.5") });
  scene.ask(1, "ban", "bob");
  scene.ask(2, "ban", { name: "ann", room: "dev" });
  quiet(scene, 1);
  assertEquals(scene.lines(2).at(-1), "-- you are not in #dev; enter it with: /join dev");
});

Deno.test("each act is audited and, in the lobby, kept; refusals are neither", () => {
  const scene = sceneOf({ op: OPERATOR, ann: strangerAt("192.0.2.1") });
  scene.ask(1, "ban", "ann for 1h spam");
  scene.ask(1, "unban", "ann");
  scene.ask(1, "unban", "ann");
  const until = 1_000_100 + 3_600_000;
  const [ban, unban, ...others] = ofKind(scene, "audit");
  assertEquals(ban, {
    kind: "audit",
    act: "ban",
    client: clientId(1),
    by: "op",
    on: "ann",
    network: "192.0.2.1",
    room: LOBBY,
    reason: "spam",
    until,
  });
  assertEquals([unban?.act, unban?.on, unban?.network], ["unban", "ann", "192.0.2.1"]);
  assertEquals(others, []);
  assertEquals(ofKind(scene, "order").map(({ change }) => change), [
    {
      kind: "ban",
      room: LOBBY,
      network: "192.0.2.1",
      name: "ann",
      by: "op",
      reason: "spam",
      since: 1_000_100,
      until,
    },
    { kind: "unban", room: LOBBY, network: "192.0.2.1" },
  ]);
});

Deno.test("bans of a room that is not kept are not for the store", () => {
  const scene = inDev();
  scene.ask(1, "ban", "bob");
  scene.ask(1, "unban", "bob");
  assertEquals(ofKind(scene, "audit").map(({ act, room }) => [act, room]), [
    ["ban", DEV],
    ["unban", DEV],
  ]);
  assertEquals(ofKind(scene, "order"), []);
});
