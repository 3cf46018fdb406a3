/** @module */
import { assertEquals } from "@std/assert";
import { LOBBY } from "../../lib/core/units.ts";
import type { Chat } from "../../lib/core/chat.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import { clientId } from "../../lib/core/units.ts";
import {
  applyAll,
  asks,
  blank,
  connected,
  disconnected,
  newChat,
  overlong,
  says,
} from "../support/happenings.ts";
import { OPERATOR } from "../support/origins.ts";

const TICK: ChatEvent = { kind: "tick" };
const WARNING: Effect = {
  kind: "send",
  to: clientId(1),
  message: { kind: "notice", notice: { code: "idle-warning", left: 60_000 } },
};

/** A chat with an idle timeout of 5 minutes in which client 1 entered at 0. */
function idlers(): Chat {
  const chat = newChat({ idleTimeout: 300_000 });
  chat.apply(connected(1, { nick: "ann" }), 0);
  chat.apply(TICK, 100);
  return chat;
}

function dropsOf(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => effect.kind === "drop" ? [effect.reason.code] : []);
}

Deno.test("Chat warns the idle at four fifths of the timeout, once and not a millisecond before", () => {
  const chat = idlers();
  assertEquals(chat.apply(TICK, 239_999), []);
  assertEquals(chat.apply(TICK, 240_000), [WARNING]);
  assertEquals(chat.apply(TICK, 240_001), []);
});

Deno.test("Chat disconnects the idle at the timeout and not a millisecond before", () => {
  const chat = idlers();
  chat.apply(TICK, 240_000);
  assertEquals(chat.apply(TICK, 299_999), []);
  const effects = chat.apply(TICK, 300_000);
  const reason = { by: "daemon", code: "idle", after: 300_000 } as const;
  assertEquals(effects[1], { kind: "send", to: clientId(1), message: { kind: "bye", reason } });
  assertEquals(effects[2], { kind: "drop", client: clientId(1), reason });
  assertEquals(chat.population, 0);
  assertEquals(dropsOf(chat.apply(TICK, 300_001)), []);
});

Deno.test("Chat lets an operator be idle, and nobody else in the same room", () => {
  const chat = newChat({ idleTimeout: 300_000 });
  chat.apply(connected(1, { nick: "ann", origin: OPERATOR }), 0);
  chat.apply(connected(2, { nick: "bob" }), 0);
  chat.apply(TICK, 100);
  assertEquals(dropsOf(chat.apply(TICK, 1_000_000)), ["idle"]);
  assertEquals(chat.population, 1);
  assertEquals(dropsOf(chat.apply(TICK, 2_000_000)), []);
});

Deno.test("Chat disconnects the idle without a warning when a tick comes late", () => {
  const effects = idlers().apply(TICK, 1_000_000);
  assertEquals(effects.filter((effect) => effect.kind === "send").length, 1);
  assertEquals(dropsOf(effects), ["idle"]);
});

Deno.test("Chat takes every kind of line for a sign of life, and warns anew after it", () => {
  const lines: ChatEvent[] = [
    says(1, "hi"),
    blank(1),
    asks(1, "ping"),
    asks(1, "no-such-command"),
    overlong(1),
  ];
  for (const line of lines) {
    const chat = idlers();
    chat.apply(TICK, 240_000);
    chat.apply(line, 299_999);
    assertEquals(dropsOf(chat.apply(TICK, 300_000)), []);
    assertEquals(chat.apply(TICK, 299_999 + 240_000).at(-1), WARNING);
    assertEquals(dropsOf(chat.apply(TICK, 299_999 + 300_000)), ["idle"]);
  }
});

Deno.test("Chat says how long a person has typed nothing: pings and empty lines do not count", () => {
  const typed = new Map<ChatEvent, number>([
    [blank(2), 60_000],
    [asks(2, "ping", "keepalive"), 60_000],
    [says(2, "hi"), 0],
    [asks(2, "rooms"), 0],
  ]);
  for (const [line, idle] of typed) {
    const chat = newChat();
    chat.apply(connected(1), 0);
    chat.apply(connected(2), 0);
    chat.apply(line, 60_000);
    const who = chat.apply(asks(1, "who"), 60_000).at(-1);
    const told = who?.kind === "send" && who.message.kind === "members" ? who.message.members : [];
    assertEquals(told.map((member) => member.idle), [0, idle]);
  }
});

Deno.test("Chat: time that is held counts as nobody's silence, and gives nobody more than that", () => {
  const chat = idlers();
  const held = { kind: "tick", held: 900_000 } as const;
  assertEquals(chat.apply(held, 1_000_000), []);
  assertEquals(dropsOf(chat.apply(TICK, 1_199_999)), []);
  assertEquals(dropsOf(chat.apply(TICK, 1_200_000)), ["idle"]);
});

Deno.test("Chat: one who has spoken since is not active in the future because time was held", () => {
  const chat = idlers();
  chat.apply(asks(1, "ping"), 950_000);
  chat.apply({ kind: "tick", held: 900_000 }, 1_000_000);
  assertEquals(dropsOf(chat.apply(TICK, 1_299_999)), []);
  assertEquals(dropsOf(chat.apply(TICK, 1_300_000)), ["idle"]);
});

Deno.test("Chat keeps the idle for ever with a timeout of 0", () => {
  const chat = newChat({ idleTimeout: 0 });
  chat.apply(connected(1), 0);
  chat.apply(TICK, 100);
  assertEquals(chat.apply(TICK, 1e12), []);
});

Deno.test("Chat tells of a crowd that was idle together in one line", () => {
  const chat = newChat({ idleTimeout: 300_000 });
  for (let id = 1; id <= 25; id++) chat.apply(connected(id), 0);
  chat.apply(connected(30, { nick: "zoe" }), 100_000);
  chat.apply(TICK, 100_100);
  assertEquals(dropsOf(chat.apply(TICK, 300_000)).length, 25);
  const told = chat.apply(TICK, 300_100).filter(({ kind }) => kind === "publish");
  assertEquals(told.map((effect) => effect.kind === "publish" && effect.message), [
    { kind: "crowd", room: LOBBY, verb: "left", count: 25 },
  ]);
});

for (const jump of [-86_400_000, -600_000, -1, 600_000, 315_360_000_000]) {
  Deno.test(`Chat measures silence and presence by one clock when the other jumps by ${jump}`, () => {
    const chat = idlers();
    const time = 1_000_000_000_000 + jump;
    chat.apply(says(1, "in the second of the jump"), 10_000, time);
    assertEquals(dropsOf(chat.apply(TICK, 10_500, time + 500)), []);
    assertEquals(chat.apply(TICK, 249_999, time + 239_999), []);
    assertEquals(chat.apply(TICK, 250_000, time + 240_000), [WARNING]);
    assertEquals(dropsOf(chat.apply(TICK, 309_999, time + 299_999)), []);
    assertEquals(dropsOf(chat.apply(TICK, 310_000, time + 300_000)), ["idle"]);
  });
}

Deno.test("Chat tells held arrivals in their window although the time is set back meanwhile", () => {
  const chat = newChat();
  chat.apply(connected(1, { nick: "ann" }), 1000, 5_000_000);
  const told = chat.apply(TICK, 1100, 1_000_100);
  assertEquals(told.map(({ kind }) => kind), ["publish", "join"]);
  const [who] = chat.apply(asks(1, "who"), 3000, 1_002_000);
  const members = who?.kind === "send" && who.message.kind === "members" ? who.message.members : [];
  assertEquals(members.map(({ here, idle }) => ({ here, idle })), [{ here: 2000, idle: 0 }]);
});

Deno.test("Chat stamps with the time that it is told, also when that went back; seq goes on", () => {
  const chat = newChat();
  const events = [
    connected(1, { nick: "ann" }),
    says(1, "before"),
    says(1, "after"),
    asks(1, "quit"),
  ];
  const times = [900_000, 900_001, 300_000, 300_001];
  const stamps = events.flatMap((event, index) => chat.apply(event, index, times[index])).flatMap(
    (effect) =>
      effect.kind === "publish" && effect.detail !== "gathered" && "time" in effect.message
        ? [[effect.message.seq, effect.message.time]]
        : [],
  );
  assertEquals(stamps, [[1, 900_000], [2, 900_001], [3, 300_000], [4, 300_001]]);
});

Deno.test("Chat refuses an overlong line with one notice, and the third ends the stay", () => {
  const chat = newChat({ maxLineBytes: 4096 });
  applyAll(chat, 0, connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
  chat.apply(TICK, 100);
  const to = clientId(1);
  const refusal = { code: "line-too-long", limit: 4096 };
  const notice = { kind: "send", to, message: { kind: "notice", notice: refusal } };
  assertEquals<unknown>(chat.apply(overlong(1), 200), [notice]);
  assertEquals<unknown>(chat.apply(overlong(1), 200), [notice]);
  const effects = chat.apply(overlong(1), 200);
  assertEquals<unknown>(effects[0], notice);
  assertEquals(effects[3], {
    kind: "drop",
    client: to,
    reason: { by: "daemon", code: "too-long" },
  });
  assertEquals(chat.population, 1);
});

Deno.test("Chat forgives overlong lines when a line is accepted between them", () => {
  const accepted = [says(1, "hi"), blank(1), asks(1, "who")];
  for (const line of accepted) {
    const chat = newChat();
    chat.apply(connected(1), 0);
    for (let round = 0; round < 5; round++) {
      assertEquals(dropsOf(applyAll(chat, 0, overlong(1), overlong(1), line)), []);
    }
    assertEquals(dropsOf(applyAll(chat, 0, overlong(1), overlong(1), overlong(1))).length, 1);
  }
});

Deno.test("Chat counts overlong lines for each client alone", () => {
  const chat = newChat();
  applyAll(chat, 0, connected(1), connected(2));
  const lines = [overlong(1), overlong(2), overlong(1), overlong(2)];
  assertEquals(dropsOf(applyAll(chat, 0, ...lines)), []);
  assertEquals(dropsOf(applyAll(chat, 0, disconnected(2), overlong(1))).length, 2);
});
