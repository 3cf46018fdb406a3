/** @module */
import { assertEquals } from "@std/assert";
import type { ChatEvent } from "../../lib/core/event.ts";
import type { RememberedPlace, StoreQuestion } from "../../lib/core/questions/question.ts";
import { clientId, LOBBY } from "../../lib/core/units.ts";
import { Remembering } from "../../lib/store/remembering.ts";
import { nick, STAMP } from "../support/messages.ts";

const EVENT = { ...STAMP, kind: "message", from: nick("ann"), text: "hello" } as const;
const PLACE: RememberedPlace = { room: LOBBY, epoch: "e1", from: 0, events: [EVENT] };
const SEARCH: StoreQuestion = {
  kind: "search",
  terms: "hello",
  places: [],
  remembered: [PLACE],
  limit: 20,
};

/** Answers that are posted, in their order: the id, and what the answer is. */
function scene(question: StoreQuestion, count = 1) {
  const posted: string[] = [];
  const bugs: unknown[] = [];
  const all = Promise.withResolvers<void>();
  const pacer = { now: () => 0, later: () => () => {} };
  const remembering = new Remembering({ pacer, report: (bug) => bugs.push(bug) });
  remembering.connect((event: ChatEvent) => {
    if (event.kind === "answer") posted.push(`${event.id} ${event.answer.kind}`);
    if (posted.length === count) all.resolve();
    return Promise.resolve();
  });
  for (let id = 1; id <= count; id++) {
    remembering.ask({ kind: "ask", client: clientId(1), id, question });
  }
  return { posted, bugs, all: all.promise };
}

Deno.test("a search is answered from what is remembered", async () => {
  const { posted, all } = scene(SEARCH);
  await all;
  assertEquals(posted, ["1 found"]);
});

Deno.test("a page cannot be answered without a store", async () => {
  const page = { kind: "page", room: LOBBY, epoch: "e1", from: 0, limit: 1, said: true } as const;
  const { posted, all } = scene(page);
  await all;
  assertEquals(posted, ["1 failed"]);
});

Deno.test("100 searches wait at once, and one more fails at once", async () => {
  const { posted, all } = scene(SEARCH, 101);
  await all;
  assertEquals(posted.filter((each) => each.endsWith("found")).length, 100);
  assertEquals(posted[0], "101 failed");
});

Deno.test("a bug in a search is reported, and the client is answered", async () => {
  const events = {
    [Symbol.iterator]: () => {
      throw new Error("a bug");
    },
  };
  const { posted, bugs, all } = scene({ ...SEARCH, remembered: [{ ...PLACE, events }] }, 1);
  await all;
  assertEquals([posted, bugs.length], [["1 failed"], 1]);
});
