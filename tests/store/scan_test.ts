/** @module */
import { assertEquals } from "@std/assert";
import type { RoomMessage } from "../../lib/core/message.ts";
import type { Cursor, SearchQuestion } from "../../lib/core/questions/question.ts";
import { LOBBY, type RoomName } from "../../lib/core/units.ts";
import { scan, scanAtOnce } from "../../lib/store/scan.ts";
import { nick } from "../support/messages.ts";

const DEV = "dev" as RoomName;

/** Ann said this in the lobby. */
function said(seq: number, text: string, parts: Partial<RoomMessage> = {}): RoomMessage {
  const event = { kind: "message", room: LOBBY, seq, time: 1000 * seq, from: nick("Ann"), text };
  return { ...event, ...parts } as RoomMessage;
}

/** A search in the lobby, and in `dev` if events of it are given. */
function search(
  terms: string,
  lobby: readonly RoomMessage[],
  parts: Partial<SearchQuestion> & { readonly dev?: readonly RoomMessage[] } = {},
): SearchQuestion {
  const { dev, ...question } = parts;
  const places = [{ room: LOBBY, epoch: "e1", from: 0, events: lobby }];
  if (dev !== undefined) places.push({ room: DEV, epoch: "e1-1", from: 0, events: dev });
  return { kind: "search", terms, places: [], remembered: places, limit: 20, ...question };
}

/** The texts that are found, and where the next page begins. */
function found(question: SearchQuestion): [string[], Cursor | undefined] {
  const answer = scanAtOnce(question);
  if (answer.kind === "failed") throw new Error(answer.why);
  const texts = answer.events.map((event) => "text" in event ? event.text : event.kind);
  return [texts, answer.more];
}

function texts(terms: string, lines: readonly string[]): string[] {
  return found(search(terms, lines.map((line, index) => said(index + 1, line))))[0];
}

Deno.test("scan() finds what has all words, the newest first", () => {
  const lines = ["The build broke", "who broke it?", "the BUILD is broken", "build: broke"];
  assertEquals(texts("build", lines), ["build: broke", "the BUILD is broken", "The build broke"]);
  assertEquals(texts("broke build", lines), ["build: broke", "The build broke"]);
  assertEquals(texts("bro", lines), []);
});

Deno.test("scan() makes no difference of case, accents and width", () => {
  const lines = ["CAFÉ", "cafe", "ｃａｆｅ", "caffè"];
  assertEquals(texts("Café", lines), ["ｃａｆｅ", "cafe", "CAFÉ"]);
});

Deno.test("scan() finds any two Chinese, Japanese or Korean characters in a row", () => {
  const lines = ["昨天的会议改期了", "会，议", "カタカナ", "안녕하세요"];
  assertEquals(texts("会议", lines), ["昨天的会议改期了"]);
  assertEquals(texts("议改", lines), ["昨天的会议改期了"]);
  assertEquals(texts("タカ", lines), ["カタカナ"]);
  assertEquals(texts("하세", lines), ["안녕하세요"]);
  assertEquals(texts("会", lines), ["会，议", "昨天的会议改期了"]);
});

Deno.test("scan() takes quotes and operators for nothing", () => {
  const lines = [`say "no" OR yes`, "no yes"];
  assertEquals(texts(`"no" (yes*)`, lines), ["no yes", `say "no" OR yes`]);
  assertEquals(texts("no OR", lines), [`say "no" OR yes`]);
});

Deno.test("scan() looks at messages and actions alone, and at what may be read", () => {
  const events = [
    said(1, "green"),
    said(2, "green", { kind: "action" } as Partial<RoomMessage>),
    said(3, "green", { kind: "topic" } as Partial<RoomMessage>),
  ];
  assertEquals(found(search("green", events))[0].length, 2);
  const remembered = [{ room: LOBBY, epoch: "e1", from: 2, events }];
  assertEquals(found(search("green", [], { remembered }))[0].length, 1);
});

Deno.test("scan() goes by name and time: since includes, before excludes", () => {
  const events = [1, 2, 3].map((seq) => said(seq, `n ${seq}`));
  const other = said(4, "n 4", { from: nick("bob") } as Partial<RoomMessage>);
  const all = [...events, other];
  assertEquals(found(search("n", all, { by: "ann" }))[0], ["n 3", "n 2", "n 1"]);
  assertEquals(found(search("", all, { by: "bob" }))[0], ["n 4"]);
  assertEquals(found(search("n", all, { since: 2000, before: 4000 }))[0], ["n 3", "n 2"]);
});

Deno.test("scan() for nothing finds nothing", () => {
  assertEquals(texts("?!", ["what?!"]), []);
  assertEquals(texts("", ["what?!"]), []);
});

Deno.test("scan() gives pages: none twice, none left out, of two rooms by time", () => {
  const lobby = [1, 3, 5, 7, 9].map((seq) => said(seq, `n ${seq}`));
  const dev = [2, 4, 5, 6].map((seq) => said(seq, `n ${seq} in dev`, { room: DEV }));
  const all: string[] = [];
  let below: Cursor | undefined;
  do {
    const [page, more] = found(search("n", lobby, { dev, limit: 2, below }));
    all.push(...page);
    below = more;
  } while (below !== undefined);
  // Of one instant, by room.
  assertEquals(all, [
    ...["n 9", "n 7", "n 6 in dev", "n 5 in dev", "n 5", "n 4 in dev", "n 3", "n 2 in dev", "n 1"],
  ]);
});

Deno.test("scan() says that there is more only if there is", () => {
  const events = [1, 2, 3].map((seq) => said(seq, `n ${seq}`));
  assertEquals(found(search("n", events, { limit: 3 })), [["n 3", "n 2", "n 1"], undefined]);
  const cursor = { time: 2000, room: LOBBY, epoch: "e1", seq: 2 };
  assertEquals(found(search("n", events, { limit: 2 })), [["n 3", "n 2"], cursor]);
});

/** A clock that goes on by so much with each look at it. */
function pacerOf(millisALook: number) {
  let [at, pauses] = [0, 0];
  const later = (_: number, call: (late: number) => void) => {
    pauses++;
    queueMicrotask(() => call(0));
    return () => {};
  };
  return { now: () => at += millisALook, later, pauses: () => pauses };
}

Deno.test("scan() pauses between slices, and finds the same", async () => {
  const events = Array.from({ length: 1000 }, (_, n) => said(n + 1, `line ${n}`));
  const pacer = pacerOf(1);
  const answer = await scan(search("500", events), pacer);
  assertEquals(answer, scanAtOnce(search("500", events)));
  assertEquals(pacer.pauses() > 3, true);
});

Deno.test("scan() looks at the clock after each long text", async () => {
  const long = "long ".repeat(1000);
  const events = Array.from({ length: 50 }, (_, n) => said(n + 1, `${long}${n}`));
  const pacer = pacerOf(1);
  await scan(search("nothing", events), pacer);
  assertEquals(pacer.pauses() > 20, true);
});

Deno.test("scan() gives up when its slices have taken too long", async () => {
  const events = Array.from({ length: 100_000 }, (_, n) => said(n + 1, `line ${n}`));
  const answer = await scan(search("nothing", events), pacerOf(1));
  assertEquals(answer, { kind: "failed", why: "too-long" });
});
