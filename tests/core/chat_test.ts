/** @module */
import { assertEquals } from "@std/assert";
import type { Chat } from "../../lib/core/chat.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import type { Crowd, RoomMessage } from "../../lib/core/message.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { clientId, LOBBY } from "../../lib/core/units.ts";
import { Ears } from "../support/ears.ts";
import {
  applyAll,
  asks,
  blank,
  connected,
  disconnected,
  newChat,
  PROGRAM_DIALECT,
  says,
  START,
} from "../support/happenings.ts";
import { originOf } from "../support/origins.ts";

const [ann, bob] = [clientId(1), clientId(2)];

function nick(name: string): Nick {
  return name as Nick;
}

/** The messages that rooms are told, each with its detail. */
function published(effects: readonly Effect[]): (RoomMessage | Crowd)[] {
  return effects.flatMap((effect) => effect.kind === "publish" ? [effect.message] : []);
}

/** Applies events at one time and lets the ears hear what follows. */
function play(chat: Chat, ears: Ears, at: number, ...events: ChatEvent[]): void {
  for (const event of events) ears.take(event, chat.apply(event, at));
}

Deno.test("Chat greets a person at once and tells people of the arrival within 100 ms", () => {
  const chat = newChat();
  const joined = { kind: "joined", seq: 1, time: START, room: LOBBY, name: nick("ann") } as const;
  assertEquals(chat.apply(connected(1, { nick: "ann" }), START), [
    {
      kind: "send",
      to: ann,
      message: {
        kind: "welcome",
        room: LOBBY,
        you: nick("ann"),
        id: ann,
        members: [nick("ann")],
        population: 1,
        seq: 0,
        tally: { epoch: "e1", said: 0 },
        time: START,
        server: "hubbubd/test",
        maxLine: 4096,
        isRecorded: false,
      },
    },
    { kind: "publish", room: LOBBY, message: joined, detail: "every" },
    { kind: "wake", at: START + 100 },
  ]);
  assertEquals(chat.apply({ kind: "tick" }, START + 99), []);
  assertEquals(chat.apply({ kind: "tick" }, START + 100), [
    { kind: "publish", room: LOBBY, message: joined, detail: "gathered" },
    { kind: "join", client: ann, room: LOBBY },
  ]);
  assertEquals(chat.population, 1);
});

Deno.test("Chat welcomes with how much was said, and not with who came, went or renamed", () => {
  const chat = newChat({ epoch: "e1" });
  const tallyOf = (id: number) => {
    const [first] = chat.apply(connected(id, { detail: "every" }), START);
    const message = first?.kind === "send" ? first.message : undefined;
    return message?.kind === "welcome" ? message.tally : undefined;
  };
  assertEquals(tallyOf(1), { epoch: "e1", said: 0 });
  const events = [says(1, "hi"), asks(1, "me", "waves"), asks(1, "nick", "ann"), says(1, "ho")];
  for (const event of [...events, asks(1, "who"), blank(1)]) chat.apply(event, START);
  assertEquals(tallyOf(2), { epoch: "e1", said: 3 });
  chat.apply(disconnected(2), START);
  assertEquals(tallyOf(3), { epoch: "e1", said: 3 });
});

Deno.test("Chat lets a program hear its own arrival, right after its welcome", () => {
  const chat = newChat();
  chat.apply(connected(1, { nick: "ann" }), START);
  const effects = chat.apply(connected(2, { nick: "robo", detail: "every" }), START + 5);
  const joined = { kind: "joined", seq: 2, time: START + 5, room: LOBBY, name: nick("robo") };
  assertEquals(effects.map(({ kind }) => kind), ["send", "join", "publish"]);
  assertEquals(effects[0]?.kind === "send" && effects[0].message, {
    kind: "welcome",
    room: LOBBY,
    you: nick("robo"),
    id: bob,
    members: [nick("ann"), nick("robo")],
    population: 2,
    seq: 1,
    tally: { epoch: "e1", said: 0 },
    time: START + 5,
    server: "hubbubd/test",
    maxLine: 4096,
    isRecorded: false,
  });
  assertEquals(effects[1], { kind: "join", client: bob, room: LOBBY });
  assertEquals(effects[2], {
    kind: "publish",
    room: LOBBY,
    message: joined as RoomMessage,
    detail: "every",
  });
});

Deno.test("Chat names newcomers as they ask, by their address, or as guests", () => {
  const chat = newChat();
  const ears = new Ears();
  play(
    chat,
    ears,
    START,
    connected(1, { nick: "ann", address: "127.0.0.1:40001" }),
    connected(2, { address: "127.0.0.1:40002" }),
    connected(3),
    connected(4, { address: "127.0.0.1:40002" }),
    {
      kind: "connected",
      client: clientId(5),
      origin: originOf({ isNamedByAddress: true }),
      hearing: { detail: "gathered", isProgram: false },
    },
    {
      kind: "connected",
      client: clientId(6),
      origin: originOf({ address: "192.0.2.1:40006" }),
      hearing: { detail: "gathered", isProgram: false },
    },
  );
  const names = [1, 2, 3, 4, 5, 6].map((id) => ears.lines(id)[0]);
  assertEquals(names, [
    "You are ann",
    "You are 127.0.0.1:40002",
    "You are guest-3",
    "You are guest-4",
    "You are guest-5",
    "You are guest-6",
  ]);
});

Deno.test("Chat lets in under the default name who asks for one that cannot be had, and says why", () => {
  const wanted = {
    "ANN": "-- the name ANN is taken",
    "admin": "-- the name admin is reserved, or looks like one that is",
    "two words": "-- only letters, digits and - _ . can be in a name, not a space",
    "": "-- a name is at least one letter long",
    "guest-2": "-- the name guest-2 is reserved, or looks like one that is",
  };
  for (const [name, notice] of Object.entries(wanted)) {
    const chat = newChat();
    const ears = new Ears();
    play(chat, ears, START, connected(1, { nick: "ann" }), connected(2, { nick: name }));
    assertEquals(ears.lines(2), ["You are guest-2", "Also here: ann", notice]);
  }
});

Deno.test("Chat makes a name free when its holder leaves or takes another", () => {
  const chat = newChat();
  const ears = new Ears();
  play(chat, ears, START, connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
  play(chat, ears, START, disconnected(1), asks(2, "nick", "duke"));
  play(chat, ears, START, connected(3, { nick: "Ann" }), connected(4, { nick: "BOB" }));
  assertEquals(ears.lines(3)[0], "You are Ann");
  assertEquals(ears.lines(4)[0], "You are BOB");
});

Deno.test("Chat tells the held arrivals before what is said, in the order of seq", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
  const message = { kind: "message", seq: 3, time: START + 7, room: LOBBY } as const;
  assertEquals(chat.apply(says(2, "hello"), START + 7), [
    {
      kind: "publish",
      room: LOBBY,
      message: { kind: "joined", seq: 1, time: START, room: LOBBY, name: nick("ann") },
      detail: "gathered",
    },
    { kind: "join", client: ann, room: LOBBY },
    {
      kind: "publish",
      room: LOBBY,
      message: { kind: "joined", seq: 2, time: START, room: LOBBY, name: nick("bob") },
      detail: "gathered",
    },
    { kind: "join", client: bob, room: LOBBY },
    {
      kind: "publish",
      room: LOBBY,
      message: { ...message, from: nick("bob"), text: "hello" },
    },
  ]);
});

Deno.test("Chat does nothing for clients that it does not know", () => {
  const chat = newChat();
  const unknown: ChatEvent[] = [says(7, "boo"), disconnected(7), asks(7, "who"), blank(7)];
  assertEquals(applyAll(chat, START, ...unknown), []);
  applyAll(chat, START, connected(7), disconnected(7));
  chat.apply({ kind: "tick" }, START + 100);
  assertEquals(applyAll(chat, START + 100, ...unknown), []);
  assertEquals(chat.population, 0);
});

Deno.test("Chat tells of a crowd in one line, programs of each, and newcomers of who came after", () => {
  const chat = newChat();
  const ears = new Ears();
  play(chat, ears, START, connected(1, { nick: "ann" }));
  play(chat, ears, START, connected(2, { nick: "robo", detail: "every" }), says(1, "hi"));
  play(chat, ears, START + 100, { kind: "tick" });
  ears.lines(1);
  ears.lines(2);
  for (let id = 101; id <= 130; id++) play(chat, ears, START + 200, connected(id));
  play(chat, ears, START + 250, says(1, "what a crowd"));
  play(chat, ears, START + 300, { kind: "tick" });
  assertEquals(ears.lines(1), ["ann: what a crowd", "30 people have arrived"]);
  const told = ears.lines(2);
  assertEquals(told.length, 31);
  assertEquals(told[0], "guest-101 has arrived");
  assertEquals(told[29], "guest-130 has arrived");
  assertEquals(ears.lines(101).slice(2), ["ann: what a crowd", "29 people have arrived"]);
  assertEquals(ears.lines(129).slice(2), ["ann: what a crowd", "1 person has arrived"]);
  assertEquals(ears.lines(130).slice(2), ["ann: what a crowd"]);
});

Deno.test("Chat lets a person's ping bring out all that is held, and a program's ping nothing", () => {
  const chat = newChat();
  const ears = new Ears();
  play(chat, ears, START, connected(1, { nick: "ann" }), asks(1, "ping"));
  play(chat, ears, START, connected(2, { nick: "robo", detail: "every" }));
  ears.lines(1);
  for (let id = 101; id <= 125; id++) play(chat, ears, START, connected(id));
  const pong = { kind: "send", to: bob, message: { kind: "pong", token: "t" } } as const;
  assertEquals(chat.apply(asks(2, "ping", { token: "t" }), START), [pong]);
  play(chat, ears, START, asks(1, "ping", "t"));
  assertEquals(ears.lines(1), ["26 people have arrived", "-- pong t"]);
});

Deno.test("Chat turns a person into a program after a late hello: address, welcome, then the name", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann" }), connected(2));
  const command = { kind: "hello", nick: "robo", dialect: PROGRAM_DIALECT } as const;
  const effects = chat.apply({ kind: "command", client: bob, command }, START + 50);
  assertEquals(effects.map(({ kind }) => kind), [
    "publish", // ann has arrived
    "join",
    "publish", // guest-2 has arrived
    "join",
    "speak",
    "send",
    "publish",
  ]);
  assertEquals(effects[4], { kind: "speak", client: bob, dialect: PROGRAM_DIALECT });
  const welcome = effects[5]?.kind === "send" ? effects[5].message : undefined;
  assertEquals(welcome?.kind === "welcome" && [welcome.you, welcome.seq], [nick("guest-2"), 2]);
  assertEquals(published(effects)[2], {
    kind: "renamed",
    seq: 3,
    time: START + 50,
    room: LOBBY,
    from: nick("guest-2"),
    to: nick("robo"),
  });
  assertEquals(chat.apply({ kind: "command", client: bob, command }, START + 60), []);
});
