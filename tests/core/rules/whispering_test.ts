/**
 * Private words, and being away.
 *
 * @module
 */

import { assertEquals, assertGreater } from "@std/assert";
import type { Chat } from "../../../lib/core/chat.ts";
import type { Effect } from "../../../lib/core/event.ts";
import type { PrivateWord } from "../../../lib/core/message.ts";
import type { Notice } from "../../../lib/core/notice.ts";
import type { Nick } from "../../../lib/core/reading/names.ts";
import { clientId, LOBBY } from "../../../lib/core/units.ts";
import {
  applyAll,
  asks,
  connected,
  disconnected,
  newChat,
  START,
} from "../../support/happenings.ts";

const LATER = START + 1000;
const [ANN, BOB] = [clientId(1), clientId(2)];

/** A chat with ann, bob and cat, who know of each other. */
function chatOfThree(): Chat {
  const chat = newChat();
  const names = ["ann", "bob", "cat"];
  applyAll(chat, START, ...names.map((nick, index) => connected(index + 1, { nick })));
  chat.apply({ kind: "tick" }, START + 100);
  return chat;
}

function told(to: number, notice: Notice): Effect {
  return { kind: "send", to: clientId(to), message: { kind: "notice", notice } };
}

function wordsIn(effects: readonly Effect[]): PrivateWord[] {
  return effects.flatMap((effect) =>
    effect.kind === "send" && effect.message.kind === "private" ? [effect.message] : []
  );
}

/** The id of the private word that follows when ann writes to bob at this time. */
function idAt(chat: Chat, time: number): number {
  return wordsIn(chat.apply(asks(1, "msg", "bob x"), LATER, time))[0]?.id ?? 0;
}

Deno.test("A private word is sent to its two people, and no room is told", () => {
  const chat = chatOfThree();
  const { seq, said } = chat.snapshot().ledger.rooms[0] ?? {};
  const word = { kind: "private", from: "ann" as Nick, to: "bob" as Nick, text: "hi" } as const;
  const message = { ...word, time: 77, id: 77_000 };
  assertEquals(chat.apply(asks(1, "private", { to: "BOB", text: "hi" }), LATER, 77), [
    { kind: "send", to: ANN, message },
    { kind: "send", to: BOB, message },
  ]);
  const room = chat.snapshot().ledger.rooms[0];
  assertEquals([room?.seq, room?.said], [seq, said]);
});

Deno.test("A private word to oneself is sent once, and nobody replies to it", () => {
  const chat = chatOfThree();
  assertEquals(chat.apply(asks(1, "msg", "ann note"), LATER).length, 1);
  assertEquals(chat.apply(asks(1, "reply", "again"), LATER), [
    told(1, { code: "no-such-name", why: "nobody" }),
  ]);
});

Deno.test("msg and private are the same, also for what they refuse", () => {
  for (const input of ["bob hi", { to: "bob", text: "hi" }, { to: "zoe", text: "hi" }]) {
    assertEquals(
      chatOfThree().apply(asks(1, "msg", input), LATER),
      chatOfThree().apply(asks(1, "private", input), LATER),
    );
  }
});

Deno.test("The ids of private words rise, also when the clock goes back", () => {
  const chat = chatOfThree();
  const ids = [5000, 5000, 5001, 3000, 3000, 6000].map((time) => idAt(chat, time));
  assertEquals(ids, [5_000_000, 5_000_001, 5_001_000, 5_001_001, 5_001_002, 6_000_000]);
});

Deno.test("The id of a private word does not tell how many words others have exchanged", () => {
  const [busy, quiet] = [chatOfThree(), chatOfThree()];
  for (let i = 0; i < 50; i++) busy.apply(asks(3, "msg", "bob psst"), LATER, 4000);
  assertEquals(idAt(busy, 5000), idAt(quiet, 5000));
});

Deno.test("The arrival of a writer is told to the reader before the private word", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
  const effects = chat.apply(asks(2, "msg", "ann hi"), START + 1);
  const forAnn = effects.findIndex((effect) => effect.kind === "send" && effect.to === ANN);
  const arrival = effects.findIndex((effect) =>
    effect.kind === "publish" && effect.message.kind === "joined" && effect.message.name === "bob"
  );
  assertGreater(forAnn, arrival);
  assertGreater(arrival, -1);
});

Deno.test("A reply goes to the last writer by id: under another name, and not to another of that name", () => {
  const chat = chatOfThree();
  chat.apply(asks(1, "msg", "bob hi"), LATER);
  chat.apply(asks(1, "nick", "zoe"), LATER);
  chat.apply(asks(3, "nick", "ann"), LATER);
  assertEquals(wordsIn(chat.apply(asks(2, "reply", "yes"), LATER)).map(({ to }) => to), [
    "zoe" as Nick,
    "zoe" as Nick,
  ]);
  chat.apply(disconnected(1), LATER);
  assertEquals(chat.apply(asks(2, "reply", "yes"), LATER), [
    { kind: "publish", room: LOBBY, message: leftLobby(chat, "zoe"), detail: "gathered" },
    told(2, { code: "no-such-name", why: "gone", name: "ann" }),
  ]);
});

/** The departure that people are told late. */
function leftLobby(chat: Chat, name: string) {
  const seq = chat.snapshot().ledger.rooms[0]?.seq ?? 0;
  const reason = { by: "member", code: "end-of-input" } as const;
  return { kind: "left", name: name as Nick, reason, seq, time: LATER, room: LOBBY } as const;
}

Deno.test("A reader that ignores the writer is told nothing, and the writer cannot find out", () => {
  const [heard, ignored] = [chatOfThree(), chatOfThree()];
  for (const chat of [heard, ignored]) chat.apply(asks(2, "away", "lunch"), LATER);
  ignored.apply(asks(2, "ignore", "ann"), LATER);
  for (const input of ["bob hi", "bob hi again"]) {
    const [one, two] = [heard, ignored].map((chat) => chat.apply(asks(1, "msg", input), LATER));
    const forAnn = (effects: readonly Effect[] = []) =>
      effects.filter((effect) => effect.kind !== "send" || effect.to === ANN);
    assertEquals(forAnn(two), forAnn(one));
    assertEquals(two, forAnn(one));
  }
});

Deno.test("A text about being away has at most 200 bytes; a longer one changes nothing", () => {
  const chat = chatOfThree();
  const longest = "字".repeat(66) + "ab";
  assertEquals(chat.apply(asks(1, "away", longest), LATER), [
    told(1, { code: "away", why: "set", away: longest }),
  ]);
  assertEquals(chat.apply(asks(1, "away", `${longest}c`), LATER), [
    told(1, { code: "away-too-long", limit: 200 }),
  ]);
  assertEquals(chat.snapshot().ledger.away, [[ANN, longest]]);
});

Deno.test("A writer is told that the reader is away once in five minutes, with the present text", () => {
  const chat = chatOfThree();
  const notices = (at: number) =>
    chat.apply(asks(1, "msg", "bob hi"), at).flatMap((effect) =>
      effect.kind === "send" && effect.message.kind === "notice" ? [effect.message.notice] : []
    );
  const isAway = (away: string) => [{ code: "is-away", name: "bob", away } as const];
  assertEquals(notices(LATER), []);
  chat.apply(asks(2, "away", "lunch"), LATER);
  assertEquals(notices(LATER), isAway("lunch"));
  chat.apply(asks(2, "away", "a walk"), LATER);
  assertEquals(notices(LATER + 299_999), []);
  assertEquals(notices(LATER + 300_000), isAway("a walk"));
  chat.apply(asks(2, "away"), LATER + 300_000);
  assertEquals(notices(LATER + 600_000), []);
});

Deno.test("Who leaves leaves nothing behind: no word about being away, no writer, no pair", () => {
  const chat = chatOfThree();
  const events = [
    asks(1, "away", "lunch"),
    asks(2, "msg", "ann hi"),
    asks(1, "msg", "bob hi"),
    asks(1, "ignore", "cat"),
    asks(3, "ignore", "ann"),
  ];
  applyAll(chat, LATER, ...events, disconnected(1), disconnected(2), disconnected(3));
  const { ledger, desk } = chat.snapshot();
  assertEquals([ledger.away, ledger.names, desk.ignoring], [[], [], []]);
  const { correspondents, awayNotes } = desk.correspondence;
  assertEquals([correspondents, awayNotes], [[], []]);
});

Deno.test("Private words, away and ignoring go on in a chat that is restored", () => {
  const chat = chatOfThree();
  applyAll(
    chat,
    LATER,
    asks(2, "away", "lunch"),
    asks(1, "msg", "bob hi"),
    asks(3, "ignore", "ann"),
  );
  const restored = newChat({}, structuredClone(chat.snapshot()));
  const events = [
    asks(2, "reply", "yes"),
    asks(1, "msg", "bob hi"),
    asks(1, "say", "hello"),
    asks(3, "ignore"),
    asks(1, "who"),
  ];
  for (const event of events) {
    assertEquals(restored.apply(event, LATER), chat.apply(event, LATER));
  }
});
