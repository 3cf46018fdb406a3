/**
 * What belongs to a room other than the lobby, in both dialects.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Message } from "../../lib/core/message.ts";
import { LOBBY, type RoomName } from "../../lib/core/units.ts";
import { jsonCodec } from "../../lib/wire/json/codec.ts";
import { parseHello } from "../../lib/wire/json/hello.ts";
import { chineseTextCodec, textCodec } from "../../lib/wire/text/codec.ts";
import { left, nick, STAMP } from "../support/messages.ts";

const DEV = "dev" as RoomName;
const ANN = nick("ann");

/** Everything that a room can be told, once for the lobby and once for another room. */
function toldIn(room: RoomName): Message[] {
  const stamp = { ...STAMP, room };
  return [
    { ...stamp, kind: "message", from: ANN, text: "hello" },
    { ...stamp, kind: "action", from: ANN, text: "waves" },
    { ...stamp, kind: "joined", name: ANN },
    { ...left({ by: "member", code: "quit", text: "bye" }), room } as Message,
    { ...left({ by: "member", code: "part" }), room } as Message,
    { ...stamp, kind: "renamed", from: ANN, to: nick("Duke") },
    { ...stamp, kind: "topic", from: ANN, text: "parsers" },
    { ...stamp, kind: "topic", from: ANN, text: "" },
    { kind: "crowd", room, verb: "left", count: 30 },
    { kind: "skipped", room, count: 37 },
  ];
}

const TOLD = [
  "ann: hello",
  "* ann waves",
  "ann has arrived",
  "ann has left: bye",
  "ann has left",
  "ann is now known as Duke",
  "ann changed the topic to: parsers",
  "ann removed the topic",
  "30 people have left",
  "-- 37 messages skipped",
];

const TOLD_IN_CHINESE = [
  "ann: hello",
  "* ann waves",
  "ann 来了",
  "ann 离开了：bye",
  "ann 离开了",
  "ann 改名为 Duke",
  "ann 将话题改为：parsers",
  "ann 移除了话题",
  "30 人离开了",
  "-- 跳过了 37 条消息",
];

Deno.test("a line of the lobby has no prefix, and a line of any other room has that of its room", () => {
  for (const [codec, told] of [[textCodec, TOLD], [chineseTextCodec, TOLD_IN_CHINESE]] as const) {
    assertEquals(toldIn(LOBBY).map(codec.encode), told.map((line) => `${line}\n`));
    assertEquals(toldIn(DEV).map(codec.encode), told.map((line) => `#dev ${line}\n`));
  }
});

/** The answer to `/join` of a room with these members. */
function entered(members: readonly string[], population = members.length): Message {
  return {
    kind: "entered",
    room: DEV,
    you: ANN,
    members: members.map(nick),
    population,
    seq: 6,
    tally: { epoch: "e1-1", said: 0 },
    time: STAMP.time,
    topic: "parsers",
    isPublic: true,
    isRecorded: false,
  };
}

Deno.test("textCodec.encode() tells who enters a room who is there, at most 50, and the topic", () => {
  assertEquals(
    textCodec.encode(entered(["ann"])),
    "-- #dev: nobody else is here\n-- #dev topic: parsers\n",
  );
  assertEquals(
    textCodec.encode(entered(["bob", "ann"], 9)),
    "-- #dev: also here: bob and 7 more\n-- #dev topic: parsers\n",
  );
  assertEquals(
    chineseTextCodec.encode(entered(["bob", "cay", "ann"])),
    "-- #dev：在场：bob、cay\n-- #dev 话题：parsers\n",
  );
  assertEquals(
    chineseTextCodec.encode(entered(["ann"])),
    "-- #dev：没有其他人在场\n-- #dev 话题：parsers\n",
  );
});

Deno.test("textCodec.encode() lists rooms and topics", () => {
  const rooms = [
    { room: DEV, people: 3, topic: "parsers", isPublic: true, isYours: false },
    { room: LOBBY, people: 1, isPublic: true, isYours: true },
  ];
  const answer = { kind: "rooms", rooms, more: 7 } as const;
  assertEquals(
    textCodec.encode(answer),
    "-- #dev, 3 here: parsers\n-- #lobby, 1 here\n-- and 7 more\n",
  );
  assertEquals(
    chineseTextCodec.encode(answer),
    "-- #dev，3 人在场：parsers\n-- #lobby，1 人在场\n-- 以及另外 7 个房间\n",
  );
  const shown = (text: string) => ({ kind: "topic-shown", room: DEV, text }) as const;
  assertEquals(textCodec.encode(shown("x")), "-- #dev topic: x\n");
  assertEquals(textCodec.encode(shown("")), "-- #dev has no topic\n");
  assertEquals(chineseTextCodec.encode(shown("")), "-- #dev 没有话题\n");
});

Deno.test("jsonCodec.encode() names the room of everything", () => {
  const objects = toldIn(DEV).map(jsonCodec.encode).filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  assertEquals(new Set(objects.map(({ room }) => room)), new Set(["dev"]));
  const topic = objects.find(({ type }) => type === "topic");
  assertEquals([topic?.seq, topic?.from, topic?.text], [7, "ann", "parsers"]);
  const { reason, by, code } = JSON.parse(jsonCodec.encode(left({ by: "member", code: "part" })));
  assertEquals([reason, by, code], ["", "member", "part"]);
});

Deno.test("jsonCodec.encode() leaves out a topic that there is not, and what nobody needs", () => {
  const { topic: _topic, ...rest } = entered(["ann"]) as Extract<Message, { kind: "entered" }>;
  assertEquals(
    jsonCodec.encode(rest),
    '{"type":"entered","room":"dev","seq":6,"epoch":"e1-1","said":0,"time":"2023-11-14T22:13:20.123Z",' +
      '"members":["ann"],"people":1,"public":true,"recorded":false}\n',
  );
  assertEquals(JSON.parse(jsonCodec.encode(entered(["ann"]))).topic, "parsers");
  assertEquals(
    jsonCodec.encode({
      kind: "rooms",
      rooms: [{ room: DEV, people: 3, isPublic: true, isYours: false }],
      more: 0,
    }),
    '{"type":"rooms","rooms":[{"room":"dev","people":3,"public":true,"yours":false}]}\n',
  );
  assertEquals(
    jsonCodec.encode({ kind: "topic-shown", room: DEV, text: "" }),
    '{"type":"topic","room":"dev","text":""}\n',
  );
});

Deno.test("parseHello() takes the rooms that are wanted, and says what is no such field", () => {
  const wanted = (fields: object) => parseHello(JSON.stringify({ hello: 1, ...fields }))?.wanted;
  const problems = (fields: object) =>
    parseHello(JSON.stringify({ hello: 1, ...fields }))?.problems.map((problem) =>
      problem.kind === "malformed" && "why" in problem.notice && problem.notice.why
    );
  assertEquals(wanted({}), undefined);
  assertEquals(wanted({ lobby: false }), undefined);
  assertEquals(wanted({ rooms: ["dev"] }), { rooms: ["dev"], hasLobby: true });
  assertEquals(wanted({ rooms: ["dev"], lobby: false }), { rooms: ["dev"], hasLobby: false });
  assertEquals(problems({ rooms: [], lobby: true }), []);
  for (const rooms of ["dev", 7, null, {}, ["dev", 7]]) {
    assertEquals([wanted({ rooms }), problems({ rooms })], [undefined, ["hello-rooms"]]);
  }
  // A field of the wrong type counts as missing.
  assertEquals(wanted({ rooms: ["dev"], lobby: 0 }), { rooms: ["dev"], hasLobby: true });
  assertEquals(problems({ nick: 1, rooms: 2, lobby: 3 }), [
    "hello-nick",
    "hello-rooms",
    "hello-lobby",
  ]);
});

Deno.test("parseHello() takes the points to resume from, and says what is no such field", () => {
  const hello = (resume: unknown) => parseHello(JSON.stringify({ hello: 1, resume }));
  const wanted = (resume: unknown) => hello(resume)?.wanted;
  const point = { seq: 41, epoch: "e" };
  assertEquals(wanted({ lobby: point, "#Dev": { ...point, more: 1 } }), {
    rooms: [],
    hasLobby: true,
    resume: [{ room: "lobby", ...point }, { room: "#Dev", ...point }],
  });
  assertEquals(wanted({}), { rooms: [], hasLobby: true, resume: [] });
  assertEquals(wanted({ lobby: { seq: 0, epoch: "" } })?.resume?.length, 1);
  const own = parseHello('{"hello":1,"resume":{"__proto__":{"seq":1,"epoch":"e"}}}');
  assertEquals(own?.wanted?.resume, [{ room: "__proto__", seq: 1, epoch: "e" }]);
  const bad = [41, "lobby", null, [point], { lobby: null }, { lobby: 41 }, { lobby: [] }];
  const seqs = [-1, 1.5, "41", null, true, 2 ** 53, undefined];
  for (
    const resume of [
      ...bad,
      ...seqs.map((seq) => ({ lobby: { seq, epoch: "e" } })),
      { lobby: point, dev: { seq: 1 } },
      { lobby: point, dev: { seq: 1, epoch: 7 } },
    ]
  ) {
    const notice = { code: "bad-field", why: "hello-resume" } as const;
    assertEquals(hello(resume)?.problems, [{ kind: "malformed", notice }], JSON.stringify(resume));
    assertEquals(wanted(resume), undefined);
  }
});
