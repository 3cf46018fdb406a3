/** @module */
import { assertEquals } from "@std/assert";
import type { Chat } from "../../../lib/core/chat.ts";
import type { ChatEvent } from "../../../lib/core/event.ts";
import type { RoomMessage } from "../../../lib/core/message.ts";
import { type KeptRoom, NO_ORDER } from "../../../lib/core/order.ts";
import { startData, type StartPlace } from "../../../lib/core/rules/starting.ts";
import { ROOMS_WAIT } from "../../../lib/core/state/waiting_rooms.ts";
import { LOBBY, type RoomName } from "../../../lib/core/units.ts";
import { applyAll, asks, connected, newChat, SETTINGS, START } from "../../support/happenings.ts";
import { nick } from "../../support/messages.ts";
import { banOf, keptRoom, roomName } from "../../support/store_samples.ts";
import { jsonCodec } from "../../../lib/wire/json/codec.ts";

/** Somebody said something in the last run. */
function said(room: string, seq: number, time: number): RoomMessage {
  const from = nick("bob");
  return { kind: "message", room: room as RoomName, seq, time, from, text: `${room} ${seq}` };
}

/** A room that the store has kept, with its last two messages. */
function place(room: string, parts: Partial<StartPlace> = {}): StartPlace {
  return {
    room: room as RoomName,
    epoch: `old-${room}`,
    seq: 40,
    reserved: 10_040,
    said: 7,
    topic: "T",
    openFrom: 0,
    events: [said(room, 38, 2000), said(room, 39, 3000)],
    ...parts,
  };
}

/** A chat with a store that has kept these rooms; the first tick has been. */
function started(...places: StartPlace[]): Chat {
  const chat = newChat({ isRecording: true }, startData(SETTINGS, places));
  chat.apply({ kind: "tick" }, START);
  return chat;
}

/** What a client is told, and which rooms are closed. */
function told(chat: Chat, id: number, event: ChatEvent, at = START): Record<string, unknown>[] {
  return chat.apply(event, at).flatMap((effect) => {
    if (effect.kind === "closed") {
      return [{ type: "closed", room: effect.room, epoch: effect.epoch }];
    }
    if (effect.kind !== "send" || effect.to !== id) return [];
    return [JSON.parse(jsonCodec.encode(effect.message))];
  });
}

Deno.test("the lobby goes on where it was: epoch, numbers, count, topic, what it remembers", () => {
  const chat = started(place("lobby"));
  const [welcome] = told(chat, 1, connected(1, { nick: "ann", detail: "every" }));
  const { seq, epoch, said, topic, recorded } = welcome ?? {};
  assertEquals([seq, epoch, said, topic, recorded], [40, "old-lobby", 7, "T", true]);
  const [lobby] = chat.snapshot().ledger.rooms;
  const remembered = lobby?.remembered.map(({ event: { seq, kind } }) => `${kind} ${seq}`);
  assertEquals(remembered, ["message 38", "message 39", "joined 41"]);
});

Deno.test("a room waits unseen, and is continued by the first client that enters it", () => {
  const chat = started(place("Dev"));
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  const [rooms] = told(chat, 1, asks(1, "rooms", {}));
  assertEquals((rooms?.rooms as { room: string }[]).map(({ room }) => room), ["lobby"]);
  const [notice] = told(chat, 1, asks(1, "topic", { room: "dev" }));
  assertEquals(notice?.code, "no-such-room");
  const [entered] = told(chat, 1, asks(1, "join", { room: "dev" }));
  const { room, seq, epoch, topic, recorded } = entered ?? {};
  assertEquals([room, seq, epoch, topic, recorded], ["Dev", 40, "old-Dev", "T", true]);
  assertEquals(chat.snapshot().ledger.waiting.rooms, []);
});

Deno.test("a room that nobody enters in time is closed, and is made anew later", () => {
  const chat = started(place("dev"), place("ops"));
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  applyAll(chat, START, asks(1, "join", { room: "ops" }));
  const tick = { kind: "tick" } as const;
  assertEquals(told(chat, 1, tick, START + ROOMS_WAIT - 1), []);
  assertEquals(told(chat, 1, tick, START + ROOMS_WAIT), [
    { type: "closed", room: "dev", epoch: "old-dev" },
  ]);
  const [entered] = told(chat, 1, asks(1, "join", { room: "dev" }), START + ROOMS_WAIT);
  assertEquals([entered?.seq, entered?.epoch], [0, "e1-1"]);
});

Deno.test("a name that looks like that of a room that waits cannot be taken", () => {
  const chat = started(place("will"));
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  assertEquals(told(chat, 1, asks(1, "join", { room: "wi1l" }))[0]?.code, "room-private");
  assertEquals(told(chat, 1, asks(1, "join", { room: "WILL" }))[0]?.seq, 40);
});

Deno.test("a room that is continued with a password is recorded no more", () => {
  const chat = started(place("dev"));
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  const [closed, entered] = told(chat, 1, asks(1, "join", { room: "dev", password: "digest" }));
  assertEquals(closed, { type: "closed", room: "dev", epoch: "old-dev" });
  assertEquals(entered?.recorded, false);
});

Deno.test("of rooms that cannot be beside each other the first waits", () => {
  const places = [place("lobby"), place("dev"), place("DEV", { epoch: "x" }), place("1obby")];
  const { ledger } = startData(SETTINGS, places);
  assertEquals(ledger.rooms.map(({ room }) => room), [LOBBY]);
  assertEquals(ledger.waiting.rooms.map(({ epoch }) => epoch), ["old-dev"]);
});

Deno.test("what rooms remember has one order: by time, and in each room by number", () => {
  const { ledger } = startData(SETTINGS, [
    place("lobby", { events: [said("lobby", 1, 1000), said("lobby", 2, 3000)] }),
    // The clock was set back.
    place("dev", { events: [said("dev", 1, 4000), said("dev", 2, 2000)] }),
  ]);
  const all = [...ledger.rooms, ...ledger.waiting.rooms].flatMap(({ remembered }) => remembered);
  const texts = all.sort((a, b) => a.ordinal - b.ordinal).map(({ event }) =>
    event.kind === "message" ? event.text : ""
  );
  assertEquals(texts, ["lobby 1", "lobby 2", "dev 1", "dev 2"]);
  assertEquals(ledger.ordinal, 4);
});

Deno.test("a start without rooms is an empty chat", () => {
  assertEquals(startData(SETTINGS, []), newChat().snapshot());
});

Deno.test("a room that was closed before is read from where it became public", () => {
  const { ledger } = startData(SETTINGS, [place("dev", { openFrom: 7 })]);
  assertEquals(ledger.waiting.rooms.map(({ openFrom }) => openFrom), [7]);
});

/** A chat at its start with these kept rooms. */
function keeping(rooms: readonly KeptRoom[], ...places: StartPlace[]): Chat {
  const order = { ...NO_ORDER, rooms };
  const data = startData(SETTINGS, places, { order, at: START, time: 0 });
  const chat = newChat({ isRecording: true }, data);
  chat.apply({ kind: "tick" }, START);
  return chat;
}

Deno.test("a kept room is there at the start, listed, and is not closed after the others", () => {
  const chat = keeping([keptRoom("dev")], place("dev"), place("ops"));
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  const [rooms] = told(chat, 1, asks(1, "rooms", {}));
  assertEquals(
    (rooms?.rooms as { room: string; people: number }[]).map(({ room, people }) => [room, people]),
    [["lobby", 1], ["dev", 0]],
  );
  assertEquals(told(chat, 1, { kind: "tick" }, START + ROOMS_WAIT), [
    { type: "closed", room: "ops", epoch: "old-ops" },
  ]);
  const [entered] = told(chat, 1, asks(1, "join", { room: "dev" }), START + ROOMS_WAIT);
  const { seq, epoch, topic, recorded } = entered ?? {};
  assertEquals([seq, epoch, topic, recorded], [40, "old-dev", "T", true]);
});

Deno.test("a kept room starts with its settings, and a closed one is hidden and recorded", () => {
  const settings = { isPrivate: true, isTopicLocked: true, isModerated: true, password: "digest" };
  const chat = keeping([keptRoom("dev", settings)], place("dev"));
  const [, dev] = chat.snapshot().ledger.rooms;
  const { isPrivate, isTopicLocked, isModerated, isKept, password } = dev?.access ?? {};
  assertEquals({ isPrivate, isTopicLocked, isModerated, password }, settings);
  assertEquals(isKept, true);
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  const [refusal] = told(chat, 1, asks(1, "join", { room: "dev", password: "digest" }));
  assertEquals(refusal?.code, "room-private");
  const [rooms] = told(chat, 1, asks(1, "rooms", {}));
  assertEquals((rooms?.rooms as unknown[]).length, 1);
});

Deno.test("a kept room opens with the password that it had", () => {
  const chat = keeping([keptRoom("dev", { password: "digest" })], place("dev"));
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  assertEquals(told(chat, 1, asks(1, "join", { room: "dev" }))[0]?.code, "room-password");
  const [entered] = told(chat, 1, asks(1, "join", { room: "dev", password: "digest" }));
  assertEquals([entered?.type, entered?.recorded], ["entered", true]);
});

Deno.test("a kept room of which no event is kept is made anew, under an epoch of this run", () => {
  const chat = keeping([keptRoom("dev"), keptRoom("ops")], place("ops"));
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  const [entered] = told(chat, 1, asks(1, "join", { room: "dev" }));
  assertEquals([entered?.seq, entered?.epoch, entered?.recorded], [0, "e1-1", true]);
  const [other] = told(chat, 1, asks(1, "join", { room: "new" }));
  assertEquals(other?.epoch, "e1-2");
});

Deno.test("what was said before a kept room was opened to all stays unread after the start", () => {
  const chat = keeping([keptRoom("dev", { openFrom: 39 })], place("dev", { openFrom: 7 }));
  assertEquals(chat.snapshot().ledger.rooms[1]?.openFrom, 39);
});

Deno.test("the lobby starts with its settings, and is not kept as other rooms are", () => {
  const chat = keeping([keptRoom("lobby", { isTopicLocked: true, isModerated: true })]);
  const [lobby] = chat.snapshot().ledger.rooms;
  const { isTopicLocked, isModerated, isKept } = lobby?.access ?? {};
  assertEquals({ isTopicLocked, isModerated, isKept }, {
    isTopicLocked: true,
    isModerated: true,
    isKept: false,
  });
});

Deno.test("of kept rooms that cannot be beside each other the first goes on", () => {
  const chat = keeping([keptRoom("dev"), keptRoom("DEV"), keptRoom("1obby")], place("DEV"));
  assertEquals(chat.snapshot().ledger.rooms.map(({ room }) => room), ["lobby", "DEV"]);
});

Deno.test("bans, mutes and the lockdown go on, and end when they would have ended", () => {
  const mute = banOf("192.0.2.7", { until: 70_000, reason: "noise" });
  const ban = banOf("2001:db8::/64", { room: roomName("dev"), name: "bob" });
  const nowhere = banOf("192.0.2.7", { room: roomName("ops") });
  const rooms = [keptRoom("dev")];
  const [bans, mutes] = [[ban, nowhere], [mute, nowhere]];
  const order = { ...NO_ORDER, bans, mutes, isLockedDown: true, rooms };
  const { ledger } = startData(SETTINGS, [], { order, at: START, time: 10_000 });
  const { room, by, reason, since } = mute;
  assertEquals(ledger.order.isLockedDown, true);
  const ends = { name: undefined, until: START + 60_000 };
  assertEquals(ledger.order.mutes, [
    { room, mute: { subject: { network: "192.0.2.7" }, by, reason, since, ...ends } },
  ]);
  const lasts = { name: "bob", fold: "bob", until: undefined };
  assertEquals(ledger.order.bans, [{
    room: roomName("dev"),
    ban: { subject: { network: "2001:db8::/64" }, by, reason: "spam", since, ...lasts },
  }]);
});

Deno.test("bans and mutes go on by the time when they were given", () => {
  // The store leaves one that was given anew at its first place.
  const anew = banOf("192.0.2.7", { since: 3000 });
  const order = { ...NO_ORDER, bans: [anew, banOf("192.0.2.8", { since: 2000 })] };
  const { bans } = startData(SETTINGS, [], { order, at: START, time: 10_000 }).ledger.order;
  assertEquals(bans.map(({ ban }) => ban.since), [2000, 3000]);
  const muted = { ...NO_ORDER, mutes: order.bans };
  const { mutes } = startData(SETTINGS, [], { order: muted, at: START, time: 10_000 }).ledger.order;
  assertEquals(mutes.map(({ mute }) => mute.since), [2000, 3000]);
});
