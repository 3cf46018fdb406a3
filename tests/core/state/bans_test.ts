/** @module */
import { assertEquals } from "@std/assert";
import type { Sentence, Subject } from "../../../lib/core/order.ts";
import {
  Bans,
  MAX_BANS_OF_ROOMS,
  MAX_DAEMON_BANS,
  MAX_ROOM_BANS,
} from "../../../lib/core/state/bans.ts";
import { clientId, LOBBY, type RoomName } from "../../../lib/core/units.ts";

const DEV = "dev" as RoomName;
const ANN = clientId(1);
const HOST: Subject = { network: "192.0.2.7" };
const BLOCK: Subject = { network: "192.0.2.0/24" };

function ban(subject: Subject, until?: number): Sentence {
  return { subject, until, by: "op", reason: "", since: 0 };
}

Deno.test("find() finds the ban of a client itself before that of its network", () => {
  const bans = new Bans();
  bans.add(DEV, ban(BLOCK), 0);
  bans.add(DEV, ban({ client: ANN }), 0);
  assertEquals(bans.find(DEV, { client: ANN, ip: "192.0.2.7" }, 0), ban({ client: ANN }));
  assertEquals(bans.find(DEV, { client: clientId(2), ip: "192.0.2.7" }, 0), ban(BLOCK));
  assertEquals(bans.find(DEV, { ip: "192.0.3.7" }, 0), undefined);
  assertEquals(bans.find(DEV, { client: clientId(2) }, 0), undefined);
  assertEquals(bans.find(LOBBY, { client: ANN, ip: "192.0.2.7" }, 0), undefined);
});

Deno.test("find() passes over bans that are over, to that of a larger network", () => {
  const bans = new Bans();
  bans.add(DEV, ban(BLOCK), 0);
  bans.add(DEV, ban(HOST, 100), 0);
  bans.add(DEV, ban({ client: ANN }, 50), 0);
  const find = (at: number) => bans.find(DEV, { client: ANN, ip: "192.0.2.7" }, at);
  assertEquals([49, 50, 99, 100].map((at) => find(at)?.until), [50, 100, 100, undefined]);
  assertEquals(find(100), ban(BLOCK));
});

Deno.test("add() replaces the ban of the same subject, and remove() ends it", () => {
  const bans = new Bans();
  bans.add(DEV, ban(HOST, 100), 0);
  bans.add(DEV, ban(HOST), 0);
  assertEquals(bans.snapshot(), [{ room: DEV, ban: ban(HOST) }]);
  assertEquals(bans.find(DEV, { ip: "192.0.2.7" }, 100), ban(HOST));
  assertEquals([bans.remove(DEV, HOST), bans.remove(DEV, HOST)], [true, false]);
  assertEquals(bans.find(DEV, { ip: "192.0.2.7" }, 0), undefined);
  assertEquals(bans.snapshot(), []);
});

Deno.test("countIn() counts the bans of one room, each subject once", () => {
  const bans = new Bans();
  for (const subject of [HOST, BLOCK, HOST, { client: ANN }]) bans.add(LOBBY, ban(subject), 0);
  bans.add(DEV, ban(HOST), 0);
  assertEquals([bans.countIn(LOBBY), bans.countIn(DEV)], [3, 1]);
  bans.remove(LOBBY, HOST);
  bans.drop(DEV);
  assertEquals([bans.countIn(LOBBY), bans.countIn(DEV)], [2, 0]);
});

Deno.test("of() gives the bans in force, the oldest first; expire() forgets the others", () => {
  const data = [ban(HOST, 100), ban(BLOCK), ban({ client: ANN }, 101)];
  const bans = new Bans(data.map((ban) => ({ room: DEV, ban })));
  assertEquals([...bans.of(DEV, 99)], data);
  assertEquals([...bans.of(DEV, 100)], data.slice(1));
  assertEquals(bans.snapshot().length, 3);
  bans.expire(100);
  assertEquals(bans.snapshot().map(({ ban }) => ban), data.slice(1));
  assertEquals([...bans.of(LOBBY, 0)], []);
});

Deno.test("of() gives a ban that was given anew by the time when it was", () => {
  const bans = new Bans();
  bans.add(DEV, { ...ban(HOST), since: 1 }, 1);
  bans.add(DEV, { ...ban(BLOCK), since: 2 }, 2);
  bans.add(DEV, { ...ban(HOST), since: 3 }, 3);
  assertEquals(Array.from(bans.of(DEV, 3), ({ since }) => since), [2, 3]);
});

Deno.test("expire() looks through all bans at most once a minute", () => {
  const bans = new Bans([{ room: DEV, ban: ban(HOST, 100) }]);
  bans.expire(0);
  bans.expire(59_999);
  assertEquals(bans.snapshot().length, 1);
  bans.expire(60_000);
  assertEquals(bans.snapshot(), []);
});

Deno.test("drop() forgets the bans of one room", () => {
  const bans = new Bans([{ room: DEV, ban: ban(HOST) }, { room: LOBBY, ban: ban(BLOCK) }]);
  bans.drop(DEV);
  assertEquals(bans.snapshot(), [{ room: LOBBY, ban: ban(BLOCK) }]);
});

Deno.test("forget() ends the bans of one client in every room", () => {
  const bans = new Bans();
  for (const room of [DEV, LOBBY]) bans.add(room, ban({ client: ANN }), 0);
  bans.add(DEV, ban({ client: clientId(2) }), 0);
  bans.add(DEV, ban(HOST), 0);
  bans.forget(ANN);
  assertEquals(bans.snapshot().map(({ ban }) => ban.subject), [{ client: clientId(2) }, HOST]);
});

/** So many bans of clients, one after the other. */
function fill(bans: Bans, room: RoomName, count: number): void {
  for (let id = 1; id <= count; id++) bans.add(room, ban({ client: clientId(id) }), 0);
}

for (const [room, bound] of [[DEV, MAX_ROOM_BANS], [LOBBY, MAX_DAEMON_BANS]] as const) {
  Deno.test(`add() takes ${bound} bans in ${room}, and changes those it has beyond`, () => {
    const bans = new Bans();
    fill(bans, room, bound);
    const last = clientId(bound);
    assertEquals(bans.add(room, ban(HOST), 0), bound);
    assertEquals(bans.find(room, { ip: "192.0.2.7" }, 0), undefined);
    assertEquals(bans.add(room, ban({ client: last }, 7), 0), undefined);
    assertEquals(bans.snapshot().length, bound);
    // The last one is over at 7, and makes room.
    assertEquals(bans.add(room, ban(HOST), 7), undefined);
    assertEquals(bans.snapshot().length, bound);
  });
}

Deno.test("all rooms together have a bound, which leaves that of the daemon alone", () => {
  const bans = new Bans();
  const rooms = MAX_BANS_OF_ROOMS / MAX_ROOM_BANS;
  for (let n = 0; n < rooms; n++) fill(bans, `r${n}` as RoomName, MAX_ROOM_BANS);
  assertEquals(bans.add(DEV, ban(HOST), 0), MAX_BANS_OF_ROOMS);
  assertEquals(bans.add(LOBBY, ban(HOST), 0), undefined);
  bans.remove("r0" as RoomName, { client: clientId(1) });
  assertEquals(bans.add(DEV, ban(HOST), 0), undefined);
  assertEquals(bans.add(DEV, ban(BLOCK), 0), MAX_BANS_OF_ROOMS);
  bans.drop("r1" as RoomName);
  assertEquals(bans.add(DEV, ban(BLOCK), 0), undefined);
});

Deno.test("bans come back from plain data as they were", () => {
  const bans = new Bans();
  bans.add(DEV, ban(HOST, 100), 0);
  bans.add(LOBBY, ban({ client: ANN }), 0);
  const again = new Bans(structuredClone(bans.snapshot()));
  assertEquals(again.snapshot(), bans.snapshot());
  assertEquals(again.find(DEV, { ip: "192.0.2.7" }, 99), ban(HOST, 100));
});
