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
  connected,
  disconnected,
  newChat,
  says,
  START,
} from "../support/happenings.ts";

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

Deno.test("Chat ends a stay once: out of the room, a bye, a drop, and one announcement", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
  chat.apply({ kind: "tick" }, START + 100);
  const reason = { by: "member", code: "lost" } as const;
  const event = { kind: "disconnected", client: bob, reason } as const;
  const message = { kind: "left", seq: 3, time: START + 200, room: LOBBY } as const;
  assertEquals(chat.apply(event, START + 200), [
    { kind: "part", client: bob, room: LOBBY },
    { kind: "send", to: bob, message: { kind: "bye", reason } },
    { kind: "drop", client: bob, reason },
    {
      kind: "publish",
      room: LOBBY,
      message: { ...message, name: nick("bob"), reason },
      detail: "every",
    },
    { kind: "wake", at: START + 300 },
  ]);
  assertEquals(chat.population, 1);
  assertEquals(chat.apply(event, START + 201), []);
  assertEquals(published(chat.apply({ kind: "tick" }, START + 300)), [
    { ...message, name: nick("bob"), reason },
  ]);
});

Deno.test("Chat announces a leave once, whatever ends of the connection follow and in what order", () => {
  const ends: ChatEvent[] = [
    asks(2, "quit", "bye"),
    disconnected(2, "end-of-input"),
    disconnected(2, "lost"),
    disconnected(2, "too-slow"),
  ];
  for (const first of ends) {
    const chat = newChat();
    const ears = new Ears();
    play(chat, ears, START, connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
    play(chat, ears, START, first, ...ends, says(2, "boo"), { kind: "tick" });
    play(chat, ears, START + 100, { kind: "tick" });
    const left = ears.lines(1).filter((line) => line.startsWith("bob has left"));
    assertEquals(left.length, 1);
    assertEquals(ears.of(2).gone?.code, first.kind === "disconnected" ? first.reason.code : "quit");
  }
});

Deno.test("Chat tells both of a person who arrives and leaves within the window, in order", () => {
  const chat = newChat();
  const ears = new Ears();
  play(chat, ears, START, connected(1, { nick: "ann" }), { kind: "tick" });
  play(chat, ears, START + 100, { kind: "tick" });
  play(chat, ears, START + 200, connected(2, { nick: "bob" }), disconnected(2));
  play(chat, ears, START + 300, { kind: "tick" });
  assertEquals(ears.lines(1).slice(2), ["bob has arrived", "bob has left"]);
  assertEquals(ears.lines(2), ["You are bob", "Also here: ann"]);
  assertEquals(ears.of(2).rooms.size, 0);
});

Deno.test("Chat says goodbye to everybody at the shutdown, and announces no leave", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
  chat.apply({ kind: "tick" }, START + 100);
  const reason = { by: "daemon", code: "shutdown" } as const;
  assertEquals(chat.apply({ kind: "shutdown" }, START + 200), [
    { kind: "part", client: ann, room: LOBBY },
    { kind: "send", to: ann, message: { kind: "bye", reason } },
    { kind: "drop", client: ann, reason },
    { kind: "part", client: bob, room: LOBBY },
    { kind: "send", to: bob, message: { kind: "bye", reason } },
    { kind: "drop", client: bob, reason },
  ]);
  assertEquals(chat.population, 0);
  assertEquals(applyAll(chat, START + 300, disconnected(1), disconnected(2), { kind: "tick" }), []);
});

Deno.test("Chat tells at the shutdown what is held, and lets nobody in any more, with a word", () => {
  const chat = newChat();
  const ears = new Ears();
  play(chat, ears, START, connected(1, { nick: "ann" }), asks(1, "ping"));
  play(chat, ears, START, connected(2, { nick: "bob" }), { kind: "shutdown" }, connected(3));
  const goodbye = "-- the server is shutting down";
  assertEquals(ears.lines(1).slice(-2), ["bob has arrived", goodbye]);
  assertEquals(ears.lines(2), ["You are bob", "Also here: ann", goodbye]);
  assertEquals(ears.lines(3), [goodbye]);
  assertEquals(ears.of(3).gone?.code, "shutdown");
  assertEquals(chat.population, 0);
});
