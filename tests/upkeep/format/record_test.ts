/**
 * The lines of an export: written and read again, and what is refused, with its number.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { LeaveReason, RoomMessage } from "../../../lib/core/message.ts";
import type { Nick } from "../../../lib/core/reading/names.ts";
import { LOBBY, type RoomName } from "../../../lib/core/units.ts";
import { sanitize } from "../../../lib/text/sanitize.ts";
import { readName } from "../../../lib/upkeep/format/read_event.ts";
import {
  type EventRecord,
  EventWriter,
  roomLine,
  type RoomRecord,
  textLine,
} from "../../../lib/upkeep/format/record.ts";
import { RecordReader } from "../../../lib/upkeep/format/record_reader.ts";
import type { LineFault } from "../../../lib/words/upkeep.ts";
import { NASTY_TEXTS } from "../../fuzz/nasty.ts";

const DEV = "dev" as RoomName;
const NOON = Date.UTC(2026, 10, 26, 12, 0, 0, 5);
const LOBBY_RECORD: RoomRecord = {
  ...{ room: LOBBY, epoch: "e", seq: 9, said: 2, topic: "" },
  ...{ reserved: 9, openFrom: 0, closed: undefined },
};
const LOBBY_LINE = '{"type":"room","room":"lobby","epoch":"e","seq":9,"said":2}';

function message(seq: number, text = "hello", room = LOBBY): RoomMessage {
  return { kind: "message", seq, time: NOON, room, from: "ann" as Nick, text };
}

/** What a reader makes of the last of some lines; those before it have to be good. */
function faultOf(...lines: string[]): LineFault | undefined {
  const reader = new RecordReader();
  const reads = lines.map((line) => reader.read(line));
  for (const read of reads.slice(0, -1)) if (read.kind === "bad") return read.fault;
  const last = reads.at(-1);
  return last?.kind === "bad" ? last.fault : undefined;
}

Deno.test("roomLine() and EventWriter write what programs were told, one object a line", () => {
  assertEquals(roomLine(LOBBY_RECORD), `${LOBBY_LINE}\n`);
  const dev: RoomRecord = {
    ...{ room: DEV, epoch: "e", seq: 9, said: 2, topic: 'a "plan"' },
    ...{ reserved: 20, openFrom: 3, closed: NOON },
  };
  assertEquals(
    roomLine(dev),
    '{"type":"room","room":"dev","epoch":"e","seq":9,"said":2,"topic":"a \\"plan\\"",' +
      '"reserved":20,"openFrom":3,"closed":"2026-11-26T12:00:00.005Z"}\n',
  );
  assertEquals(new RecordReader().read(roomLine(dev)), { kind: "room", room: dev });
  assertEquals(
    new EventWriter([LOBBY_RECORD, dev]).line({ epoch: "e", event: message(3) }),
    '{"type":"message","seq":3,"time":"2026-11-26T12:00:00.005Z","room":"lobby","from":"ann",' +
      '"text":"hello"}\n',
  );
});

Deno.test("an event says its epoch where two rooms had one name, and nowhere else", () => {
  const old: RoomRecord = { ...LOBBY_RECORD, room: DEV, epoch: "e-1" };
  const rooms = [LOBBY_RECORD, old, { ...old, epoch: "e-2" }];
  const writer = new EventWriter(rooms);
  const records: EventRecord[] = [
    { epoch: "e-1", event: message(1, "first", DEV) },
    { epoch: "e", event: message(1) },
    { epoch: "e-2", event: message(1, "second", DEV) },
  ];
  const lines = records.map((record) => writer.line(record));
  assertEquals(lines.map((line) => /"epoch":"(.*?)"/.exec(line)?.[1]), ["e-1", undefined, "e-2"]);
  const reader = new RecordReader();
  rooms.forEach((room) => assertEquals(reader.read(roomLine(room)), { kind: "room", room }));
  const read = lines.map((line) => reader.read(line));
  assertEquals(read, records.map((record) => ({ kind: "event", record })));
  const unsaid =
    '{"type":"joined","seq":2,"time":"2026-11-26T12:00:00Z","room":"dev","name":"ann"}';
  assertEquals(faultOf(...rooms.map(roomLine), unsaid), { code: "needs-epoch", room: "dev" });
});

Deno.test("textLine() has the time in UTC, the room and the line as people were told it", () => {
  assertEquals(textLine(message(3), "en"), "[2026-11-26 12:00:00] ann: hello\n");
  const renamed: RoomMessage = {
    kind: "renamed",
    seq: 4,
    time: NOON,
    room: DEV,
    from: "ann" as Nick,
    to: "bob" as Nick,
  };
  assertEquals(
    textLine(renamed, "en"),
    "[2026-11-26 12:00:00] #dev ann is now known as bob\n",
  );
  assertEquals(textLine(renamed, "zh").startsWith("[2026-11-26 12:00:00] #dev ann"), true);
});

const name = fc.constantFrom("ann", "鲍勃", "guest-7", "server", "127.0.0.1:40321", "[::1]:9")
  .map((each) => each as Nick);
const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...NASTY_TEXTS)).map(sanitize);
const reason: fc.Arbitrary<LeaveReason> = fc.oneof(
  fc.record({ by: fc.constant("member"), code: fc.constantFrom("end-of-input", "lost", "part") }),
  fc.constant({ by: "member", code: "quit" }),
  text.filter((each) => each !== "").map((each) => ({ by: "member", code: "quit", text: each })),
  fc.constantFrom("too-slow", "too-long", "refused", "shutdown", "fault")
    .map((code) => ({ by: "daemon", code })),
  fc.nat().map((after) => ({ by: "daemon", code: "idle", after })),
  fc.tuple(name, text).map(([from, each]) => ({ by: "daemon", code: "kicked", from, text: each })),
) as fc.Arbitrary<LeaveReason>;
const what = fc.oneof(
  fc.record({ kind: fc.constantFrom("message", "action", "topic"), from: name, text }),
  fc.record({ kind: fc.constant("joined"), name }),
  fc.record({ kind: fc.constant("left"), name, reason }),
  fc.record({ kind: fc.constant("renamed"), from: name, to: name }),
  fc.record({
    kind: fc.constant("room"),
    from: name,
    setting: fc.constantFrom("private", "password"),
    value: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("room"), setting: fc.constant("owner"), value: name }),
);
const event = fc.tuple(
  fc.record({
    seq: fc.integer({ min: 1, max: 4_294_967_295 }),
    time: fc.integer({ min: 0, max: 253_402_300_799_999 }),
    room: fc.constant(LOBBY),
  }),
  what,
).map(([stamp, rest]) => ({ ...stamp, ...rest }) as RoomMessage);

Deno.test("every event that is written is read again as it was", () => {
  const room = { ...LOBBY_RECORD, seq: 4_294_967_295 };
  fc.assert(fc.property(event, (each) => {
    const reader = new RecordReader();
    reader.read(roomLine(room));
    const record = { epoch: "e", event: each };
    assertEquals(reader.read(new EventWriter([room]).line(record)), { kind: "event", record });
  }));
});

Deno.test("no line makes the reader throw, and none gets a control character past it", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(...NASTY_TEXTS),
    fc.constantFrom(
      "lobby",
      "e",
      "message",
      "left",
      "room",
      "member",
      "daemon",
      "kicked",
      "ann",
      1,
    ),
    fc.constant("2026-11-26T12:00:00Z"),
  );
  const names = ["type", "room", "epoch", "seq", "time", "from", "text", "name", "reason", "by"];
  const fields = fc.dictionary(
    fc.constantFrom(...names, "code", "setting", "value", "topic"),
    value,
  );
  const complete = fields.map((each) => ({ ...EVENT, ...each }));
  const lines = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.oneof(fields, complete).map((each) => JSON.stringify(each)),
  );
  fc.assert(fc.property(fc.array(lines, { maxLength: 4 }), (each) => {
    const reader = new RecordReader();
    for (const read of [LOBBY_LINE, ...each].map((line) => reader.read(line))) {
      // What is refused is quoted where it is told.
      if (read.kind === "bad") return;
      assertEquals(/[^\P{Cc}\t]|\u202e/u.test(textsIn(read)), false);
    }
  }));
});

/** All texts of a value, one after the other. */
function textsIn(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null
    ? Object.values(value).map(textsIn).join("")
    : "";
}

Deno.test("texts of hostile lines are made safe to show", () => {
  const reader = new RecordReader();
  const header = `{"type":"room","room":"lobby","epoch":"e","seq":9,"topic":"a\\u001b[2Jb"}`;
  const read = reader.read(header);
  assertEquals(read.kind === "room" && read.room.topic, "a\ufffd[2Jb");
  const said = reader.read(
    '{"type":"message","seq":1,"time":"2026-11-26T12:00:00Z","room":"lobby","from":"ann",' +
      '"text":"a\\nbob: \\u202eb","nonsense":[1]}',
  );
  assertEquals(said, {
    kind: "event",
    record: {
      epoch: "e",
      event: { ...message(1, "a\ufffdbob: \ufffdb"), time: Date.UTC(2026, 10, 26, 12) },
    },
  });
});

Deno.test("names are not made safe but refused", () => {
  for (const good of ["ann", "guest-7", "server", "127.0.0.1:40321", "[fe80::1%eth0]:80", "李雷"]) {
    assertEquals(readName(good), good as Nick);
  }
  const bad = [
    "",
    "ann:",
    "a b",
    "#ann",
    "*",
    "a\nb",
    "\u202eann",
    "ﬁn",
    "a".repeat(65),
    "7",
    "--",
    7,
  ];
  for (const each of bad) assertEquals(readName(each), undefined, String(each));
});

const EVENT = {
  type: "message",
  seq: 3,
  time: "2026-11-26T12:00:00.005Z",
  room: "lobby",
  from: "ann",
  text: "hello",
};

/** A line of an event with other fields. */
function line(fields: Record<string, unknown>): string {
  return JSON.stringify({ ...EVENT, ...fields });
}

const WRONG_EVENTS: ReadonlyArray<readonly [fields: Record<string, unknown>, fault: LineFault]> = [
  [{ type: "welcome" }, { code: "unknown-type", type: "welcome" }],
  [{ type: undefined }, { code: "unknown-type", type: "" }],
  [{ type: "private", room: undefined }, { code: "unknown-type", type: "private" }],
  [{ room: undefined }, { code: "bad-field", field: "room" }],
  [{ room: "dev" }, { code: "no-room", room: "dev" }],
  [{ room: "LOBBY" }, { code: "no-room", room: "LOBBY" }],
  [{ epoch: "f" }, { code: "no-room", room: "lobby" }],
  [{ seq: 0 }, { code: "bad-field", field: "seq" }],
  [{ seq: 1.5 }, { code: "bad-field", field: "seq" }],
  [{ seq: "3" }, { code: "bad-field", field: "seq" }],
  [{ seq: 10 }, { code: "seq-beyond", seq: 10, last: 9 }],
  [{ time: 5 }, { code: "bad-field", field: "time" }],
  [{ time: "2026-11-26" }, { code: "bad-field", field: "time" }],
  [{ time: "2026-02-30T00:00:00Z" }, { code: "bad-field", field: "time" }],
  [{ time: "1969-12-31T23:59:59Z" }, { code: "bad-field", field: "time" }],
  [{ from: "a b" }, { code: "bad-field", field: "from" }],
  [{ text: undefined }, { code: "bad-field", field: "text" }],
  [{ text: ["x"] }, { code: "bad-field", field: "text" }],
  [{ type: "joined" }, { code: "bad-field", field: "name" }],
  [{ type: "renamed" }, { code: "bad-field", field: "to" }],
  [{ type: "left", name: "ann" }, { code: "bad-field", field: "by" }],
  [{ type: "left", name: "ann", by: "member", code: "bored" }, {
    code: "bad-field",
    field: "code",
  }],
  [{ type: "left", name: "ann", by: "member", code: "quit" }, {
    code: "bad-field",
    field: "reason",
  }],
  [{ type: "left", name: "ann", by: "daemon", code: "idle" }, { code: "bad-field", field: "code" }],
  [{ type: "left", name: "ann", by: "daemon", code: "kicked", from: "a b" }, {
    code: "bad-field",
    field: "from",
  }],
  [{ type: "room", setting: "colour", value: true }, { code: "bad-field", field: "setting" }],
  [{ type: "room", setting: "private", value: 1 }, { code: "bad-field", field: "value" }],
  [{ type: "room", setting: "rank", name: "bob", value: "king" }, {
    code: "bad-field",
    field: "value",
  }],
  [{ type: "room", setting: "rank", value: "owner" }, { code: "bad-field", field: "name" }],
];

Deno.test("a wrong event is refused, and the sentence can name the field", () => {
  for (const [fields, fault] of WRONG_EVENTS) {
    assertEquals(faultOf(LOBBY_LINE, line(fields)), fault, JSON.stringify(fields));
  }
  assertEquals(faultOf(LOBBY_LINE, line({})), undefined);
});

const WRONG_ROOMS: ReadonlyArray<readonly [line: string, fault: LineFault]> = [
  ["ann: hello", { code: "not-object" }],
  ["[]", { code: "not-object" }],
  ['{"type":"room"}', { code: "bad-field", field: "room" }],
  ['{"type":"room","room":"#dev","epoch":"e","seq":1}', { code: "bad-field", field: "room" }],
  ['{"type":"room","room":"a b","epoch":"e","seq":1}', { code: "bad-field", field: "room" }],
  ['{"type":"room","room":"dev","epoch":"","seq":1}', { code: "bad-field", field: "epoch" }],
  ['{"type":"room","room":"dev","epoch":"a b","seq":1}', { code: "bad-field", field: "epoch" }],
  ['{"type":"room","room":"dev","epoch":"e","seq":-1}', { code: "bad-field", field: "seq" }],
  ['{"type":"room","room":"dev","epoch":"e","seq":4294967296}', {
    code: "bad-field",
    field: "seq",
  }],
  ['{"type":"room","room":"dev","epoch":"e","seq":1,"said":0.5}', {
    code: "bad-field",
    field: "said",
  }],
  ['{"type":"room","room":"dev","epoch":"e","seq":2,"reserved":1}', {
    code: "bad-field",
    field: "reserved",
  }],
  ['{"type":"room","room":"dev","epoch":"e","seq":2,"openFrom":-1}', {
    code: "bad-field",
    field: "openFrom",
  }],
  ['{"type":"room","room":"dev","epoch":"e","seq":2,"closed":"now"}', {
    code: "bad-field",
    field: "closed",
  }],
  ['{"type":"room","room":"dev","epoch":"e","seq":1,"topic":1}', {
    code: "bad-field",
    field: "topic",
  }],
  ['{"type":"room","room":"LOBBY","epoch":"e","seq":1}', { code: "room-twice", room: "LOBBY" }],
];

Deno.test("a wrong line of a room is refused", () => {
  for (const [each, fault] of WRONG_ROOMS) assertEquals(faultOf(LOBBY_LINE, each), fault, each);
});

Deno.test("rooms come before events, and the numbers of a room rise", () => {
  const dev = '{"type":"room","room":"dev","epoch":"e","seq":1}';
  assertEquals(faultOf(LOBBY_LINE, line({}), dev), { code: "room-late", room: "dev" });
  assertEquals(faultOf(LOBBY_LINE, line({}), line({})), { code: "seq-order", seq: 3, before: 3 });
  assertEquals(faultOf(LOBBY_LINE, line({}), line({ seq: 9 })), undefined);
});

Deno.test("as many rooms as are allowed are read, and one more is refused", () => {
  const reader = new RecordReader(2);
  const kinds = ["a", "b", "c"].map((room) =>
    reader.read(roomLine({ ...LOBBY_RECORD, room: room as RoomName }))
  );
  assertEquals(kinds.map(({ kind }) => kind), ["room", "room", "bad"]);
  assertEquals(kinds[2], { kind: "bad", fault: { code: "too-many-rooms", limit: 2 } });
});
