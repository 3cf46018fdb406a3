/**
 * Events as clients send them, for properties: every command, typed and with fields, over few names and
 * rooms, so that they meet, and over texts that are hard to read.
 *
 * @module
 */

import fc from "npm:fast-check@4.10.2";
import type { Command, NamedCommand, RoomsWanted } from "../../lib/core/command.ts";
import { commands } from "../../lib/core/commands/mod.ts";
import type { Param } from "../../lib/core/commands/spec.ts";
import type { ChatEvent } from "../../lib/core/event.ts";
import { clientId } from "../../lib/core/units.ts";
import { OPERATOR, originOf, strangerAt } from "./origins.ts";

/** So many clients come and go. */
const CLIENTS = 6;

const NAMES = [
  ["ann", "Ann", "ＡＮＮ", "bob", "B0b", "duke", "dule", "straße", "STRASSE", "guest-3"],
  ["王小明", "小明2号", "李雷", "韩梅梅", "イー", "김철수", "Σίσυφος", "σίσυφοσ", "İpek"],
].flat();

const ROOMS = [
  ["dev", "#dev", "DEV", " dev", "＃dev", "deⅴ", "1obby", "lobby", "Straße", "#STRASSE"],
  ["开发", "#开发", "＃开发", "講談", "c\u0327a", "ça", "tools", "rn", "m"],
].flat();

const SENTENCES = [
  "hello everybody",
  "大家好，构建又通过了",
  "今天的会议改到三点",
  "build is green :)",
  "👩‍👩‍👧 família 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
];

/** Texts on which a reader may stumble. */
const NASTY = [
  ["", " ", "\t", "\u3000", "\u2028", "\u0085", "-", "#", "＃", "##dev", "*", ":", "ann:"],
  [
    "\u200b",
    "a\u200bb",
    "\u202eevil",
    "\x1b[2J",
    "\x00",
    "\ufeffann",
    "\u00adann",
    "\ud800",
    "a\udfff",
  ],
  [
    `e${"\u0301".repeat(12)}`,
    "\u0301a",
    "аnn",
    "ａｎｎ",
    "K",
    "ſ",
    "ﬁ",
    "ẞ",
    "ǅ",
    "ı",
    "𝔞𝔫𝔫",
    "٣",
    "〇a",
  ],
  ["__proto__", "constructor", "toString", "hasOwnProperty", "null", "true", "0", "-1", "1e9"],
  ["x".repeat(25), "字".repeat(33), "ﷺ".repeat(40), "x".repeat(3000), "0".repeat(400)],
].flat();

const DURATIONS = ["10s", "5m", "5m", "1h30m", "1h30m", "2d", "0", "99999d", "10", "１０m", "ten"];
const MOMENTS = ["2026-11-26", "2026-11-26 14:02", "2026-02-30", "now", "1000"];
const WORDS = [
  "on",
  "off",
  "owner",
  "private",
  "public",
  "password s3cret",
  "password -",
  "keep on",
];

/** Names that are often taken, as they are told and as others write them. */
const PRESENT = ["ann", "Ann", "ＡＮＮ", "bob", "BOB", "王小明", "王小明"];

const name = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...PRESENT) },
  { weight: 4, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: CLIENTS }).map((n) => `guest-${n}`) },
  { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
);

const room = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ROOMS) },
  { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
);

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...SENTENCES, ...WORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
);

const any = fc.oneof(name, room, text, fc.constantFrom(...DURATIONS, ...MOMENTS, "192.0.2.0/24"));

/** What a command may be given for a parameter. */
function argument({ shape, words }: Param): fc.Arbitrary<string> {
  const fit = {
    nick: name,
    room,
    duration: fc.constantFrom(...DURATIONS),
    word: fc.constantFrom(...words ?? [...NAMES, ...MOMENTS, "3"]),
    rest: fc.oneof(text, fc.constantFrom(...words ?? MOMENTS)),
    text,
  }[shape];
  return fc.oneof({ weight: 12, arbitrary: fit }, { weight: 1, arbitrary: any });
}

/** What a program may put into a field. */
const field = fc.oneof(
  { weight: 20, arbitrary: any },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 7, -1, true, [], {}, 1.5) },
);

const SEARCHES = [
  "build from:ann",
  "from:王小明",
  "会议 in:开发",
  "more",
  "x since:2026-11-01",
  "...",
  "in:",
];

function inputFor(command: string, params: readonly Param[]): fc.Arbitrary<NamedCommand["input"]> {
  const own: Record<string, readonly string[]> = {
    search: SEARCHES,
    history: ["5", "before 3", "5 before 2026-11-26", "x"],
    shutdown: ["off", "10m upgrade", "0ff", "soon", "10x"],
    msg: ["#dev hello", "＃开发 大家好", "ann hi", "王小明 你好"],
    mute: ["bob for 10s", "ann for ever"],
  };
  const typed = fc.tuple(...params.filter(({ isFieldOnly }) => !isFieldOnly).map(argument))
    .map((words) => words.join(" "));
  const fields = fc.record(
    Object.fromEntries(params.map((param) => [
      param.field,
      fc.oneof({ weight: 12, arbitrary: argument(param) }, { weight: 1, arbitrary: field }),
    ])),
    { requiredKeys: [] },
  ).map((given) => ({ ...given }));
  const lines = own[command];
  return lines === undefined
    ? fc.oneof<fc.Arbitrary<NamedCommand["input"]>[]>(typed, fields)
    : fc.oneof<fc.Arbitrary<NamedCommand["input"]>[]>(typed, fields, fc.constantFrom(...lines));
}

const ROWS = [...commands].filter(([command]) => !["quit", "help", "lockdown"].includes(command));

const named: fc.Arbitrary<NamedCommand> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(...ROWS).chain(([command, { params }]) =>
      inputFor(command, params).map((input) => ({ kind: "ask", name: command, input }) as const)
    ),
  },
  // The commands with most that can go wrong.
  {
    weight: 10,
    arbitrary: fc.constantFrom("join", "say", "op", "kick", "ban", "unban", "mute", "unmute")
      .chain((command) =>
        inputFor(command, commands.get(command as "join")?.params ?? [])
          .map((input) => ({ kind: "ask", name: command, input }) as const)
      ),
  },
  { weight: 1, arbitrary: any.map((name) => ({ kind: "ask", name, input: "" }) as const) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom("help", "help", "lockdown", "quit"), any)
      .map(([name, input]) => ({ kind: "ask", name, input }) as const),
  },
);

const wanted: fc.Arbitrary<RoomsWanted> = fc.record({
  rooms: fc.array(room, { maxLength: 4 }),
  hasLobby: fc.boolean(),
  resume: fc.array(fc.record({ room, seq: fc.nat(20), epoch: fc.constantFrom("e1", "e1-1") }), {
    maxLength: 3,
  }),
}, { requiredKeys: ["rooms", "hasLobby"] });

const entry = fc.record({
  nick: name,
  wanted,
  history: fc.nat(5),
  program: text,
}, { requiredKeys: [] });

const line: fc.Arbitrary<Command> = fc.oneof(
  { weight: 30, arbitrary: named },
  { weight: 1, arbitrary: fc.constant({ kind: "blank" } as const) },
  {
    weight: 1,
    arbitrary: fc.option(named, { nil: undefined })
      .map((asked) => ({ kind: "overlong", bytes: 5000, asked }) as const),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ kind: "malformed", notice: { code: "bad-json" } } as const),
  },
  {
    weight: 2,
    arbitrary: entry.map((parts) => {
      const dialect = { kind: "json", language: "en", arrivals: "gathered" } as const;
      return { kind: "hello", dialect, ...parts } as const;
    }),
  },
);

/** The first is an operator in most properties. */
const client = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(1, 1, 2, 3) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: CLIENTS }) },
).map(clientId);

const origin = fc.constantFrom(
  OPERATOR,
  originOf(),
  originOf({ address: "127.0.0.1:40001", isNamedByAddress: true }),
  strangerAt("192.0.2.1"),
  strangerAt("192.0.2.2"),
);

const hearing = fc.constantFrom(
  { detail: "gathered", isProgram: false } as const,
  { detail: "every", isProgram: true } as const,
  { detail: "summed", isProgram: true } as const,
);

/** An event of one of the clients, or a tick. Its client may not be there, or be there already: see `cast.ts`. */
export const chatEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(client, origin, hearing, entry)
      .map(([client, origin, hearing, parts]) => {
        return { kind: "connected", client, origin, hearing, ...parts } as const;
      }),
  },
  {
    weight: 40,
    arbitrary: fc.tuple(client, line)
      .map(([client, command]) => ({ kind: "command", client, command }) as const),
  },
  {
    weight: 1,
    arbitrary: client.map((client) => {
      return { kind: "disconnected", client, reason: { by: "member", code: "lost" } } as const;
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: "tick" } as const) },
);
