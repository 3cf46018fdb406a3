/** @module */
import { assertEquals } from "@std/assert";
import type { Chat } from "../../lib/core/chat.ts";
import { commands, costOf } from "../../lib/core/commands/mod.ts";
import type { Detail } from "../../lib/core/dialect.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { clientId, LOBBY } from "../../lib/core/units.ts";
import type { Notice } from "../../lib/core/notice.ts";
import { applyAll, asks, connected, newChat, START } from "../support/happenings.ts";

const LATER = START + 5000;
const ann = clientId(1);
const stamp = { seq: 3, time: LATER, room: LOBBY };

/** What follows when ann, here for five seconds with bob, asks for this. */
function follows(event: ChatEvent): readonly Effect[] {
  return hereWithBob().apply(event, LATER);
}

function hereWithBob(): Chat {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
  chat.apply({ kind: "tick" }, START + 100);
  return chat;
}

function nick(name: string): Nick {
  return name as Nick;
}

/** People are told crowds, programs every arrival. */
const HEARINGS = {
  gathered: { detail: "gathered", isProgram: false },
  every: { detail: "every", isProgram: true },
  summed: { detail: "summed", isProgram: true },
} as const;

Deno.test("The table of commands has these and no others", () => {
  assertEquals(Array.from(commands.keys()), [
    "nick",
    "who",
    "me",
    "say",
    "join",
    "part",
    "rooms",
    "topic",
    "room",
    "invite",
    "kick",
    "mute",
    "unmute",
    "op",
    "deop",
    "voice",
    "devoice",
    "whois",
    "msg",
    "private",
    "reply",
    "away",
    "ignore",
    "unignore",
    "ping",
    "history",
    "search",
    "lang",
    "ban",
    "unban",
    "bans",
    "announce",
    "lockdown",
    "shutdown",
    "help",
    "quit",
  ]);
});

Deno.test("say tells everybody the text, the sender as well", () => {
  const message = { ...stamp, kind: "message", from: nick("ann"), text: "hello" } as const;
  const told = [{ kind: "publish", room: LOBBY, message } as const];
  assertEquals(follows(asks(1, "say", "hello")), told);
  assertEquals(follows(asks(1, "say", { text: "hello" })), told);
});

Deno.test("say says a command literally, and nothing of an empty text", () => {
  const [told] = follows(asks(1, "say", { text: "/quit" }));
  assertEquals(told?.kind === "publish" && told.message, {
    ...stamp,
    kind: "message",
    from: nick("ann"),
    text: "/quit",
  });
  assertEquals(follows(asks(1, "say", { text: "" })), []);
});

Deno.test("me tells everybody an action, and nothing of an empty one", () => {
  const message = { ...stamp, kind: "action", from: nick("ann"), text: "waves" } as const;
  assertEquals(follows(asks(1, "me", "waves")), [{ kind: "publish", room: LOBBY, message }]);
  assertEquals(follows(asks(1, "me", { text: "" })), []);
});

Deno.test("nick tells everybody of the new name, and what is said next carries it", () => {
  const chat = hereWithBob();
  const renamed = { ...stamp, kind: "renamed", from: nick("ann"), to: nick("Duke") } as const;
  assertEquals(chat.apply(asks(1, "nick", "Duke"), LATER), [
    { kind: "publish", room: LOBBY, message: renamed },
  ]);
  const message = { ...stamp, seq: 4, kind: "message", from: nick("Duke"), text: "hi" } as const;
  assertEquals(chat.apply(asks(1, "say", "hi"), LATER), [
    { kind: "publish", room: LOBBY, message },
  ]);
});

Deno.test("nick takes another case of one's own name and of nobody else's", () => {
  const chat = hereWithBob();
  const [told] = chat.apply(asks(1, "nick", "ANN"), LATER);
  assertEquals(told?.kind, "publish");
  const refusals: readonly Notice[] = [
    { code: "name-unchanged", name: "ANN" },
    { code: "name-taken", why: "same", name: "BOB" },
  ];
  for (const notice of refusals) {
    const name = "name" in notice ? notice.name : "";
    assertEquals(chat.apply(asks(1, "nick", name), LATER), [
      { kind: "send", to: ann, message: { kind: "notice", notice } },
    ]);
  }
});

Deno.test("nick refuses a look-alike of a name that is here", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "modem" }), connected(2, { nick: "bob" }));
  chat.apply({ kind: "tick" }, START + 100);
  assertEquals(chat.apply(asks(2, "nick", "modern"), LATER), [{
    kind: "send",
    to: clientId(2),
    message: {
      kind: "notice",
      notice: { code: "name-taken", why: "look-alike", name: "modern", like: "modem" },
    },
  }]);
});

Deno.test("who answers with everybody by order of entry, to who asked alone", () => {
  const members = [
    { name: nick("ann"), id: ann, here: 5000, idle: 0, address: undefined },
    { name: nick("bob"), id: clientId(2), here: 5000, idle: 5000, address: undefined },
  ];
  const answer = {
    kind: "send",
    to: ann,
    message: { kind: "members", room: LOBBY, members, more: 0 },
  };
  assertEquals<unknown>(follows(asks(1, "who")), [answer]);
  assertEquals<unknown>(follows(asks(1, "who", { type: "who", room: "#Lobby" })), [answer]);
});

Deno.test("who tells ranks and voices, where there are any", () => {
  const chat = newChat();
  applyAll(
    chat,
    START,
    connected(1, { nick: "ann" }),
    connected(2, { nick: "bob" }),
    connected(3, { nick: "cid" }),
  );
  for (const id of [1, 2, 3]) chat.apply(asks(id, "join", { type: "join", room: "dev" }), START);
  chat.apply(asks(1, "op", { type: "op", name: "bob", room: "dev" }), START);
  chat.apply(asks(1, "voice", { type: "voice", name: "cid", room: "dev" }), START);
  const [answer] = chat.apply(asks(3, "who", { type: "who", room: "dev" }), START);
  if (answer?.kind !== "send" || answer.message.kind !== "members") throw new Error("no answer");
  assertEquals(
    answer.message.members.map(({ name, rank, voice }) => ({ name, rank, voice })),
    [
      { name: nick("ann"), rank: "owner", voice: undefined },
      { name: nick("bob"), rank: "moderator", voice: undefined },
      { name: nick("cid"), rank: undefined, voice: true },
    ],
  );
});

/** Whom so many people are told of when the last, who hears in this detail, asks who is here. */
function answerTo(population: number, detail: Detail): { named: number; more: number } {
  const chat = newChat();
  for (let id = 1; id < population; id++) chat.apply(connected(id), START);
  chat.apply(connected(population, { detail }), START);
  const [answer] = chat.apply(asks(population, "who"), LATER).filter((effect) =>
    effect.kind === "send" && effect.message.kind === "members"
  );
  if (answer?.kind !== "send" || answer.message.kind !== "members") throw new Error("no answer");
  return { named: answer.message.members.length, more: answer.message.more };
}

Deno.test("who names at most 100 to people and 500 to programs, and counts the others", () => {
  assertEquals(answerTo(100, "gathered"), { named: 100, more: 0 });
  assertEquals(answerTo(101, "gathered"), { named: 100, more: 1 });
  assertEquals(answerTo(500, "every"), { named: 500, more: 0 });
  assertEquals(answerTo(501, "every"), { named: 500, more: 1 });
});

Deno.test("who costs as many lines as its answer is long, and say never more than one", () => {
  const cost = (population: number, detail: Detail) =>
    costOf("who", { population, publicRooms: () => 1, hearing: HEARINGS[detail] });
  assertEquals([cost(1, "gathered"), cost(100, "gathered"), cost(10_000, "gathered")], [1, 1, 1]);
  assertEquals([cost(100, "every"), cost(101, "every")], [1, 2]);
  assertEquals([cost(500, "every"), cost(10_000, "every")], [5, 5]);
  assertEquals(cost(0, "every"), 1);
  assertEquals(
    costOf("say", { population: 10_000, publicRooms: () => 1000, hearing: HEARINGS.every }),
    1,
  );
  assertEquals(
    costOf("no-such-command", { population: 1, publicRooms: () => 1, hearing: HEARINGS.gathered }),
    1,
  );
});

Deno.test("rooms costs a line for each 20 rooms that everybody may enter, to people and programs", () => {
  for (const detail of ["gathered", "every"] as const) {
    const cost = (rooms: number) =>
      costOf("rooms", { population: 10_000, publicRooms: () => rooms, hearing: HEARINGS[detail] });
    assertEquals([1, 20, 21, 100, 1000].map(cost), [1, 1, 2, 5, 5]);
  }
});

Deno.test("ping answers with its token, or with none", () => {
  const pong = (token: string) => [
    { kind: "send", to: ann, message: { kind: "pong", token } } as const,
  ];
  assertEquals(follows(asks(1, "ping", "42")), pong("42"));
  assertEquals(follows(asks(1, "ping", { token: "x y" })), pong("x y"));
  assertEquals(follows(asks(1, "ping")), pong(""));
  assertEquals(follows(asks(1, "ping", {})), pong(""));
});

Deno.test("help lists the commands that are typed, one notice each, and how to say a slash", () => {
  const notices = follows(asks(1, "help")).map((effect) =>
    effect.kind === "send" && effect.to === ann && effect.message.kind === "notice" &&
    effect.message.notice
  );
  assertEquals(notices, [
    { code: "help", topic: "nick", usage: "/nick NAME" },
    { code: "help", topic: "who", usage: "/who [ROOM]" },
    { code: "help", topic: "me", usage: "/me TEXT" },
    { code: "help", topic: "join", usage: "/join ROOM [PASSWORD]" },
    { code: "help", topic: "part", usage: "/part [ROOM]" },
    { code: "help", topic: "rooms", usage: "/rooms" },
    { code: "help", topic: "topic", usage: "/topic [TEXT]" },
    { code: "help", topic: "room", usage: "/room [SETTING]" },
    { code: "help", topic: "invite", usage: "/invite NAME [ROOM]" },
    { code: "help", topic: "kick", usage: "/kick NAME [REASON]" },
    { code: "help", topic: "mute", usage: "/mute NAME [for DUR]" },
    { code: "help", topic: "unmute", usage: "/unmute NAME" },
    { code: "help", topic: "op", usage: "/op NAME [owner]" },
    { code: "help", topic: "deop", usage: "/deop NAME" },
    { code: "help", topic: "voice", usage: "/voice NAME" },
    { code: "help", topic: "devoice", usage: "/devoice NAME" },
    { code: "help", topic: "whois", usage: "/whois NAME" },
    { code: "help", topic: "msg", usage: "/msg NAME TEXT" },
    { code: "help", topic: "reply", usage: "/reply TEXT" },
    { code: "help", topic: "away", usage: "/away [TEXT]" },
    { code: "help", topic: "ignore", usage: "/ignore [NAME]" },
    { code: "help", topic: "unignore", usage: "/unignore NAME" },
    { code: "help", topic: "ping", usage: "/ping [TOKEN]" },
    { code: "help", topic: "history", usage: "/history [N] [before TIME|SEQ]" },
    { code: "help", topic: "search", usage: "/search WORDS" },
    { code: "help", topic: "lang", usage: "/lang en|zh" },
    { code: "help", topic: "ban", usage: "/ban NAME|ADDRESS|CIDR [for DUR] [REASON]" },
    { code: "help", topic: "unban", usage: "/unban NAME|ADDRESS|CIDR" },
    { code: "help", topic: "bans", usage: "/bans [ROOM]" },
    { code: "help", topic: "announce", usage: "/announce TEXT" },
    { code: "help", topic: "lockdown", usage: "/lockdown on|off" },
    { code: "help", topic: "shutdown", usage: "/shutdown [DUR [REASON]|off]" },
    { code: "help", topic: "help", usage: "/help" },
    { code: "help", topic: "quit", usage: "/quit [REASON]" },
    { code: "help", topic: "literal", usage: "//text" },
  ]);
});

Deno.test("quit ends the stay in the leaver's words, if there are any", () => {
  const reasonOf = (event: ChatEvent) => {
    const drop = follows(event).find((effect) => effect.kind === "drop");
    return drop?.kind === "drop" && drop.reason;
  };
  const quit = { by: "member", code: "quit" } as const;
  assertEquals(reasonOf(asks(1, "quit", "gone fishing")), { ...quit, text: "gone fishing" });
  assertEquals(reasonOf(asks(1, "quit", { reason: "done" })), { ...quit, text: "done" });
  assertEquals(reasonOf(asks(1, "quit")), { ...quit, text: undefined });
  assertEquals(reasonOf(asks(1, "quit", {})), { ...quit, text: undefined });
  assertEquals(reasonOf(asks(1, "quit", { reason: "" })), { ...quit, text: undefined });
});
