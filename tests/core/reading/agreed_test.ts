/** @module */
import { assert, assertEquals } from "@std/assert";
import type { ChatEvent } from "../../../lib/core/event.ts";
import { commands } from "../../../lib/core/commands/mod.ts";
import { isAgreed } from "../../../lib/core/reading/agreed.ts";
import { readEvent } from "../../../lib/core/reading/read.ts";
import {
  asks,
  blank,
  connected,
  disconnected,
  newChat,
  overlong,
  START,
} from "../../support/happenings.ts";
import { OPERATOR } from "../../support/origins.ts";

/** What each command may be given as a typed line, and whether all nodes apply it. */
const LINES: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  nick: { bob: true, "": false },
  who: { "": false, dev: false },
  me: { waves: true, "": false },
  say: { hello: true },
  join: { dev: true, "dev pass": true, "": false },
  part: { "": true, dev: true },
  rooms: { "": false },
  topic: { "": false, parsers: true, "-": true },
  room: { "": false, " ": false, private: true, "password p": true, nonsense: true },
  invite: { bob: true },
  kick: { bob: true, "bob spam": true },
  mute: { bob: true, "bob for 10m": true, "bob 10m": false },
  unmute: { bob: true },
  op: { bob: true, "bob owner": true },
  deop: { bob: true },
  voice: { bob: true },
  devoice: { bob: true },
  whois: { bob: false },
  msg: { "bob hi": false, "#dev hi": true, "＃dev hi": true, bob: false },
  private: { "bob hi": false },
  reply: { yes: false },
  away: { "": true, lunch: true },
  ignore: { "": false, bob: false },
  unignore: { bob: false },
  ping: { "": false },
  history: { "": false, "5 before 3": false },
  search: { hello: false, more: false },
  lang: { zh: false },
  ban: { bob: true, "192.0.2.0/24 for 1h": true, "bob for ever": false },
  unban: { bob: true },
  bans: { "": false },
  announce: { tea: true, "": false },
  lockdown: { on: true, "": false },
  shutdown: { "": true, "10m": true, off: true },
  help: { "": false },
  quit: { "": true, bye: true },
};

const ALL = Object.entries(LINES).flatMap(([name, inputs]) =>
  Object.entries(inputs).map(([input, isForAll]) => ({ name, input, isForAll }))
);

Deno.test("each command says by its row whether all nodes apply it", () => {
  assertEquals(Object.keys(LINES), [...commands.keys()]);
  for (const { name, input, isForAll } of ALL) {
    const event = asks(1, name, input);
    assertEquals(isAgreed(event), isForAll, `/${name} ${input}`);
    assertEquals(isAgreed(readEvent(event)), isForAll, `/${name} ${input}, read`);
    assertEquals(isAgreed(JSON.parse(JSON.stringify(readEvent(event)))), isForAll, name);
  }
});

Deno.test("what all nodes need not apply changes nothing that they agree on, and tells no room", () => {
  for (const { name, input, isForAll } of ALL) {
    const chat = newChat({ isShared: true, isRecording: true });
    const entries = [
      connected(1, { nick: "ann", origin: OPERATOR }),
      connected(2, { nick: "bob" }),
      asks(2, "join", "dev"),
      asks(1, "join", "dev"),
      // The room has no owner now.
      asks(2, "quit"),
    ];
    for (const event of entries) chat.apply(event, START);
    const before = agreedOf(chat);
    const effects = chat.apply(asks(1, name, input), START);
    // What is held for people may be told to them now.
    const isTold = effects.some((effect) =>
      effect.kind === "publish" ? effect.detail !== "gathered" : effect.kind === "audit"
    );
    if (!isForAll) assertEquals([agreedOf(chat), isTold], [before, false], `/${name} ${input}`);
  }
});

function agreedOf(chat: ReturnType<typeof newChat>): string {
  return JSON.stringify(chat.agreed());
}

Deno.test("unknown and refused commands, odd lines and what one process finds are for one node", () => {
  const command = (command: object) => ({ ...blank(1), command }) as ChatEvent;
  const ofOne: ChatEvent[] = [
    asks(1, "nosuch", "x"),
    asks(1, "say", {}),
    asks(1, "toString", ""),
    blank(1),
    overlong(1),
    command({ kind: "malformed", notice: { code: "not-utf8" } }),
    command({ kind: "bound", name: "__proto__", args: {}, forms: [] }),
    { kind: "tick" },
    { kind: "tick", part: "own" },
    { kind: "shutdown" },
    { kind: "reserved", places: [] },
    { kind: "settings", settings: {} },
  ];
  for (const event of ofOne) assertEquals(isAgreed(event), false, JSON.stringify(event));
  const ofAll: ChatEvent[] = [
    connected(1),
    disconnected(1),
    { kind: "tick", part: "agreed" },
    { kind: "gone", clients: [], reason: { by: "daemon", code: "node-lost" } },
    command({ kind: "hello", dialect: { kind: "json", language: "en", arrivals: "every" } }),
  ];
  for (const event of ofAll) assert(isAgreed(event), JSON.stringify(event));
});
