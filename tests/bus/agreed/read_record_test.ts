/** Records as text: those of nodes are read as they were, and whatever else stands in the log is nothing. */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import {
  birthOf,
  encodeEntry,
  encodeRecord,
  ENVELOPE_BYTES,
  MAX_IDS,
  MAX_RECORD_LENGTH,
  MAX_SETTINGS_LENGTH,
  readRecord,
} from "../../../lib/bus/agreed/read_record.ts";
import { type Entry, MAX_ENTRIES } from "../../../lib/bus/agreed/record.ts";
import { Replica } from "../../../lib/bus/agreed/replica.ts";
import { clientId } from "../../../lib/core/units.ts";
import { A, B, BEAT, BIRTH, BusScene, DOWN, enters, event } from "../../support/bus_scene.ts";
import { ids, leaves, says, up } from "../../support/bus_scene.ts";

/** Whether a record of these entries is read. */
function isRead(n: number, ...entries: unknown[]): boolean {
  return "record" in readRecord(JSON.stringify({ v: 1, e: A, n, i: entries }));
}

const SAMPLES: readonly Entry[] = [BEAT, DOWN, enters(1), ids(1), leaves(1), says(1, "é\u0000𝒳")];

Deno.test("a record is read as it was made", () => {
  for (const i of [SAMPLES, [up(A), ...SAMPLES], [{ kind: "level", level: 2 } as const]]) {
    const record = { v: 1, e: A, n: 1, i };
    const text = encodeRecord(record, i.map(encodeEntry));
    assertEquals(readRecord(text), { record: structuredClone(record) });
  }
});

Deno.test("a record is at most so many bytes longer than its entries and the commas between", () => {
  const longest = {
    v: 65_535,
    e: `${"n".repeat(63)}.${"r".repeat(32)}`,
    n: Number.MAX_SAFE_INTEGER,
  };
  const entries = SAMPLES.map(encodeEntry);
  const bytes = new TextEncoder().encode(encodeRecord(longest, entries)).length;
  const bare = new TextEncoder().encode(entries.join(",")).length;
  assertEquals(bytes - bare <= ENVELOPE_BYTES, true, `${bytes - bare}`);
});

Deno.test("the birth of a log is had from its record alone", () => {
  assertEquals(birthOf(encodeRecord({ v: 1, e: A, n: 1 }, [encodeEntry(BIRTH)])), {
    id: "birth-1",
    key: "k".repeat(43) + "=",
  });
  assertEquals(birthOf(encodeRecord({ v: 1, e: A, n: 1 }, [encodeEntry(BEAT)])), undefined);
  assertEquals(birthOf("no record"), undefined);
});

Deno.test("a record holds from one to so many entries", () => {
  const entries = (count: number) => Array.from({ length: count }, () => BEAT);
  const read = [0, 1, MAX_ENTRIES, MAX_ENTRIES + 1].map((count) => isRead(2, ...entries(count)));
  assertEquals(read, [false, true, true, false]);
});

Deno.test("a record that is too long is not read", () => {
  const at = (length: number) => {
    const text = encodeRecord({ v: 1, e: A, n: 2 }, [encodeEntry(BEAT)]);
    return text + " ".repeat(length - text.length);
  };
  assertEquals("record" in readRecord(at(MAX_RECORD_LENGTH)), true);
  assertEquals("record" in readRecord(at(MAX_RECORD_LENGTH + 1)), false);
});

Deno.test("the fields of a record are what they must be", () => {
  const good = { v: 1, e: A, n: 2, i: [BEAT] };
  const bad: [string, unknown][] = [
    ["v", 0],
    ["v", "1"],
    ["v", 65_536],
    ["e", "a"],
    ["e", ".aaaaaaaa"],
    ["e", "a.AAAAAAAA"],
    ["e", "a.aaaaaaa"],
    ["e", "a b.aaaaaaaa"],
    ["e", `${"a".repeat(64)}.aaaaaaaa`],
    ["e", null],
    ["n", 0],
    ["n", 1.5],
    ["n", Number.MAX_SAFE_INTEGER],
    ["i", {}],
    ["i", [[]]],
    ["i", [null]],
    ["i", [{ kind: "none" }]],
  ];
  assertEquals("record" in readRecord(JSON.stringify(good)), true);
  for (const [key, value] of bad) {
    const read = readRecord(JSON.stringify({ ...good, [key]: value }));
    assertEquals("fault" in read, true, `${key} ${JSON.stringify(value)}`);
  }
});

Deno.test("what a node asks for has a bound", () => {
  const settings = (length: number) => up(A, { settings: "s".repeat(length) });
  assertEquals([0, 1, MAX_IDS, MAX_IDS + 1].map((count) => isRead(2, ids(count))), [
    false,
    true,
    true,
    false,
  ]);
  assertEquals(isRead(1, settings(MAX_SETTINGS_LENGTH)), true);
  assertEquals(isRead(1, settings(MAX_SETTINGS_LENGTH + 1)), false);
});

Deno.test("an epoch begins at the beginning, and a birth is alone", () => {
  assertEquals(isRead(1, up(A), BEAT), true);
  assertEquals(isRead(2, up(A)), false);
  assertEquals(isRead(1, BEAT, up(A)), false);
  assertEquals(isRead(1, up(A), up(A)), false);
  assertEquals(isRead(1, up(B)), false);
  assertEquals(isRead(1, BIRTH), true);
  assertEquals(isRead(1, BIRTH, BEAT), false);
  assertEquals(isRead(2, BIRTH), false);
});

Deno.test("a beat has a digest, and a birth has an id and a key", () => {
  assertEquals(isRead(2, { ...BEAT, digest: "F".repeat(16) }), false);
  assertEquals(isRead(2, { ...BEAT, digest: "0".repeat(17) }), false);
  assertEquals(isRead(2, { ...BEAT, position: -1 }), false);
  assertEquals(isRead(1, { ...BIRTH, id: "a b" }), false);
  assertEquals(isRead(1, { ...BIRTH, key: "short" }), false);
});

Deno.test("no address comes by the log, nor what each node says to itself", () => {
  const { event: connected } = enters(1) as Extract<Entry, { kind: "event" }>;
  if (connected.kind !== "connected") throw new Error("no arrival");
  const read = (change: object, origin: object = {}) =>
    isRead(2, {
      kind: "event",
      event: { ...connected, ...change, origin: { ...connected.origin, ...origin } },
    });
  assertEquals(read({}), true);
  assertEquals(read({}, { network: "#0123456789abcdef" }), true);
  assertEquals(read({}, { network: "192.0.2.1" }), false);
  assertEquals(read({}, { network: "#0123456789abcdef0" }), false);
  assertEquals(read({}, { address: "192.0.2.1:1000" }), false);
  assertEquals(read({}, { ip: "192.0.2.1" }), false);
  assertEquals(read({ realOrigin: connected.origin }), false);
  assertEquals(read({ isForeign: true }), false);
});

Deno.test("events have the shape that the chat expects", () => {
  const about = (part: object) => isRead(2, { kind: "event", event: { client: 1, ...part } });
  const forms: object[] = [];
  const bound = { kind: "bound", name: "say", args: { text: "x" }, forms };
  const hello = { kind: "hello", dialect: { kind: "json" }, forms };
  const command = (base: object, part: object = {}) =>
    about({ kind: "command", command: { ...base, ...part } });
  const name = { nick: "ann", fold: "ann", skeleton: "ann" };
  const title = { room: "dev", fold: "dev", skeleton: "dev" };
  const good = [
    command(bound),
    command(bound, { token: "t" }),
    command(hello, { nick: "ann", history: 5 }),
    about({ kind: "disconnected", reason: { by: "member", code: "lost" } }),
    about({ kind: "barred", room: "lobby", network: "192.0.2.0/24" }),
    command(bound, { forms: [{ as: "person", text: "Ann", fold: "ann" }] }),
    command(bound, {
      forms: [{ as: "name", text: "ann", name }, { as: "room", text: "dev", title }],
    }),
    command(bound, { forms: [{ as: "name", text: "", problem: { code: "name-empty" } }] }),
  ];
  assertEquals(good, good.map(() => true));
  const bad = [
    about({}),
    about({ kind: 5 }),
    about({ kind: "command" }),
    about({ kind: "command", command: null }),
    command(bound, { name: 5 }),
    command(bound, { args: [] }),
    command(bound, { token: 5 }),
    command(hello, { dialect: undefined }),
    command(hello, { nick: 5 }),
    about({ kind: "disconnected", reason: "lost" }),
    about({ kind: "disconnected", reason: { by: "member", code: "c".repeat(65) } }),
    about({ kind: "barred", room: "lobby" }),
    about({ kind: "barred", room: "lobby", network: "192.0.2.1", client: 0 }),
    about({ kind: "barred", room: "lobby", network: "192.0.2.1", client: "1" }),
    about({ kind: "barred", room: "lobby", network: "192.0.2.1", client: 1.5 }),
    about({ kind: "barred", room: "lobby", network: "192.0.2.1", a: [[[[[[[[]]]]]]]] }),
    about({ kind: "connected" }),
    about({ kind: "connected", origin: {}, hearing: {} }),
  ];
  assertEquals(bad, bad.map(() => false));
});

Deno.test("only events that were read come by the log: no node reads them in its own way", () => {
  const command = (part: object) =>
    isRead(2, { kind: "event", event: { kind: "command", client: 1, command: part } });
  const forms: object[] = [];
  const bad = [
    command({ kind: "ask", name: "say", input: { text: "x" } }),
    command({ kind: "ask", name: "say", input: { text: "x" }, forms }),
    command({ kind: "bound", name: "say", args: {} }),
    command({ kind: "hello", dialect: { kind: "json" } }),
    command({ kind: "bound", name: "say", args: {}, forms: [{ as: "person", text: "x" }] }),
    command({ kind: "bound", name: "say", args: {}, forms: [{ as: "name", text: "x", name: {} }] }),
    command({ kind: "bound", name: "say", args: {}, forms: [{ as: "room", text: "x" }] }),
    command({ kind: "bound", name: "say", args: {}, forms: [{ as: "none", text: "x" }] }),
  ];
  assertEquals(bad, bad.map(() => false));
});

Deno.test("events that only the replica gives to the chat do not come by the log", () => {
  const about = (part: object) => isRead(2, { kind: "event", event: { client: 1, ...part } });
  const bad = [
    about({ kind: "gone", clients: [1, 2, 3], reason: { by: "daemon", code: "node-lost" } }),
    about({ kind: "tick", part: "agreed" }),
    about({ kind: "shutdown" }),
    about({ kind: "settings", settings: {} }),
    about({ kind: "more" }),
  ];
  assertEquals(bad, bad.map(() => false));
});

Deno.test("what somebody asks for on entry has its shape", () => {
  const asks = (part: object) => {
    const { event: connected } = enters(1) as Extract<Entry, { kind: "event" }>;
    return isRead(2, { kind: "event", event: { ...connected, ...part } });
  };
  const wanted = (part: object) => asks({ wanted: { rooms: ["dev"], hasLobby: true, ...part } });
  assertEquals(wanted({}), true);
  const rooms = [{ room: "lobby", epoch: "e" }];
  assertEquals(asks({ isBack: true, stay: { rooms, room: "lobby", before: [] } }), true);
  assertEquals(wanted({ resume: [{ room: "dev", seq: 0, epoch: "e" }] }), true);
  const bad = [
    asks({ nick: 5 }),
    asks({ spare: [] }),
    asks({ spare: undefined }),
    asks({ spare: [{ nick: "a" }] }),
    asks({ forms: undefined }),
    asks({ stay: { rooms: [], room: "lobby" } }),
    asks({ stay: { rooms: ["lobby"], room: "lobby", before: [] } }),
    asks({ history: -1 }),
    asks({ program: [] }),
    asks({ isBack: "yes" }),
    asks({ hearing: { detail: "none", isProgram: true } }),
    asks({ client: -1 }),
    wanted({ rooms: "dev" }),
    wanted({ rooms: [1] }),
    wanted({ hasLobby: 1 }),
    wanted({ resume: {} }),
    wanted({ resume: [{ room: "dev", seq: -1, epoch: "e" }] }),
  ];
  assertEquals(bad, bad.map(() => false));
});

Deno.test("whatever stands in the log, nothing throws, and what is nothing changes nothing", () => {
  const scene = new BusScene(A);
  scene.put(A, up(A), ids(100), enters(1));
  let nothing = 0;
  fc.assert(
    fc.property(garbage(), (data) => {
      const before = JSON.stringify(scene.replica.snapshot().homes);
      const applied = scene.putText(data);
      if (applied.fault === undefined) return;
      nothing++;
      if ("fault" in readRecord(data)) {
        assertEquals(applied.events, []);
        assertEquals(JSON.stringify(scene.replica.snapshot().homes), before);
      }
    }),
    { numRuns: 4000 },
  );
  assertEquals(nothing > 1000, true, `${nothing} records were nothing`);
  const again = new Replica();
  again.become(A);
  for (const record of scene.records) {
    again.apply(record);
    again.settled(record.position);
  }
  assertEquals(again.digest, scene.replica.digest);
});

/** Texts that are no records, or nearly. */
function garbage(): fc.Arbitrary<string> {
  const entry = fc.oneof(
    fc.constantFrom<unknown>(BEAT, ids(3), enters(2), leaves(2), says(1, "x"), up(B), BIRTH),
    fc.jsonValue(),
    fc.record({ kind: fc.constantFrom("event", "beat", "ids", "up", "level"), event: anyEvent() }),
  );
  const record = fc.record({
    v: fc.oneof({ weight: 5, arbitrary: fc.constant<unknown>(1) }, fc.jsonValue()),
    e: fc.oneof(fc.constantFrom<unknown>(A, B, "a", "a.b"), fc.string()),
    n: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.jsonValue()),
    i: fc.array(entry, { maxLength: 4 }),
  });
  const text = record.map((value) => JSON.stringify(value));
  const torn = fc.tuple(text, fc.nat()).map(([whole, at]) => whole.slice(0, at % whole.length));
  const deep = fc.nat(5000).map((depth) => "[".repeat(depth) + "]".repeat(depth));
  return fc.oneof({ weight: 6, arbitrary: text }, torn, fc.json(), fc.string(), deep);
}

function anyEvent(): fc.Arbitrary<unknown> {
  const client = clientId(1);
  return fc.oneof(
    fc.jsonValue(),
    fc.dictionary(
      fc.constantFrom("kind", "command", "origin", "reason", "__proto__"),
      fc.jsonValue(),
    )
      .map((fields) => ({ ...fields, client })),
    fc.constantFrom<unknown>(
      (event({ kind: "more", client }) as { event: unknown }).event,
      {
        kind: "command",
        client,
        command: { kind: "bound", name: "__proto__", args: {}, forms: [] },
      },
    ),
  );
}
