/** @module */

import { assertEquals } from "@std/assert";
import { Chat } from "../../../../lib/core/chat.ts";
import type { ChatEvent, Effect } from "../../../../lib/core/event.ts";
import type { OrderChange } from "../../../../lib/core/order.ts";
import {
  applyAll,
  asks,
  connected,
  disconnected,
  newChat,
  SETTINGS,
  START,
} from "../../../support/happenings.ts";
import { OPERATOR } from "../../../support/origins.ts";
import { jsonCodec } from "../../../../lib/wire/json/codec.ts";

/** The operator. */
const OP = 9;

type Told = Readonly<Record<string, unknown>>;

/** A setting of the room dev, as a program asks for it. */
function sets(id: number, text: string, room = "dev"): ChatEvent {
  return asks(id, "room", { room, text });
}

/** A chat with Ann, who owns dev, and an operator, who is in the lobby alone; both are programs. */
function chatOfAnn({ isRecording = true } = {}): Chat {
  const chat = newChat({ isRecording });
  applyAll(
    chat,
    START,
    connected(1, { nick: "ann", detail: "every" }),
    asks(1, "join", { room: "dev" }),
    connected(OP, { nick: "op", detail: "every", origin: OPERATOR }),
  );
  return chat;
}

/** What a client is sent for some events. */
function told(chat: Chat, id: number, ...events: ChatEvent[]): Told[] {
  return applyAll(chat, START, ...events).flatMap((effect) =>
    effect.kind === "send" && effect.to === id ? [JSON.parse(jsonCodec.encode(effect.message))] : []
  );
}

/** What is kept of what some events decide. */
function decided(effects: readonly Effect[]): OrderChange[] {
  return effects.flatMap((effect) => effect.kind === "order" ? [effect.change] : []);
}

/** What is offered to the store of some events: the kind of each event, and the end of a recording. */
function recorded(chat: Chat, ...events: ChatEvent[]): string[] {
  return applyAll(chat, START, ...events).flatMap((effect) => {
    if (effect.kind === "closed") return ["closed"];
    return effect.kind === "publish" && effect.epoch !== undefined ? [effect.message.kind] : [];
  });
}

/** The rooms that a client sees, each with how many are there. */
function rooms(chat: Chat, id: number): unknown[] {
  const [answer] = told(chat, id, asks(id, "rooms", {}));
  return (answer?.rooms as Told[]).map(({ room, people }) => [room, people]);
}

const KEPT: OrderChange = {
  ...{ kind: "room", room: "dev" as never, isKept: true },
  ...{ isPrivate: false, isTopicLocked: false, isModerated: false, openFrom: 0 },
};

Deno.test("a room is kept by an operator that is not in it, which it is told, and the store", () => {
  const chat = chatOfAnn();
  const effects = applyAll(chat, START, sets(OP, "keep on"));
  const [published] = effects.flatMap((effect) =>
    effect.kind === "publish" && effect.message.kind === "room"
      ? [JSON.parse(jsonCodec.encode(effect.message))]
      : []
  );
  const { type, from, setting, value, room } = published ?? {};
  assertEquals({ type, from, setting, value, room }, {
    ...{ type: "room", from: "op", setting: "keep", value: true, room: "dev" },
  });
  assertEquals(decided(effects), [KEPT]);
  const audits = effects.flatMap((effect) => effect.kind === "audit" ? [effect] : []);
  assertEquals(audits.map(({ act, by, setting, room }) => [act, by, setting, room]), [
    ["room", "op", "keep on", "dev"],
  ]);
});

Deno.test("nobody but an operator keeps a room, not even its owner", () => {
  const chat = chatOfAnn();
  for (const text of ["keep on", "keep off", " keep  on"]) {
    const [notice] = told(chat, 1, sets(1, text));
    assertEquals([notice?.code, notice?.why], ["not-allowed", "operator"], text);
  }
  assertEquals(decided(applyAll(chat, START, sets(1, "keep on"))), []);
});

for (const isRecording of [true, false]) {
  const where = isRecording ? "with a store" : "without one";
  Deno.test(`a kept room stays when its last member leaves, ${where}`, () => {
    const chat = chatOfAnn({ isRecording });
    applyAll(chat, START, asks(1, "topic", { room: "dev", text: "tea" }), sets(OP, "keep on"));
    assertEquals(recorded(chat, asks(1, "part", { room: "dev" })), isRecording ? ["left"] : []);
    assertEquals(rooms(chat, OP), [["lobby", 2], ["dev", 0]]);
    const [entered] = told(chat, OP, asks(OP, "join", { room: "dev" }));
    assertEquals([entered?.type, entered?.topic, entered?.seq], ["entered", "tea", 4]);
  });
}

Deno.test("a kept room stays when the connection of its last member ends", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(OP, "keep on"), disconnected(1));
  assertEquals(rooms(chat, OP), [["lobby", 1], ["dev", 0]]);
});

Deno.test("a rank in a kept room goes with its holder, and falls to nobody that enters later", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(OP, "keep on"), asks(1, "part", { room: "dev" }));
  applyAll(chat, START, { kind: "tick" }, connected(2, { nick: "bob", detail: "every" }));
  applyAll(chat, START, asks(2, "join", { room: "dev" }), { kind: "tick" });
  assertEquals(chat.snapshot().ledger.rooms[1]?.access.ranks, []);
});

Deno.test("a room that is kept no more ends when nobody is in it, at once if nobody is", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(OP, "keep on"), asks(1, "part", { room: "dev" }));
  const effects = applyAll(chat, START, sets(OP, "keep off"));
  assertEquals(decided(effects), [{ ...KEPT, isKept: false }]);
  assertEquals(effects.some(({ kind }) => kind === "closed"), true);
  assertEquals(rooms(chat, OP), [["lobby", 2]]);
  const [notice] = told(chat, OP, sets(OP, "keep off"));
  assertEquals(notice?.code, "no-such-room");
});

Deno.test("a room that is kept no more stays as long as somebody is in it", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(OP, "keep on"), sets(OP, "keep off"));
  assertEquals(
    rooms(chat, OP),
    [["dev", 1], ["lobby", 2]].sort((a, b) => Number(b[1]) - Number(a[1])),
  );
  assertEquals(recorded(chat, asks(1, "part", { room: "dev" })), ["left", "closed"]);
});

Deno.test("to keep what is kept, or what is not, changes nothing", () => {
  const chat = chatOfAnn();
  const [no] = told(chat, OP, sets(OP, "keep off"));
  assertEquals([no?.code, no?.why, no?.room], ["no-change", "not-kept", "dev"]);
  applyAll(chat, START, sets(OP, "keep on"));
  const effects = applyAll(chat, START, sets(OP, "keep on"));
  assertEquals([decided(effects), effects.some(({ kind }) => kind === "publish")], [[], false]);
  const [again] = told(chat, OP, sets(OP, "keep on"));
  assertEquals([again?.code, again?.why], ["no-change", "kept"]);
});

Deno.test("the lobby cannot be kept: it always stays", () => {
  const chat = chatOfAnn();
  for (const text of ["keep on", "keep off"]) {
    const [notice] = told(chat, OP, sets(OP, text, "lobby"));
    assertEquals([notice?.code, notice?.why], ["not-allowed", "lobby"], text);
  }
});

Deno.test("what is neither on nor off keeps nothing", () => {
  const chat = chatOfAnn();
  for (const text of ["keep", "keep yes", "keep on off"]) {
    assertEquals(told(chat, OP, sets(OP, text))[0]?.code, "usage", text);
  }
});

Deno.test("a closed room is recorded from when it is kept, with its topic, and its members are told", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(1, "private"), asks(1, "topic", { room: "dev", text: "tea" }));
  assertEquals(recorded(chat, asks(1, "say", { room: "dev", text: "unheard" })), []);
  const effects = applyAll(chat, START, sets(OP, "keep on"));
  const states = effects.flatMap((effect) => effect.kind === "publish" ? [effect.state] : []);
  assertEquals(states, [{ said: 1, topic: "tea", openFrom: 0 }]);
  const notices = effects.flatMap((effect) =>
    effect.kind === "send" && effect.to === 1 && effect.message.kind === "notice"
      ? [effect.message.notice.code]
      : []
  );
  assertEquals(notices, ["room-recorded"]);
  assertEquals(recorded(chat, asks(1, "say", { room: "dev", text: "heard" })), ["message"]);
});

Deno.test("without a store nobody is told that a kept room is recorded", () => {
  const chat = chatOfAnn({ isRecording: false });
  applyAll(chat, START, sets(1, "private"));
  assertEquals(told(chat, 1, sets(OP, "keep on")), []);
});

Deno.test("a kept room that is closed goes on being recorded, and one that is kept no more ends", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(OP, "keep on"));
  assertEquals(recorded(chat, sets(1, "private")), ["room"]);
  assertEquals(recorded(chat, sets(1, "password digest"), sets(1, "password -")), ["room", "room"]);
  assertEquals(recorded(chat, sets(OP, "keep off")), ["room", "closed"]);
  assertEquals(recorded(chat, asks(1, "say", { room: "dev", text: "unheard" })), []);
});

Deno.test("a closed kept room is to others a room that does not exist", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(1, "private"), sets(OP, "keep on"));
  applyAll(chat, START, asks(1, "part", { room: "dev" }));
  applyAll(chat, START, connected(2, { nick: "bob", detail: "every" }));
  assertEquals(rooms(chat, 2), [["lobby", 3]]);
  const codes = [
    asks(2, "join", { room: "dev" }),
    asks(2, "topic", { room: "dev" }),
    asks(2, "history", { room: "dev" }),
  ].map((event) => told(chat, 2, event)[0]?.code);
  assertEquals(codes, ["room-private", "no-such-room", "no-such-room"]);
});

Deno.test("each setting of a kept room is kept, and none of another", () => {
  const chat = chatOfAnn();
  assertEquals(decided(applyAll(chat, START, sets(1, "private"), sets(1, "public"))), []);
  applyAll(chat, START, sets(OP, "keep on"));
  const changes = decided(applyAll(
    chat,
    START,
    sets(1, "private"),
    sets(1, "topic-lock on"),
    sets(1, "moderated on"),
    sets(1, "password digest"),
  ));
  const [, , , last] = changes;
  assertEquals(changes.length, 4);
  assertEquals(last, {
    ...KEPT,
    ...{ isPrivate: true, isTopicLocked: true, isModerated: true, password: "digest" },
    // It was closed, and opened again, before it was kept.
    openFrom: 3,
  });
});

Deno.test("what was said in a kept room while it was closed stays unread, also after a start", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(OP, "keep on"), sets(1, "private"));
  applyAll(chat, START, asks(1, "say", { room: "dev", text: "secret" }));
  const effects = applyAll(chat, START, sets(1, "public"));
  const [change] = decided(effects);
  // joined 1, keep 2, private 3, secret 4, public 5
  assertEquals(change?.kind === "room" ? change.openFrom : undefined, 5);
});

Deno.test("settings of the lobby are kept as those of a kept room are", () => {
  const chat = chatOfAnn();
  const [change] = decided(applyAll(chat, START, sets(OP, "moderated on", "lobby")));
  assertEquals(change, { ...KEPT, room: "lobby" as never, isModerated: true });
});

Deno.test("a search finds what a closed room was told before and after it was kept", () => {
  const chat = chatOfAnn();
  const say = (text: string) => asks(1, "say", { room: "dev", text });
  applyAll(
    chat,
    START,
    sets(1, "private"),
    say("tea before"),
    sets(OP, "keep on"),
    say("tea after"),
  );
  const [ask] = applyAll(chat, START, asks(1, "search", { words: "tea" })).flatMap((effect) =>
    effect.kind === "ask" && effect.question.kind === "search" ? [effect.question] : []
  );
  const events = ask?.remembered.flatMap(({ events }) => [...events]);
  const texts = events?.flatMap((event) => event.kind === "message" ? [event.text] : []);
  assertEquals(texts, ["tea before", "tea after"]);
});

Deno.test("kept rooms count among the rooms of the daemon", () => {
  const chat = newChat({ maxRooms: 1 });
  applyAll(
    chat,
    START,
    connected(1, { nick: "ann", detail: "every" }),
    asks(1, "join", { room: "dev" }),
    connected(OP, { nick: "op", detail: "every", origin: OPERATOR }),
    sets(OP, "keep on"),
    asks(1, "part", { room: "dev" }),
  );
  assertEquals(told(chat, 1, asks(1, "join", { room: "new" }))[0]?.code, "room-private");
  applyAll(chat, START, sets(OP, "keep off"));
  assertEquals(told(chat, 1, asks(1, "join", { room: "new" }))[0]?.type, "entered");
});

Deno.test("a kept room is the same in a chat that goes on with the state of another", () => {
  const chat = chatOfAnn();
  applyAll(chat, START, sets(OP, "keep on"), asks(1, "part", { room: "dev" }));
  const copy = new Chat(SETTINGS, chat.snapshot());
  assertEquals(rooms(copy, OP), [["lobby", 2], ["dev", 0]]);
  assertEquals(copy.snapshot(), chat.snapshot());
});

Deno.test("the bans of a room are kept with it, those of networks, and no more when it is not", () => {
  const chat = chatOfAnn();
  const ban = { ...{ room: "dev", name: "192.0.2.0/24" }, for: "1m", reason: "spam" };
  assertEquals(decided(applyAll(chat, START, asks(1, "ban", ban))), []);
  applyAll(
    chat,
    START,
    connected(2, { nick: "bob", detail: "every" }),
    asks(2, "join", { room: "dev" }),
  );
  applyAll(chat, START, asks(1, "ban", { room: "dev", name: "bob" }));
  const changes = decided(applyAll(chat, START + 20_000, sets(OP, "keep on")));
  assertEquals(changes.map(({ kind }) => kind), ["room", "ban"]);
  const [, kept] = changes;
  const { network, by, reason, until } = kept?.kind === "ban" ? kept : {};
  assertEquals({ network, by, reason, until }, {
    ...{ network: "192.0.2.0/24", by: "ann", reason: "spam", until: START + 60_000 },
  });
  const unban = asks(1, "unban", { room: "dev", name: "192.0.2.0/24" });
  assertEquals(decided(applyAll(chat, START, unban)).map(({ kind }) => kind), ["unban"]);
});
