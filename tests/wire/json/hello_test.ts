/** @module */
import { assertEquals } from "@std/assert";
import { jsonCodec } from "../../../lib/wire/json/codec.ts";
import { parseHello } from "../../../lib/wire/json/hello.ts";

Deno.test("parseHello() takes an object with the number of a version under the key hello", () => {
  assertEquals(parseHello('{"hello":1}'), { codec: jsonCodec, problems: [] });
  assertEquals(parseHello(' {"nick":"ann","hello":1.0,"more":[]}'), {
    codec: jsonCodec,
    nick: "ann",
    problems: [],
  });
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
    assertEquals(parseHello(`{"hello":1,"nick":${nick}}`), {
      codec: jsonCodec,
      problems: [problem],
    });
  }
  const both = parseHello('{"hello":2,"nick":7}')?.problems ?? [];
  assertEquals(both.map((each) => each.kind === "malformed" && each.notice.code), [
    "hello-version",
    "bad-field",
  ]);
});

Deno.test("parseHello() takes a whole number of messages from before, and anything else for a problem", () => {
  assertEquals(parseHello('{"hello":1,"nick":"a","history":50}'), {
    codec: jsonCodec,
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

Deno.test("parseHello() takes how arrivals are told and the language, and says what is neither", () => {
  const name = (fields: string) => parseHello(`{"hello":1,${fields}}`)?.codec.name;
  assertEquals(name('"arrivals":"every"'), "json");
  assertEquals(name('"arrivals":"gathered"'), "json-gathered");
  assertEquals(name('"lang":"zh"'), "json-zh");
  assertEquals(name('"arrivals":"gathered","lang":"zh"'), "json-zh-gathered");
  const problem = (why: "hello-arrivals" | "hello-lang") =>
    [{ kind: "malformed", notice: { code: "bad-field", why } }] as const;
  for (const value of ['"crowd"', '""', "null", "1", "true", '["gathered"]', '"constructor"']) {
    const arrivals = parseHello(`{"hello":1,"arrivals":${value}}`);
    assertEquals(arrivals, { codec: jsonCodec, problems: problem("hello-arrivals") });
    const lang = parseHello(`{"hello":1,"lang":${value}}`);
    assertEquals(lang, { codec: jsonCodec, problems: problem("hello-lang") });
  }
});
