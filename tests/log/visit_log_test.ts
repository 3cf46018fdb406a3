import { assertEquals } from "@std/assert";
import { clientId, LOBBY } from "../../lib/core/units.ts";
import { addressWriter, type WriteAddress } from "../../lib/log/address_writer.ts";
import type { Log } from "../../lib/log/log.ts";
import { QUOTA_IN_ALL, QUOTA_OF_NETWORK } from "../../lib/log/quota.ts";
import { SUM_EVERY_MILLIS } from "../../lib/log/sums.ts";
import { type LogOrigin, VisitLog } from "../../lib/log/visit_log.ts";
import { FakePacer } from "../support/fake_pacer.ts";

const LOOPBACK: LogOrigin = {
  transport: "tcp",
  address: "127.0.0.1:5000",
  network: "127.0.0.1",
  isLimited: false,
};
const STRANGER: LogOrigin = {
  transport: "tcp",
  address: "192.0.2.1:5000",
  network: "192.0.2.1",
  isLimited: true,
};
const TRAFFIC = { linesIn: 3, bytesOut: 120, skipped: 1 };

class Scene {
  readonly pacer = new FakePacer();
  readonly told: string[] = [];
  readonly debugged: string[] = [];
  readonly visits: VisitLog;

  constructor(hasNames = true, writeAddress: WriteAddress = (text) => text) {
    const { pacer } = this;
    const now = () => pacer.now();
    const later = (after: number, call: () => void) => pacer.later(after, call);
    this.visits = new VisitLog({ log: this.#log(), now, later, hasNames, writeAddress });
  }

  #log(): Log {
    const to = (records: string[]): Log["info"] => (event, fields = {}) => {
      const pairs = Object.entries(fields).filter(([, value]) => value !== undefined);
      records.push([event, ...pairs.map(([key, value]) => `${key}=${value}`)].join(" "));
    };
    const info = to(this.told);
    return { debug: to(this.debugged), info, warn: info, error: info, flush() {}, lost: 0 };
  }
}

Deno.test("VisitLog tells a visit so that a name leads to an address", () => {
  const { visits, told, pacer } = new Scene();
  visits.connected(7, STRANGER);
  visits.entered(7, "guest-7");
  visits.entered(7, "guest-7");
  visits.renamed(7, "guest-7", "duke");
  pacer.advance(1500);
  visits.left(7, "quit");
  visits.left(7, "quit");
  visits.disconnected(7, "quit", TRAFFIC);
  assertEquals(told, [
    "connected id=7 transport=tcp address=192.0.2.1:5000",
    "entered id=7 name=guest-7",
    "renamed id=7 from=guest-7 to=duke",
    "left id=7 name=duke reason=quit",
    "disconnected id=7 address=192.0.2.1:5000 reason=quit durationMillis=1500 linesIn=3 " +
    "bytesOut=120 skipped=1",
  ]);
  assertEquals([visits.open, pacer.timers], [0, 0]);
});

Deno.test("VisitLog leaves names out if it is told to, and nothing else", () => {
  const { visits, told } = new Scene(false);
  visits.connected(7, STRANGER);
  visits.entered(7, "guest-7");
  visits.renamed(7, "guest-7", "duke");
  visits.left(7, "quit");
  assertEquals(told.slice(1), ["entered id=7", "renamed id=7", "left id=7 reason=quit"]);
});

Deno.test("VisitLog tells nothing of a leave of somebody who never entered", () => {
  const { visits, told } = new Scene();
  visits.connected(7, STRANGER);
  visits.left(7, "lost");
  visits.disconnected(7, "not-entered", TRAFFIC);
  assertEquals(told.map((record) => record.split(" ", 1)[0]), ["connected", "disconnected"]);
});

Deno.test("VisitLog tells the first refusal of a network at once, and the others every ten seconds", () => {
  const { visits, told, debugged, pacer } = new Scene();
  for (let i = 0; i < 832; i++) visits.refused(STRANGER, "too many", "full");
  visits.handshakeFailed(STRANGER, "no TLS hello came");
  assertEquals(told.splice(0), [
    "refused transport=tcp address=192.0.2.1:5000 reason=too many",
    "handshake-failed transport=tcp address=192.0.2.1:5000 reason=no TLS hello came",
  ]);
  assertEquals(debugged.length, 831);
  pacer.advance(SUM_EVERY_MILLIS);
  assertEquals(told.splice(0), ["refused network=192.0.2.1 more=831 reason=too many"]);
  visits.refused(STRANGER, "too many", "full");
  pacer.advance(SUM_EVERY_MILLIS);
  assertEquals(told.splice(0), ["refused network=192.0.2.1 more=1 reason=too many"]);
  pacer.advance(SUM_EVERY_MILLIS);
  assertEquals([told.length, pacer.timers], [0, 0]);
  visits.refused(STRANGER, "too many", "full");
  assertEquals(told, ["refused transport=tcp address=192.0.2.1:5000 reason=too many"]);
  visits.close();
  assertEquals(pacer.timers, 0);
});

Deno.test("VisitLog tells failures to accept in the same way", () => {
  const { visits, told } = new Scene();
  for (let i = 0; i < 5; i++) visits.acceptFailed("Too many open files", 10);
  visits.close();
  assertEquals(told, [
    "accept-failed error=Too many open files pause=10",
    "accept-failed network=any more=4 reason=Too many open files",
  ]);
});

Deno.test("VisitLog bounds what one network can write, and what all can, and counts the rest", () => {
  const { visits, told, debugged, pacer } = new Scene();
  visits.connected(1, STRANGER);
  for (let i = 0; i < 1000; i++) visits.renamed(1, "a", "b");
  assertEquals(told.length, QUOTA_OF_NETWORK.burst);
  assertEquals(debugged.length, 1001 - QUOTA_OF_NETWORK.burst);
  visits.connected(2, { ...STRANGER, network: "192.0.2.2" });
  assertEquals(told.at(-1), "connected id=2 transport=tcp address=192.0.2.1:5000");
  for (let id = 3; id < 10_000; id++) {
    visits.connected(id, LOOPBACK);
    visits.disconnected(id, "lost", TRAFFIC);
  }
  assertEquals(told.length, QUOTA_IN_ALL.burst);
  told.splice(0);
  pacer.advance(SUM_EVERY_MILLIS);
  const [sum = ""] = told;
  assertEquals(/^not-logged renamed=801 disconnected=\d+ connected=\d+$/.test(sum), true, sum);
  assertEquals(told.length, 1);
});

Deno.test("VisitLog tells what operators and moderators do, and until when", () => {
  const { visits, told } = new Scene();
  visits.connected(7, LOOPBACK);
  visits.audited({
    act: "ban",
    client: clientId(7),
    by: "op",
    on: "bob",
    network: "192.0.2.7",
    room: LOBBY,
    reason: "spam",
    until: Date.UTC(2026, 10, 26, 14, 2),
  });
  visits.audited({ act: "lockdown", client: clientId(7), by: "op", setting: "on", reason: "" });
  assertEquals(told.slice(1), [
    "audit id=7 act=ban by=op on=bob network=192.0.2.7 room=lobby reason=spam " +
    "until=2026-11-26T14:02:00.000Z",
    "audit id=7 act=lockdown by=op setting=on",
  ]);
});

Deno.test("VisitLog leaves names out of acts, too, if it has none", () => {
  const { visits, told } = new Scene(false);
  visits.audited({ act: "kick", client: clientId(7), by: "ann", on: "bob", room: LOBBY });
  assertEquals(told, ["audit id=7 act=kick room=lobby"]);
});

Deno.test("acts of a guest count against the records of its network", () => {
  const { visits, told } = new Scene();
  visits.connected(7, STRANGER);
  const act = { act: "ban", client: clientId(7), by: "ann", room: LOBBY } as const;
  for (let n = 0; n <= QUOTA_OF_NETWORK.burst; n++) visits.audited(act);
  assertEquals(told.length, QUOTA_OF_NETWORK.burst);
  visits.tellSums();
  assertEquals(told.at(-1), "not-logged audit=2");
});
for (const [addresses, shown] of [["off", /^$/], ["hashed", /^[0-9a-f]{12}$/]] as const) {
  Deno.test(`VisitLog writes no address if they are ${addresses}, of any kind of record`, async () => {
    const { visits, told, debugged, pacer } = new Scene(true, await addressWriter(addresses));
    const other = { ...STRANGER, address: "192.0.2.1:6000" };
    visits.connected(7, STRANGER);
    visits.entered(7, "192.0.2.1:5000");
    visits.renamed(7, "192.0.2.1:5000", "duke");
    const act = { act: "ban", client: clientId(7), by: "duke", room: LOBBY } as const;
    visits.audited({ ...act, on: "192.0.2.1:6000", network: "192.0.2.1" });
    visits.left(7, "quit");
    visits.disconnected(7, "quit", TRAFFIC);
    for (const origin of [STRANGER, other, other]) {
      visits.refused(origin, "the server is full", "full");
      visits.foreignBeforeEntry(origin, "irc");
      visits.handshakeFailed(origin, "eof");
      visits.badProxyHeader(origin, "late");
    }
    pacer.advance(SUM_EVERY_MILLIS);
    const records = [...told, ...debugged];
    assertEquals(records.filter((record) => record.includes("192.0.2")), []);
    assertEquals(told.filter((record) => record.includes("more=2")).length, 4);
    const fields = records.flatMap((record) =>
      record.split(" ").filter((field) => /^(?:address|network|name|from|on|by)=/.test(field))
    );
    const values = new Set(fields.map((field) => field.replace(/^\w+=/, "")));
    values.delete("duke");
    // The same for each port, and in a sum.
    assertEquals(values.size <= 1, true);
    for (const value of values) assertEquals(shown.test(value), true, value);
    assertEquals(values.size, addresses === "hashed" ? 1 : 0);
  });
}

Deno.test("VisitLog tells a bad PROXY header as a warning, and what follows as a sum", () => {
  const { visits, told, pacer } = new Scene();
  visits.badProxyHeader(STRANGER, "missing");
  visits.badProxyHeader(STRANGER, "late");
  pacer.advance(SUM_EVERY_MILLIS);
  assertEquals(told, [
    "bad-proxy-header transport=tcp address=192.0.2.1:5000 reason=missing",
    "bad-proxy-header network=192.0.2.1 more=1 reason=late",
  ]);
});

Deno.test("VisitLog tells a check of a proxy at debug, and all of a client that enters by it", () => {
  const { visits, told, debugged } = new Scene();
  const check = {
    transport: "tcp",
    address: undefined,
    network: "tcp",
    isLimited: false,
    isCheck: true,
  };
  visits.connected(7, check);
  visits.disconnected(7, "not-entered", TRAFFIC);
  assertEquals(told, []);
  assertEquals(debugged.map((record) => record.split(" ")[0]), ["connected", "disconnected"]);
  visits.connected(8, check);
  visits.entered(8, "ann");
  visits.left(8, "quit");
  visits.disconnected(8, "quit", TRAFFIC);
  const events = told.map((record) => record.split(" ").slice(0, 2).join(" "));
  assertEquals(events, ["connected id=8", "entered id=8", "left id=8", "disconnected id=8"]);
});

Deno.test("VisitLog tells its watch each connection, whether it is logged or not", () => {
  const { pacer } = new Scene();
  const told: string[] = [];
  const quiet = () => {};
  const visits = new VisitLog({
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet, flush: quiet, lost: 0 },
    now: () => pacer.now(),
    later: (after, call) => pacer.later(after, call),
    hasNames: true,
    watch: {
      connected: (transport) => told.push(`connected ${transport}`),
      refused: (code) => told.push(`refused ${code}`),
      handshakeFailed: () => told.push("handshake-failed"),
      acceptFailed: () => told.push("accept-failed"),
    },
  });
  visits.connected(1, LOOPBACK);
  for (let i = 0; i < 2; i++) visits.refused(STRANGER, "the server is full", "full");
  visits.foreign(1, "http");
  visits.foreignBeforeEntry(STRANGER, "proxy");
  visits.handshakeFailed(STRANGER, "no hello");
  visits.acceptFailed("Too many open files", 10);
  visits.close();
  assertEquals(told, [
    "connected tcp",
    "refused full",
    "refused full",
    "refused http",
    "refused proxy",
    "handshake-failed",
    "accept-failed",
  ]);
});
