/**
 * What the chat promises when there is a bug in it: who listens misses nothing, and after the
 * author's `disconnected` nothing of the author is left.
 *
 * @module
 */

import { assertEquals, assertThrows } from "@std/assert";
import { Announcer } from "../../lib/core/state/announcer.ts";
import type { Effect } from "../../lib/core/event.ts";
import { Ledger } from "../../lib/core/state/ledger.ts";
import {
  applyAll,
  asks,
  connected,
  disconnected,
  newChat,
  says,
  START,
} from "../support/happenings.ts";

/** Puts a bug into a method for as long as the result is not disposed of. */
function bugIn<Name extends string>(prototype: Record<Name, unknown>, name: Name): Disposable {
  const original = prototype[name];
  const bug = () => {
    throw new RangeError("a bug");
  };
  Object.assign(prototype, { [name]: bug });
  return { [Symbol.dispose]: () => Object.assign(prototype, { [name]: original }) };
}

/** What is published, in order, with its `seq`, to programs or to everybody. */
function told(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== "publish" || effect.detail === "gathered") return [];
    const { message } = effect;
    if (message.kind === "crowd") return [];
    const name = "name" in message ? message.name : "from" in message ? message.from : "";
    return [`${message.seq} ${message.kind} ${name}`];
  });
}

function namesIn(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) =>
    effect.kind === "send" && effect.message.kind === "welcome" ? effect.message.members : []
  );
}

Deno.test("Chat: an entry that fails before anybody was told of it has not happened", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  {
    using _bug = bugIn(Ledger.prototype, "names");
    assertThrows(() => chat.apply(connected(2, { nick: "bob" }), START), RangeError, "a bug");
  }
  assertEquals(chat.population, 1);
  const effects = chat.apply(connected(3, { nick: "bob", detail: "every" }), START);
  assertEquals(namesIn(effects), ["ann", "bob"]);
  assertEquals(told(effects), ["2 joined bob"]);
});

Deno.test("Chat: an entry that fails after it was told is told to have ended, with no seq missing", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann" }));
  {
    using _bug = bugIn(Announcer.prototype, "hold");
    assertThrows(() => chat.apply(connected(2, { nick: "bob" }), START), RangeError, "a bug");
  }
  const effects = chat.apply(disconnected(2, "lost"), START);
  assertEquals(told(effects), ["2 joined bob", "3 left bob"]);
  assertEquals(chat.population, 1);
  const next = chat.apply(connected(3, { nick: "bob", detail: "every" }), START);
  assertEquals(namesIn(next), ["ann", "bob"]);
});

Deno.test("Chat: after a rename that fails both names are free, and who left is who was known", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  {
    using _bug = bugIn(Ledger.prototype, "stamp");
    assertThrows(() => chat.apply(asks(1, "nick", "eve"), START), RangeError, "a bug");
  }
  assertEquals(told(chat.apply(disconnected(1, "lost"), START)), ["2 left ann"]);
  for (const [id, nick] of [[2, "ann"], [3, "eve"]] as const) {
    const effects = chat.apply(connected(id, { nick, detail: "every" }), START);
    assertEquals(namesIn(effects).at(-1), nick);
  }
});

Deno.test("Chat: what was done before a bug is done: a newcomer still hears the room", () => {
  const chat = newChat();
  applyAll(chat, START, connected(1, { nick: "ann", detail: "every" }));
  applyAll(chat, START, connected(2, { nick: "bob" }));
  {
    using _bug = bugIn(Ledger.prototype, "stamp");
    assertThrows(() => chat.apply(says(1, "hello"), START), RangeError, "a bug");
  }
  const effects = chat.apply(disconnected(1, "lost"), START);
  assertEquals(effects.filter(({ kind }) => kind === "join").length, 1);
  assertEquals(told(effects), ["3 left ann"]);
});
