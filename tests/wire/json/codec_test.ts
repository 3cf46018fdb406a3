/** @module */
import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Message } from "../../../lib/core/message.ts";
import { LOBBY } from "../../../lib/core/units.ts";
import type { Codec } from "../../../lib/wire/codec.ts";
import { jsonCodec, jsonCodecs } from "../../../lib/wire/json/codec.ts";
import { left, member, nick, STAMP, welcome } from "../../support/messages.ts";

const { parse, encode } = jsonCodec;
const TIME = '"time":"2023-11-14T22:13:20.123Z"';

const BAD_JSON = { kind: "malformed", notice: { code: "bad-json" } } as const;
const BAD_TYPE = { kind: "malformed", notice: { code: "bad-field", why: "type" } } as const;

Deno.test("jsonCodec is what programs speak", () => {
  assertEquals([jsonCodec.name, jsonCodec.hearing.detail], ["json", "every"]);
});

Deno.test("jsonCodec.parse() takes the type for a command and the object for its fields", () => {
  assertEquals(parse('{"type":"say","text":"/quit"}'), {
    kind: "ask",
    name: "say",
    input: { type: "say", text: "/quit" },
  });
  assertEquals(parse(' { "type" : "who" , "unknown" : [1] } '), {
    kind: "ask",
    name: "who",
    input: { type: "who", unknown: [1] },
  });
  assertEquals(parse('{"type":"","text":7}'), {
    kind: "ask",
    name: "",
    input: { type: "", text: 7 },
  });
});

Deno.test("jsonCodec.parse() takes an empty line for a blank", () => {
  assertEquals(parse(""), { kind: "blank" });
});

Deno.test("jsonCodec.parse() refuses what is not one JSON object", () => {
  const lines = ["hello", "{", "[1,2]", "7", '"say"', "null", "true", " ", '{"type":"who"}{}'];
  for (const line of lines) assertEquals(parse(line), BAD_JSON, line);
});

Deno.test("jsonCodec.parse() refuses an object whose type is missing or no string", () => {
  const lines = ["{}", '{"text":"hi"}', '{"type":7}', '{"type":null}', '{"type":["say"]}'];
  for (const line of lines) assertEquals(parse(line), BAD_TYPE, line);
});

Deno.test("jsonCodec.parse() never throws, and a say comes out as it went in", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      parse(text);
      const fields = { type: "say", text };
      assertEquals(parse(JSON.stringify(fields)), { kind: "ask", name: "say", input: fields });
    }),
  );
});

Deno.test("jsonCodec.encode() tells what happens in the room", () => {
  assertEquals(
    encode({ ...STAMP, kind: "message", from: nick("ann"), text: 'say "hi"' }),
    `{"type":"message","seq":7,${TIME},"room":"lobby","from":"ann","text":"say \\"hi\\""}\n`,
  );
  assertEquals(
    encode({ ...STAMP, kind: "action", from: nick("ann"), text: "waves" }),
    `{"type":"action","seq":7,${TIME},"room":"lobby","from":"ann","text":"waves"}\n`,
  );
  assertEquals(
    encode({ ...STAMP, kind: "joined", name: nick("bob") }),
    `{"type":"joined","seq":7,${TIME},"room":"lobby","name":"bob"}\n`,
  );
  assertEquals(
    encode({ ...STAMP, kind: "renamed", from: nick("ann"), to: nick("Duke") }),
    `{"type":"renamed","seq":7,${TIME},"room":"lobby","from":"ann","to":"Duke"}\n`,
  );
});

Deno.test("jsonCodec.encode() tells why somebody left, in whose words, and by a code", () => {
  const head = `{"type":"left","seq":7,${TIME},"room":"lobby","name":"ann"`;
  assertEquals(
    encode(left({ by: "member", code: "quit", text: "bye" })),
    `${head},"reason":"bye","by":"member","code":"quit"}\n`,
  );
  assertEquals(
    encode(left({ by: "member", code: "end-of-input" })),
    `${head},"reason":"","by":"member","code":"end-of-input"}\n`,
  );
  assertEquals(
    encode(left({ by: "daemon", code: "idle", after: 300_000 })),
    `${head},"reason":"idle for 5m","by":"daemon","code":"idle","after":300000}\n`,
  );
});

Deno.test("jsonCodec.encode() tells of a crowd how many, to those who hear arrivals gathered", () => {
  assertEquals(
    encode({ kind: "crowd", room: LOBBY, verb: "left", count: 30 }),
    '{"type":"crowd","room":"lobby","verb":"left","count":30}\n',
  );
});

Deno.test("jsonCodec.encode() gives a text back to its author with the token", () => {
  const event = { ...STAMP, kind: "message", from: nick("ann"), text: "hi" } as const;
  assertEquals(
    encode({ kind: "own", event, token: "t1" }),
    encode(event).replace("}\n", ',"token":"t1"}\n'),
  );
  assertEquals(encode({ kind: "own", event }), encode(event));
});

Deno.test("jsonCodecs say sentences in the language asked for, and everything else alike", () => {
  const notice = { kind: "notice", notice: { code: "last-room", room: LOBBY } } as const;
  const idle = { by: "daemon", code: "idle", after: 300_000 } as const;
  const { en, zh } = jsonCodecs;
  const read = (codec: Codec, message: Message) => JSON.parse(codec.encode(message));
  assertEquals(read(zh.gathered, notice), {
    ...read(en.every, notice),
    text: "你只在 #lobby 这一个房间里；离开聊天请用 /quit",
  });
  assertEquals(read(zh.every, left(idle)), { ...read(en.every, left(idle)), reason: "静默 5m" });
  const bye = (code: "quit" | "end-of-input") =>
    read(zh.every, { kind: "bye", reason: { by: "member", code } }).reason;
  assertEquals([bye("quit"), bye("end-of-input")], ["你已退出", "输入已结束"]);
  assertEquals(read(zh.every, welcome(1)).commands[0].summary, "换一个名字");
});

Deno.test("jsonCodecs share what has no sentence, and tell which arrivals they hear", () => {
  const { en, zh } = jsonCodecs;
  const said = { ...STAMP, kind: "message", from: nick("ann"), text: "hi" } as const;
  const lost = left({ by: "member", code: "lost" });
  const idle = left({ by: "daemon", code: "idle", after: 1 });
  for (const codec of [en.gathered, zh.every, zh.gathered]) {
    const { twin } = codec;
    assertEquals(twin?.codec, jsonCodec);
    assertEquals([said, lost, idle].map((message) => twin?.shares(message)), [true, true, false]);
    assertEquals(codec.encode(said), jsonCodec.encode(said));
  }
  assertEquals(
    [en.every, en.gathered, zh.every, zh.gathered].map((
      { name, hearing },
    ) => [name, hearing.detail]),
    [["json", "every"], ["json-gathered", "summed"], ["json-zh", "every"], [
      "json-zh-gathered",
      "summed",
    ]],
  );
});

Deno.test("jsonCodec.encode() welcomes with how much was said, and in which run", () => {
  const message = { ...welcome(1), tally: { epoch: "5f0c2a9e", said: 12 } } as Message;
  assertEquals(encode(message).includes('"seq":6,"epoch":"5f0c2a9e","said":12,'), true);
});

Deno.test("jsonCodec.encode() welcomes with the name of the node, where there are several", () => {
  const here = { ...welcome(1), node: "a" } as Message;
  assertEquals(JSON.parse(encode(here)).node, "a");
  assertEquals("node" in JSON.parse(encode(welcome(1))), false);
});

Deno.test("jsonCodec.encode() welcomes with everybody, the seq before the newcomer and the commands", () => {
  const start =
    `{"type":"welcome","you":"p3","id":3,"room":"lobby","seq":6,"epoch":"e1","said":0,${TIME},` +
    `"members":["p1","p2","p3"],"people":3,"server":"hubbubd/test","maxLine":4096,"recorded":false,"commands":[{"name":"nick",` +
    `"params":[{"field":"nick","shape":"word","placeholder":"NAME"}],"summary":"take another name"},` +
    `{"name":"who","params":[{"field":"room","shape":"room","optional":true}],"summary":"list who is here"},`;
  const line = encode(welcome(3));
  assertEquals(line.slice(0, start.length), start);
  assertEquals(JSON.parse(line).commands.length, 36);
});

Deno.test("jsonCodec.encode() answers who with milliseconds, and addresses where they are shown", () => {
  const members = [
    member(1, "ann", { here: 5123, idle: 17 }),
    member(2, "bob", { address: "127.0.0.1:4" }),
  ];
  assertEquals(
    encode({ kind: "members", room: LOBBY, members, more: 0 }),
    '{"type":"members","room":"lobby","members":[{"name":"ann","id":1,"here":5123,"idle":17},' +
      '{"name":"bob","id":2,"here":0,"idle":0,"address":"127.0.0.1:4"}]}\n',
  );
  const hidden = member(1, "ann", { address: undefined });
  assertEquals(
    encode({ kind: "members", room: LOBBY, members: [hidden], more: 7 }),
    '{"type":"members","room":"lobby","members":[{"name":"ann","id":1,"here":0,"idle":0}],"more":7}\n',
  );
});

Deno.test("jsonCodec.encode() says the daemon's words to one alone", () => {
  assertEquals(
    encode({ kind: "notice", notice: { code: "name-taken", why: "same", name: "duke" } }),
    '{"type":"notice","code":"name-taken","text":"the name duke is taken","why":"same","name":"duke"}\n',
  );
  assertEquals(
    encode({ kind: "skipped", room: LOBBY, count: 37 }),
    '{"type":"skipped","room":"lobby","count":37}\n',
  );
  assertEquals(encode({ kind: "pong", token: "t 1" }), '{"type":"pong","token":"t 1"}\n');
  assertEquals(encode({ kind: "pong", token: "" }), '{"type":"pong","token":""}\n');
});

Deno.test("jsonCodec.encode() says goodbye to everybody, and always why", () => {
  assertEquals(
    encode({ kind: "bye", reason: { by: "daemon", code: "idle", after: 300_000 } }),
    '{"type":"bye","reason":"idle for 5m","by":"daemon","code":"idle","after":300000}\n',
  );
  assertEquals(
    encode({ kind: "bye", reason: { by: "member", code: "end-of-input" } }),
    '{"type":"bye","reason":"end of input","by":"member","code":"end-of-input"}\n',
  );
});

Deno.test("jsonCodec.encode() puts any text on one line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = encode({ ...STAMP, kind: "message", from: nick("ann"), text });
      assertEquals(line.indexOf("\n"), line.length - 1);
      assertEquals(JSON.parse(line).text, text);
    }),
  );
});
