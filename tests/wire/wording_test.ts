/**
 * The daemon's words in every language: whatever the core can say is known in Chinese.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { commands } from "../../lib/core/commands/mod.ts";
import type { ChatEvent } from "../../lib/core/event.ts";
import { clientId } from "../../lib/core/units.ts";
import { chineseTextCodec, textCodec } from "../../lib/wire/text.ts";
import { jsonCodec } from "../../lib/wire/json.ts";
import { ENGLISH_WORDING } from "../../lib/words/en/wording.ts";
import { CHINESE_WORDING } from "../../lib/words/zh/wording.ts";
import { Gate } from "../../lib/net/gate.ts";
import { PLAIN_REFUSAL } from "../../lib/net/tls_front.ts";
import { TLS_REFUSAL, wrongVisitor } from "../../lib/wire/visitor.ts";
import { asks, connected, newChat, START } from "../support/happenings.ts";

interface Said {
  readonly code: string;
  readonly text: string;
}

/** What everybody is told, for good and for ill, when ann asks for these things. */
function said(...events: ChatEvent[]): Said[] {
  const chat = newChat({ idleTimeout: 5000 });
  chat.apply(connected(1, { nick: "ann" }), START);
  chat.apply(connected(2, { nick: "modern" }), START);
  const effects = events.flatMap((event, index) => chat.apply(event, START + 4000 + 1000 * index));
  return effects.flatMap((effect): Said[] => {
    if (effect.kind !== "send") return [];
    const { message } = effect;
    if (message.kind === "notice") return [message];
    return message.kind === "bye"
      ? [{ code: message.reason.code, text: message.reason.text ?? "" }]
      : [];
  });
}

const NAMES = [
  ..."x y|a!|1|\u0301a|a\u0301\u0301\u0301\u0301\u0301|аbс|admin|modem|MODERN|ann".split("|"),
  "a".repeat(30),
  "字".repeat(24),
  "\u202e",
];

const OCCASIONS: Readonly<Record<string, ChatEvent[]>> = {
  names: [...NAMES, "a\u{1F468}".repeat(2)].map((name) => asks(1, "nick", name)),
  "an empty name in JSON": [asks(1, "nick", { nick: "" })],
  commands: [
    asks(1, "foo", ""),
    asks(1, "nick", ""),
    asks(1, "help", ""),
    asks(1, "lang", "zh"),
    asks(1, "lang", "tlh"),
  ],
  types: [asks(1, "foo", {}), asks(1, "nick", { nick: 1 })],
  "a line too long": [{
    kind: "command",
    client: clientId(1),
    command: { kind: "overlong", bytes: 9999 },
  }],
  silence: [{ kind: "tick" }, { kind: "tick" }, { kind: "tick" }],
  shutdown: [{ kind: "shutdown" }],
};

for (const [name, events] of Object.entries(OCCASIONS)) {
  Deno.test(`whatever is said in Chinese is Chinese: ${name}`, () => {
    const all = said(...events);
    assert(all.length > 0);
    for (const { code, text } of all) {
      if (text === "") continue;
      assert(/\p{Script=Han}/u.test(CHINESE_WORDING.say(code, text)), `${code}: ${text}`);
      assertEquals(ENGLISH_WORDING.say(code, text), text);
    }
  });
}

Deno.test("every reason of the daemon's own has Chinese words", () => {
  const reasons = { "too-slow": "too slow", "too-long": "lines too long", fault: "internal error" };
  for (const [code, text] of Object.entries({ ...reasons, refused: "not a chat client" })) {
    assert(/\p{Script=Han}/u.test(CHINESE_WORDING.say(code, text)), code);
  }
});

Deno.test("every refusal at the entrance has Chinese words", () => {
  const limits = { maxConnections: 2, maxPerAddress: 1, connectRate: 1 };
  const refusals = [TLS_REFUSAL, PLAIN_REFUSAL, wrongVisitor("GET / HTTP/1.1") ?? ""];
  const gates = [
    { ...limits, maxConnections: 0 },
    { ...limits, maxConnections: 1 },
    limits,
    { ...limits, maxPerAddress: 0 },
  ];
  for (const each of gates) {
    const gate = new Gate(each);
    gate.enter({ hostname: "192.0.2.1", descriptors: 1 }, 0);
    refusals.push(gate.enter({ hostname: "192.0.2.1", descriptors: 1 }, 0).line);
  }
  assertEquals(new Set(refusals).size, 7);
  for (const line of refusals) {
    const words = line.replace(/^-- /, "");
    assert(/\p{Script=Han}/u.test(CHINESE_WORDING.say("refused", words)), line);
  }
});

Deno.test("what JSON itself cannot be has Chinese words", () => {
  for (const line of ["x", '{"type":1}']) {
    const command = jsonCodec.parse(line);
    assert(command.kind === "malformed");
    assert(/\p{Script=Han}/u.test(CHINESE_WORDING.say(command.code, command.text)), line);
  }
});

Deno.test("every command of /help has Chinese words", () => {
  for (const [name, { summary }] of commands) {
    if (summary === undefined) continue;
    const line = `${`/${name}`.padEnd(16)} ${summary}`;
    assertEquals(/\p{Script=Han}/u.test(CHINESE_WORDING.say("help", line)), true, line);
    assert(CHINESE_WORDING.say("help", line).startsWith(`/${name}`.padEnd(16)));
  }
});

Deno.test("parts of a notice keep their places, whatever is in them", () => {
  const text = "the name a is taken looks too much like b, which is taken, which is taken";
  const spoken = CHINESE_WORDING.say("name-taken", text);
  assertEquals(spoken, "名字 a is taken looks too much like b, which is taken, which 已有人使用");
  assertEquals(CHINESE_WORDING.say("name-taken", "something new"), "something new");
  assertEquals(CHINESE_WORDING.say("constructor", "something new"), "something new");
  assertEquals(CHINESE_WORDING.say("usage", "usage: /x {}"), "用法：/x {}");
});

Deno.test("in Chinese what people say is as they said it", () => {
  const { encode } = chineseTextCodec;
  const crowd = { kind: "crowd", verb: "arrived", count: 21 } as const;
  assertEquals(encode(crowd), "21 人来了\n");
  assertEquals(encode({ kind: "skipped", count: 1 }), "-- 跳过了 1 条消息\n");
  assertEquals(
    encode({ kind: "pong", token: "x" }),
    textCodec.encode({ kind: "pong", token: "x" }),
  );
  const idle = { by: "daemon", code: "idle", text: "idle for 5m" } as const;
  assertEquals(encode({ kind: "bye", reason: idle }), "-- 连接被断开：静默 5m\n");
});
