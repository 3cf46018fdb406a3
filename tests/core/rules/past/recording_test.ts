/** @module */
import { assert, assertEquals } from "@std/assert";
import type { Chat } from "../../../../lib/core/chat.ts";
import type { ChatEvent, Effect } from "../../../../lib/core/event.ts";
import { LOBBY, type RoomName } from "../../../../lib/core/units.ts";
import {
  applyAll,
  asks,
  connected,
  disconnected,
  newChat,
  START,
} from "../../../support/happenings.ts";

const DEV = "dev" as RoomName;

/** A chat of Ann in the lobby, with a store or without. */
function chatOfAnn(isRecording = true): Chat {
  const chat = newChat({ isRecording });
  applyAll(chat, START, connected(1, { nick: "ann" }));
  return chat;
}

/** What is offered to the store: the kind and the epoch of each. */
function recorded(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind === "closed") return [`closed ${effect.epoch}`];
    if (effect.kind !== "publish" || effect.epoch === undefined) return [];
    return [`${effect.message.kind} ${effect.epoch}`];
  });
}

/** The clients that are told that a room is recorded from now on. */
function toldRecorded(chat: Chat, event: ChatEvent): number[] {
  return applyAll(chat, START, event).flatMap((effect) =>
    effect.kind === "send" && effect.message.kind === "notice" &&
      effect.message.notice.code === "room-recorded"
      ? [effect.to]
      : []
  );
}

function follows(chat: Chat, ...events: ChatEvent[]): string[] {
  return recorded(applyAll(chat, START, ...events));
}

Deno.test("each event of a public room is recorded once, under the epoch of the room", () => {
  const chat = chatOfAnn();
  assertEquals(follows(chat, asks(1, "say", "hi"), asks(1, "me", "waves")), [
    "message e1",
    "action e1",
  ]);
  const moves = [asks(1, "join", "dev"), asks(1, "topic", "T"), asks(1, "nick", "anna")];
  assertEquals(follows(chat, ...moves, { kind: "tick" }), [
    "joined e1-1",
    "topic e1-1",
    "renamed e1",
    "renamed e1-1",
  ]);
  // Told to people 100 ms later, which is not recorded again.
  assertEquals(recorded(chat.apply({ kind: "tick" }, START + 100)), []);
});

Deno.test("without a store nothing is recorded", () => {
  const chat = chatOfAnn(false);
  const all = [asks(1, "say", "hi"), asks(1, "join", "dev"), asks(1, "part")];
  assertEquals(follows(chat, ...all), []);
});

Deno.test("a private word is never recorded", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, connected(2, { nick: "bob" }));
  assertEquals(follows(chat, asks(1, "msg", "bob secret")), []);
});

Deno.test("a room that is closed is recorded no more, and again from when it is opened", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, asks(1, "join", "dev"));
  assertEquals(follows(chat, asks(1, "room", "private")), ["room e1-1", "closed e1-1"]);
  assertEquals(follows(chat, asks(1, "say", "secret"), asks(1, "room", "password P")), []);
  assertEquals(follows(chat, asks(1, "room", "public"), asks(1, "say", "secret")), []);
  assertEquals(follows(chat, asks(1, "room", "password -"), asks(1, "say", "hi")), [
    "message e1-1",
  ]);
  const room = chat.snapshot().ledger.rooms.find((each) => each.room === DEV);
  assertEquals([room?.seq, room?.openFrom], [8, 7]);
});

Deno.test("the members of a room that is opened are told that it is recorded, if it is", () => {
  for (const isRecording of [true, false]) {
    const chat = chatOfAnn(isRecording);
    applyAll(chat, START, connected(2, { nick: "bob" }), asks(1, "join", "dev P"));
    applyAll(chat, START, asks(2, "join", "dev P"), asks(1, "room", "private"));
    assertEquals(toldRecorded(chat, asks(1, "room", "public")), []);
    assertEquals(toldRecorded(chat, asks(1, "room", "password -")), isRecording ? [1, 2] : []);
    assertEquals(toldRecorded(chat, asks(1, "room", "private")), []);
  }
});

Deno.test("a room that vanishes is closed, and has another epoch when it is made anew", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, asks(1, "join", "dev"));
  assertEquals(follows(chat, asks(1, "part")), ["left e1-1", "closed e1-1"]);
  assertEquals(follows(chat, asks(1, "join", "dev")), ["joined e1-2"]);
  assertEquals(follows(chat, disconnected(1)), ["left e1", "left e1-2", "closed e1-2"]);
});

Deno.test("a room that is made with a password is not recorded, and not closed", () => {
  const chat = chatOfAnn();
  assertEquals(follows(chat, asks(1, "join", "dev secret"), asks(1, "part")), []);
});

Deno.test("a stop closes no room: it goes on after the start", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, asks(1, "join", "dev"));
  assertEquals(follows(chat, { kind: "shutdown" }), []);
});

Deno.test("a room gives no number that the store has not reserved: it gets another epoch", () => {
  const chat = chatOfAnn();
  const say = () => follows(chat, asks(1, "say", "hi"));
  for (let seq = 2; seq < 10_000; seq++) say();
  assertEquals(say(), ["message e1"]);
  assertEquals(say(), ["message e1-1"]);
  const { seq, epoch, reserved } = lobbyOf(chat);
  assertEquals([seq, epoch, reserved], [10_001, "e1-1", 20_000]);
});

Deno.test("a room goes on under its epoch where the store has reserved its numbers", () => {
  const chat = chatOfAnn();
  const places = [
    { room: LOBBY, epoch: "e1", upTo: 20_000 },
    { room: LOBBY, epoch: "another", upTo: 90_000 },
    { room: DEV, epoch: "e1-9", upTo: 90_000 },
  ];
  chat.apply({ kind: "reserved", places }, START);
  // A late report takes nothing back.
  const late = [{ room: LOBBY, epoch: "e1", upTo: 15_000 }];
  chat.apply({ kind: "reserved", places: late }, START);
  assertEquals(lobbyOf(chat).reserved, 20_000);
  for (let seq = 2; seq <= 10_000; seq++) follows(chat, asks(1, "say", "hi"));
  assertEquals(follows(chat, asks(1, "say", "hi")), ["message e1"]);
});

Deno.test("without a store no epoch is ever spent", () => {
  const chat = chatOfAnn(false);
  for (let seq = 2; seq <= 10_002; seq++) follows(chat, asks(1, "say", "hi"));
  assertEquals(lobbyOf(chat).epoch, "e1");
});

function lobbyOf(chat: Chat) {
  const [lobby] = chat.snapshot().ledger.rooms;
  assert(lobby !== undefined);
  return lobby;
}

Deno.test("what is recorded tells the count and the topic of its room, also from before it was open", () => {
  const chat = chatOfAnn();
  const room = (input: string) => asks(1, "room", input);
  applyAll(chat, START, asks(1, "join", "dev"), asks(1, "topic", "open"), room("private"));
  applyAll(chat, START, asks(1, "topic", "closed"), asks(1, "say", "unheard"), room("public"));
  const effects = applyAll(chat, START, asks(1, "say", "hi"));
  const states = effects.flatMap((effect) => effect.kind === "publish" ? [effect.state] : []);
  assertEquals(states, [{ said: 2, topic: "closed", openFrom: 6 }]);
});
