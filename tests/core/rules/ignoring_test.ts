/**
 * What a person who ignores another hears and does not hear.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Chat } from "../../../lib/core/chat.ts";
import { clientId, LOBBY } from "../../../lib/core/units.ts";
import { Ears } from "../../support/ears.ts";
import { applyAll, asks, connected, newChat, START } from "../../support/happenings.ts";

const LATER = START + 1000;

function chatOf(...names: string[]): Chat {
  const chat = newChat();
  applyAll(chat, START, ...names.map((nick, index) => connected(index + 1, { nick })));
  chat.apply({ kind: "tick" }, START + 100);
  return chat;
}

Deno.test("A room is told what people say but for those who ignore them", () => {
  const chat = chatOf("ann", "bob", "cat");
  const exceptOf = (event: Parameters<Chat["apply"]>[0]) =>
    chat.apply(event, LATER).map((effect) => effect.kind === "publish" && effect.except);
  assertEquals(exceptOf(asks(2, "say", "hi")), [undefined]);
  chat.apply(asks(1, "ignore", "bob"), LATER);
  chat.apply(asks(3, "ignore", "bob"), LATER);
  assertEquals(exceptOf(asks(2, "say", "hi")), [[clientId(1), clientId(3)]]);
  assertEquals(exceptOf(asks(2, "me", "waves")), [[clientId(1), clientId(3)]]);
  assertEquals(exceptOf(asks(1, "say", "hi")), [undefined]);
  // What keeps the members of a room in step is told to all.
  assertEquals(exceptOf(asks(2, "nick", "rob")), [undefined]);
});

Deno.test("A chat in which nobody ignores anybody has the effects that it always had", () => {
  const [effect] = chatOf("ann", "bob").apply(asks(2, "say", "hi"), LATER);
  assertEquals(Object.keys(effect ?? {}), ["kind", "room", "message"]);
  assertEquals(effect?.kind === "publish" && effect.room, LOBBY);
});

// CVE-2019-20918 InspIRCd: a list of ignored people while the target leaves.
Deno.test("101 people cannot be ignored, and one who leaves makes room for another", () => {
  const chat = newChat();
  for (let id = 1; id <= 102; id++) chat.apply(connected(id, { nick: `p${id}` }), START);
  chat.apply({ kind: "tick" }, START + 100);
  for (let id = 2; id <= 101; id++) chat.apply(asks(1, "ignore", `p${id}`), LATER);
  const noticeOf = (name: string) => {
    const [effect] = chat.apply(asks(1, "ignore", name), LATER);
    return effect?.kind === "send" && effect.message.kind === "notice" && effect.message.notice;
  };
  assertEquals(noticeOf("p102"), { code: "ignore-full", limit: 100 });
  chat.apply(asks(50, "quit"), LATER);
  chat.apply({ kind: "tick" }, LATER + 100);
  assertEquals(noticeOf("p102"), { code: "ignore", why: "begun", name: "p102" });
});

const PEOPLE = 4;

Deno.test("Whatever is ignored and said, each hears exactly what those say whom they do not ignore", () => {
  const who = fc.integer({ min: 1, max: PEOPLE });
  const step = fc.record({
    kind: fc.constantFrom("ignore", "unignore", "say", "me", "msg", "nick"),
    by: who,
    on: who,
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const [chat, ears] = [newChat(), new Ears()];
    const names = ["ann", "bob", "cat", "dan"];
    const apply = (event: Parameters<Chat["apply"]>[0]) =>
      ears.take(event, chat.apply(event, START));
    for (const [index, nick] of names.entries()) {
      apply(connected(index + 1, { nick, detail: index % 2 === 0 ? "gathered" : "every" }));
    }
    const ignores = new Set<string>();
    const expected: string[][] = names.map(() => []);
    for (const [index, { kind, by, on }] of steps.entries()) {
      const [name, text] = [names[on - 1] ?? "", `text ${index}`];
      if (kind === "ignore") {
        apply(asks(by, "ignore", name));
        if (by !== on) ignores.add(`${by} ${on}`);
      } else if (kind === "unignore") {
        apply(asks(by, "unignore", name));
        ignores.delete(`${by} ${on}`);
      } else if (kind === "nick") {
        names[by - 1] = `n${index}`;
        apply(asks(by, "nick", `n${index}`));
      } else {
        apply(asks(by, kind, kind === "msg" ? `${name} ${text}` : text));
        for (let id = 1; id <= PEOPLE; id++) {
          const isMeant = kind !== "msg" || id === by || id === on;
          if (isMeant && !ignores.has(`${id} ${by}`)) expected[id - 1]?.push(text);
        }
      }
    }
    for (let id = 1; id <= PEOPLE; id++) {
      const texts = ears.of(id).heard.flatMap((message) =>
        message.kind === "message" || message.kind === "action" || message.kind === "private"
          ? [message.text]
          : []
      );
      assertEquals(texts, expected[id - 1]);
    }
  }));
});
