/** @module */
import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { LOBBY } from "../../../lib/core/units.ts";
import { edit } from "../../../lib/wire/text/editing.ts";
import { jsonCodec } from "../../../lib/wire/json/codec.ts";
import { textCodec } from "../../../lib/wire/text/codec.ts";
import { left, member, nick, STAMP, welcome } from "../../support/messages.ts";

const { parse, encode } = textCodec;

function ask(name: string, input: string) {
  return { kind: "ask", name, input } as const;
}

Deno.test("textCodec is what people speak", () => {
  assertEquals([textCodec.name, textCodec.hearing.detail], ["text", "gathered"]);
});

Deno.test("textCodec.parse() takes what asks for nothing else for something said, as it is", () => {
  const lines = ["hello", " /quit", "  ", "\t", "you: I", "me", "nick", "rename", "whoever", "wh"];
  for (const line of lines) assertEquals(parse(line), ask("say", line), line);
});

Deno.test("textCodec.parse() takes an empty line for a blank", () => {
  assertEquals(parse(""), { kind: "blank" });
});

Deno.test("textCodec.parse() takes a slash and a word for a command and the rest for its input", () => {
  assertEquals(parse("/nick duke"), ask("nick", "duke"));
  assertEquals(parse("/nick"), ask("nick", ""));
  assertEquals(parse("/me  waves twice "), ask("me", " waves twice "));
  assertEquals(parse("/ping\ttoken"), ask("ping", "token"));
  assertEquals(parse("/FOO bar"), ask("FOO", "bar"));
  assertEquals(parse("/"), ask("", ""));
  assertEquals(parse("/ nick duke"), ask("", "nick duke"));
});

Deno.test("textCodec.parse() takes two slashes for one that is said", () => {
  assertEquals(parse("//quit"), ask("say", "/quit"));
  assertEquals(parse("///x"), ask("say", "//x"));
  assertEquals(parse("//"), ask("say", "/"));
});

Deno.test("textCodec.parse() understands the tutorials' who, alone on a line", () => {
  assertEquals(parse("who"), ask("who", ""));
  assertEquals(parse("who \t"), ask("who", ""));
  for (const line of ["who goes there", "Who", " who", "who?", "whom"]) {
    assertEquals(parse(line), ask("say", line), line);
  }
});

Deno.test("textCodec.parse() understands the tutorials' rename", () => {
  assertEquals(parse("rename|Duke"), ask("nick", "Duke"));
  assertEquals(parse("rename|"), ask("nick", ""));
  assertEquals(parse("rename|a|b"), ask("nick", "a|b"));
  for (const line of ["rename |Duke", "Rename|Duke", " rename|Duke", "rename Duke"]) {
    assertEquals(parse(line), ask("say", line), line);
  }
});

Deno.test("textCodec.parse() takes any line that begins with a space for something said", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (rest) => {
      fc.pre(edit(rest) === rest);
      assertEquals(parse(` ${rest}`), ask("say", ` ${rest}`));
    }),
  );
});

Deno.test("textCodec.encode() tells what happens in the room", () => {
  assertEquals(
    encode({ ...STAMP, kind: "message", from: nick("ann"), text: "Hi!" }),
    "ann: Hi!\n",
  );
  assertEquals(
    encode({ ...STAMP, kind: "action", from: nick("ann"), text: "waves" }),
    "* ann waves\n",
  );
  assertEquals(encode({ ...STAMP, kind: "joined", name: nick("bob") }), "bob has arrived\n");
  assertEquals(
    encode({ ...STAMP, kind: "renamed", from: nick("ann"), to: nick("Duke") }),
    "ann is now known as Duke\n",
  );
});

Deno.test("textCodec.encode() sets the daemon's reasons in parentheses, and people's after a colon", () => {
  assertEquals(encode(left({ by: "member", code: "quit" })), "ann has left\n");
  assertEquals(encode(left({ by: "member", code: "lost" })), "ann has left\n");
  assertEquals(
    encode(left({ by: "member", code: "quit", text: "(idle for 5m)" })),
    "ann has left: (idle for 5m)\n",
  );
  assertEquals(
    encode(left({ by: "daemon", code: "idle", after: 300_000 })),
    "ann has left (idle for 5m)\n",
  );
});

Deno.test("textCodec.encode() tells a crowd as one line", () => {
  assertEquals(
    encode({ kind: "crowd", room: LOBBY, verb: "arrived", count: 21 }),
    "21 people have arrived\n",
  );
  assertEquals(
    encode({ kind: "crowd", room: LOBBY, verb: "left", count: 2000 }),
    "2000 people have left\n",
  );
  assertEquals(
    encode({ kind: "crowd", room: LOBBY, verb: "arrived", count: 1 }),
    "1 person has arrived\n",
  );
});

Deno.test("textCodec.encode() greets: the name, and who else is here", () => {
  assertEquals(encode(welcome(1)), "You are p1\nNobody else is here\n");
  assertEquals(encode(welcome(2)), "You are p2\nAlso here: p1\n");
  assertEquals(encode(welcome(4)), "You are p4\nAlso here: p1, p2, p3\n");
});

Deno.test("textCodec.encode() names 50 others in the greeting and counts the rest", () => {
  const fifty = Array.from({ length: 50 }, (_, index) => `p${index + 1}`).join(", ");
  assertEquals(encode(welcome(51)), `You are p51\nAlso here: ${fifty}\n`);
  assertEquals(encode(welcome(52)), `You are p52\nAlso here: ${fifty} and 1 more\n`);
  assertEquals(encode(welcome(52, 51)), `You are p52\nAlso here: ${fifty} and 1 more\n`);
  assertEquals(encode(welcome(9999, 51)), `You are p9999\nAlso here: ${fifty} and 9948 more\n`);
});

Deno.test("textCodec.encode() answers who with one line a person, in whole seconds", () => {
  const members = [
    member(1, "ann", { here: 3_661_999, idle: 59_999 }),
    member(12, "127.0.0.1:4", { here: 999, address: "127.0.0.1:4" }),
  ];
  assertEquals(
    encode({ kind: "members", room: LOBBY, members, more: 0 }),
    "-- ann #1, here 1h1m1s, idle 59s\n" +
      "-- 127.0.0.1:4 #12, here 0s, idle 0s, from 127.0.0.1:4\n",
  );
});

Deno.test("textCodec.encode() answers who with at most 100 lines and counts the others", () => {
  const lines = (count: number, more: number) => {
    const members = Array.from({ length: count }, (_, index) => member(index + 1, "x"));
    return encode({ kind: "members", room: LOBBY, members, more }).split("\n");
  };
  assertEquals(lines(100, 0).length, 101);
  assertEquals(lines(100, 0).at(-2), "-- x #100, here 0s, idle 0s");
  assertEquals(lines(100, 4900).at(-2), "-- and 4900 more");
  assertEquals(lines(101, 5).slice(99), ["-- x #100, here 0s, idle 0s", "-- and 6 more", ""]);
});

Deno.test("textCodec.encode() begins the daemon's words to one alone with two dashes", () => {
  assertEquals(
    encode({ kind: "notice", notice: { code: "usage", usage: "/me" } }),
    "-- usage: /me\n",
  );
  assertEquals(encode({ kind: "skipped", room: LOBBY, count: 37 }), "-- 37 messages skipped\n");
  assertEquals(encode({ kind: "skipped", room: LOBBY, count: 1 }), "-- 1 message skipped\n");
  assertEquals(encode({ kind: "pong", token: "42" }), "-- pong 42\n");
  assertEquals(encode({ kind: "pong", token: "" }), "-- pong\n");
});

Deno.test("textCodec.encode() says goodbye to whom the daemon disconnects, and to nobody else", () => {
  const bye = (reason: Parameters<typeof left>[0]) => encode({ kind: "bye", reason });
  assertEquals(bye({ by: "member", code: "quit", text: "gone fishing" }), "");
  assertEquals(bye({ by: "member", code: "end-of-input" }), "");
  assertEquals(
    bye({ by: "daemon", code: "idle", after: 300_000 }),
    "-- disconnected: idle for 5m\n",
  );
  assertEquals(
    bye({ by: "daemon", code: "shutdown" }),
    "-- the server is shutting down\n",
  );
});

Deno.test("the line dialect reads a line as it was edited, and JSON as it came", () => {
  const who = { kind: "ask", name: "who", input: "" } as const;
  assertEquals(textCodec.parse("/wjo\b\bho"), who);
  assertEquals(textCodec.parse("x\b"), { kind: "blank" });
  assertEquals(textCodec.parse("x\x15//y"), { kind: "ask", name: "say", input: "/y" });
  assertEquals(jsonCodec.parse('{"type":"say","text":"a\x7f"}'), {
    kind: "ask",
    name: "say",
    input: { type: "say", text: "a\x7f" },
  });
});

Deno.test("textCodec.encode() names the only one of a crowd, and shows one's own as the event that it is", () => {
  const only = { ...STAMP, kind: "joined", name: nick("bob") } as const;
  const crowd = { kind: "crowd", room: STAMP.room, verb: "arrived", count: 1 } as const;
  assertEquals(textCodec.encode({ ...crowd, only }), "bob has arrived\n");
  const event = { ...STAMP, kind: "message", from: nick("ann"), text: "hi" } as const;
  assertEquals(textCodec.encode({ kind: "own", event, token: "t" }), "ann: hi\n");
});
