/** @module */
import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Message } from "../../../lib/core/message.ts";
import { LOBBY } from "../../../lib/core/units.ts";
import { jsonCodec, parseHello } from "../../../lib/wire/json/codec.ts";
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

Deno.test("parseHello() takes an object with the number of a version under the key hello", () => {
  assertEquals(parseHello('{"hello":1}'), { nick: undefined, problems: [] });
  assertEquals(parseHello(' {"nick":"ann","hello":1.0,"more":[]}'), { nick: "ann", problems: [] });
});

Deno.test("parseHello() answers another version with the one that there is, and lets the program in", () => {
  for (const version of [0, 2, -1, 1.5, 1e300]) {
    const hello = parseHello(`{"hello":${version},"nick":"ann"}`);
    assertEquals(hello?.nick, "ann");
    const notice = { code: "hello-version", wanted: version, spoken: 1 } as const;
    assertEquals(hello?.problems, [{ kind: "malformed", notice }]);
  }
});

Deno.test("parseHello() takes a hello that is no number for none", () => {
  for (const value of ['"world"', '"1"', "null", "true", "[1]", "{}", "1e"]) {
    assertEquals(parseHello(`{"hello":${value},"nick":"ann"}`), undefined, value);
  }
});

Deno.test("parseHello() takes a wrong nick for a problem, and lets the program in", () => {
  const notice = { code: "bad-field", why: "hello-nick" } as const;
  const problem = { kind: "malformed", notice } as const;
  for (const nick of ["7", "null", "{}"]) {
    assertEquals(parseHello(`{"hello":1,"nick":${nick}}`), { problems: [problem] });
  }
  const both = parseHello('{"hello":2,"nick":7}')?.problems ?? [];
  assertEquals(both.map((each) => each.kind === "malformed" && each.notice.code), [
    "hello-version",
    "bad-field",
  ]);
});

Deno.test("parseHello() takes a whole number of messages from before, and anything else for a problem", () => {
  assertEquals(parseHello('{"hello":1,"nick":"a","history":50}'), {
    history: 50,
    nick: "a",
    problems: [],
  });
  assertEquals(parseHello('{"hello":1,"history":0}')?.history, 0);
  const notice = { code: "bad-field", why: "hello-history" } as const;
  for (const history of ["-1", "1.5", "1e300", '"50"', "null", "true", "[1]"]) {
    const hello = parseHello(`{"hello":1,"history":${history}}`);
    assertEquals([hello?.history, hello?.problems], [undefined, [{ kind: "malformed", notice }]]);
  }
});

Deno.test("parseHello() takes the program of a client, and anything but a text for a problem", () => {
  const hello = parseHello('{"hello":1,"client":"robot/2"}');
  assertEquals([hello?.program, hello?.problems], ["robot/2", []]);
  const notice = { code: "bad-field", why: "hello-client" } as const;
  for (const client of ["1", "null", "[]"]) {
    const wrong = parseHello(`{"hello":1,"client":${client}}`);
    assertEquals([wrong?.program, wrong?.problems], [undefined, [{ kind: "malformed", notice }]]);
  }
});

Deno.test("parseHello() takes nothing else for a hello", () => {
  const lines = [
    "",
    "hello",
    '{"type":"say","text":"hello"}',
    '{"hello":1',
    '["hello"]',
    '"{hello}"',
    '{"__proto__":{"hello":1}}',
    "{} hello",
  ];
  for (const line of lines) assertEquals(parseHello(line), undefined, line);
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

Deno.test("jsonCodec.encode() has no words for a crowd: programs are told of each", () => {
  assertEquals(encode({ kind: "crowd", room: LOBBY, verb: "left", count: 30 }), "");
});

Deno.test("jsonCodec.encode() welcomes with how much was said, and in which run", () => {
  const message = { ...welcome(1), tally: { epoch: "5f0c2a9e", said: 12 } } as Message;
  assertEquals(encode(message).includes('"seq":6,"epoch":"5f0c2a9e","said":12,'), true);
});

Deno.test("jsonCodec.encode() welcomes with everybody, the seq before the newcomer and the commands", () => {
  const start =
    `{"type":"welcome","you":"p3","id":3,"room":"lobby","seq":6,"epoch":"e1","said":0,${TIME},` +
    `"members":["p1","p2","p3"],"server":"hubbubd/test","maxLine":4096,"recorded":false,"commands":[{"name":"nick",` +
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
