/** What of somebody is forgotten by all nodes while the chat runs, and what stays. */

import { assertEquals } from "@std/assert";
import { Chat } from "../../../../lib/core/chat.ts";
import type { ChatEvent } from "../../../../lib/core/event.ts";
import { LOBBY } from "../../../../lib/core/units.ts";
import { asks, connected, newChat, says, SETTINGS } from "../../../support/happenings.ts";
import { OPERATOR, originOf } from "../../../support/origins.ts";

const FORGET: ChatEvent = { kind: "forget", names: ["Zoë", "ZOË"] };

/** A chat of several nodes in which Zoë has done all that can be remembered, and has left. */
function talk(): Chat {
  const chat = newChat({ isShared: true });
  const events = [
    connected(1, { nick: "ann", origin: OPERATOR }),
    connected(2, { nick: "Zoë", origin: OPERATOR }),
    connected(3, {
      nick: "bob",
      origin: originOf({ network: "#0123456789abcdef", isLoopback: false }),
    }),
    says(2, "zanzibarx"),
    says(1, "hello Zoë"),
    asks(2, "me", "quibbles"),
    asks(2, "nick", "ZOË"),
    asks(2, "topic", "topicword"),
    asks(2, "ban", "bob vexillum"),
    asks(2, "quit", "farewellx"),
    says(1, "bye"),
  ];
  for (const [index, event] of events.entries()) chat.apply(event, 1_000_000 + index);
  return chat;
}

function textOf(chat: Chat): string {
  return JSON.stringify(chat.agreed());
}

/** The numbers and the kinds of what the lobby remembers. */
function remembered(chat: Chat): string[] {
  const [lobby] = chat.agreed().ledger.rooms;
  return (lobby?.remembered ?? []).map(({ event }) => `${event.seq} ${event.kind}`);
}

const TRACES = ['"Zoë"', "ZOË", "zanzibarx", "quibbles", "topicword", "vexillum", "farewellx"];

Deno.test("forget takes all of somebody, however it was written, and leaves the others", () => {
  const chat = talk();
  // Otherwise the test says nothing.
  assertEquals(TRACES.filter((trace) => !textOf(chat).includes(trace)), []);
  assertEquals(chat.apply(FORGET, 2_000_000), []);
  assertEquals(TRACES.filter((trace) => textOf(chat).includes(trace)), []);
  assertEquals(remembered(chat), ["1 joined", "3 joined", "5 message", "11 message"]);
  assertEquals(textOf(chat).includes("hello Zoë"), true);
});

Deno.test("forget gives no number again: what is said next has the next one", () => {
  const chat = talk();
  chat.apply({ kind: "forget", names: ["ann", "bob", "Zoë", "ZOË"] }, 2_000_000);
  assertEquals(remembered(chat), []);
  chat.apply(says(1, "on"), 2_000_001);
  assertEquals(remembered(chat), ["12 message"]);
});

Deno.test("forget leaves a ban in force with the name that it is against, and without its author", () => {
  const chat = talk();
  chat.apply(FORGET, 2_000_000);
  const [ban] = chat.agreed().ledger.order.bans;
  assertEquals([ban?.ban.name, ban?.ban.by, ban?.ban.reason], ["bob", "", ""]);
  const origin = originOf({ network: "#0123456789abcdef", isLoopback: false });
  const { population } = chat;
  chat.apply(connected(9, { nick: "bob", origin }), 2_000_001);
  assertEquals(chat.population, population);
});

Deno.test("forget leaves somebody who is here under that name where it is, and what it says next", () => {
  const chat = talk();
  chat.apply(connected(9, { nick: "Zoë" }), 1_000_100);
  chat.apply(says(9, "earlierx"), 1_000_101);
  chat.apply(FORGET, 2_000_000);
  assertEquals(remembered(chat), ["1 joined", "3 joined", "5 message", "11 message"]);
  chat.apply(says(9, "after"), 2_000_001);
  assertEquals(textOf(chat).includes("earlierx"), false);
  assertEquals(remembered(chat).at(-1), "14 message");
});

Deno.test("forget takes a former name of somebody who is here", () => {
  const chat = talk();
  chat.apply(connected(9, { nick: "Zoë" }), 1_000_100);
  chat.apply(asks(9, "nick", "cat"), 1_000_101);
  assertEquals(textOf(chat).includes('"Zoë"'), true);
  chat.apply(FORGET, 2_000_000);
  assertEquals(textOf(chat).includes('"Zoë"'), false);
  assertEquals(chat.agreed().desk.seats.at(-1)?.formerNames?.length, 1);
});

Deno.test("forget leaves a topic that another has set again", () => {
  const chat = talk();
  chat.apply(asks(1, "topic", "other"), 1_000_200);
  chat.apply(asks(1, "topic", "topicword"), 1_000_201);
  chat.apply(FORGET, 2_000_000);
  assertEquals(chat.agreed().ledger.rooms.find(({ room }) => room === LOBBY)?.topic, "topicword");
});

Deno.test("a program that resumes is told of gaps where something was forgotten", () => {
  const chat = talk();
  chat.apply(FORGET, 2_000_000);
  const { epoch } = SETTINGS;
  const resume = [{ room: LOBBY, epoch, seq: 1 }];
  const wanted = { rooms: [], hasLobby: true, resume };
  const effects = chat.apply(connected(9, { nick: "eve", detail: "every", wanted }), 2_000_001);
  const told = effects.flatMap((effect) => {
    if (effect.kind !== "send") return [];
    const { message } = effect;
    if (message.kind === "gap") return [`gap ${message.from}-${message.to}`];
    return "seq" in message && message.kind !== "welcome" ? [`${message.seq} ${message.kind}`] : [];
  });
  assertEquals(told.slice(0, 6), [
    "gap 2-2",
    "3 joined",
    "gap 4-4",
    "5 message",
    "gap 6-10",
    "11 message",
  ]);
});

Deno.test("forget leads to the same in a chat that begins with a snapshot", () => {
  const chat = talk();
  const data = JSON.parse(textOf(chat));
  const other = new Chat({ ...SETTINGS, isShared: true }, data);
  for (const each of [chat, other]) each.apply(FORGET, 2_000_000);
  assertEquals(JSON.parse(textOf(other)).ledger, JSON.parse(textOf(chat)).ledger);
});
