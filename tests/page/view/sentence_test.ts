import { assertEquals } from "@std/assert";
import type { Line } from "../../../lib/page/model/line.ts";
import {
  isPresence,
  isSpoken,
  type Presence,
  presenceSentence,
  sentenceOf,
} from "../../../lib/page/view/sentence.ts";
import { ENGLISH_TALK as ENGLISH } from "../../../lib/page/words/talk_en.ts";
import { CHINESE_TALK as CHINESE } from "../../../lib/page/words/talk_zh.ts";

function joined(name: string): Presence {
  return { key: 1, at: 0, kind: "joined", name, isOwn: false };
}

function left(
  name: string,
  reason: { by: "member" | "daemon"; code: string; text: string },
): Presence {
  return { key: 1, at: 0, kind: "left", name, isOwn: false, reason };
}

const QUIT = { by: "member", code: "quit", text: "" } as const;

Deno.test("presenceSentence() tells arrivals and departures that follow each other in one sentence", () => {
  const lines = [joined("ann"), joined("bob"), left("carl", QUIT), joined("ann")];
  assertEquals(presenceSentence(lines, ENGLISH), "ann and bob have arrived · carl has left");
  assertEquals(presenceSentence(lines, CHINESE), "ann、bob 来了 · carl 离开了");
});

Deno.test("presenceSentence() lists five names, and of six four and a count", () => {
  const names = ["a", "b", "c", "d", "e"];
  assertEquals(presenceSentence(names.map(joined), ENGLISH), "a, b, c, d and e have arrived");
  assertEquals(
    presenceSentence([...names, "f"].map(joined), ENGLISH),
    "a, b, c, d and 2 more have arrived",
  );
  assertEquals(presenceSentence([...names, "f"].map(joined), CHINESE), "a、b、c、d 等 6 人来了");
});

Deno.test("isPresence() leaves parting words, and those who were put out, a line of their own", () => {
  assertEquals(isPresence(left("ann", QUIT)), true);
  assertEquals(isPresence(left("ann", { by: "daemon", code: "idle", text: "idle for 5m" })), true);
  assertEquals(isPresence(left("ann", { by: "member", code: "quit", text: "bye" })), false);
  assertEquals(
    isPresence(left("ann", { by: "daemon", code: "kicked", text: "kicked by bob" })),
    false,
  );
});

Deno.test("sentenceOf() tells a departure with its words or its reason", () => {
  assertEquals(
    sentenceOf(left("ann", { by: "member", code: "quit", text: "bye all" }), ENGLISH),
    "ann has left: bye all",
  );
  assertEquals(
    sentenceOf(left("ann", { by: "daemon", code: "idle", text: "idle for 5m" }), ENGLISH),
    "ann has left (idle for 5m)",
  );
});

Deno.test("sentenceOf() tells the user that they were put out, and why", () => {
  const reason = { by: "daemon", code: "kicked", text: "kicked by bob" } as const;
  assertEquals(
    sentenceOf({ ...left("ann", reason), isOwn: true }, ENGLISH),
    "You are no longer in this room (kicked by bob)",
  );
  assertEquals(sentenceOf(left("ann", reason), ENGLISH), "ann has left (kicked by bob)");
});

Deno.test("sentenceOf() shows a setting that the page does not know as it is", () => {
  const line = { key: 1, at: 0, kind: "setting", from: "ann", name: "", value: "3" } as const;
  assertEquals(sentenceOf({ ...line, setting: "slow-mode" }, ENGLISH), "ann: slow-mode 3");
  assertEquals(
    sentenceOf({ ...line, setting: "private", value: "true" }, ENGLISH),
    "ann made the room private",
  );
});

Deno.test("isSpoken() knows what was said", () => {
  const said: Line = {
    key: 2,
    at: 0,
    kind: "message",
    from: "ann",
    text: "hello",
    isOwn: true,
    isMention: false,
  };
  assertEquals([joined("bob"), said].map(isSpoken), [false, true]);
});
