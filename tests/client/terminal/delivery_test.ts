import { assertEquals } from "@std/assert";
import { SHOWN } from "../../../lib/client/connection/verdict.ts";
import { plainText } from "../../../lib/client/format.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import { Delivery } from "../../../lib/client/terminal/delivery.ts";
import type { Sendable } from "../../../lib/client/typed/request.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";

const WELCOME: DaemonEvent = { kind: "welcome", room: "lobby", you: "ann", members: [], seq: 1 };

/** A person whose lines `one` and `/me two` were on their way when the connection broke; it is back. */
async function returned() {
  const sent: Sendable[] = [];
  const told: string[] = [];
  const uplink = {
    connection: 1,
    ask: (requests: readonly Sendable[] = []) => void sent.push(...requests),
  };
  const delivery = new Delivery({
    rooms: new Rooms(),
    uplink,
    tell: (...texts) => void told.push(...texts),
    phrases: ENGLISH,
    isDrawn: true,
  });
  await delivery.hear(WELCOME, SHOWN);
  delivery.outbox.send({ type: "say", text: "one" });
  delivery.outbox.send({ type: "me", text: "two" });
  uplink.connection = 2;
  await delivery.hear(WELCOME, { ...SHOWN, reading: "level" });
  const draft = {
    text: "",
    view: () => ({ text: draft.text }),
    restore: ([line = ""]: readonly string[]) => void (draft.text = line),
  };
  return { delivery, sent, told, draft };
}

function alone(at: number) {
  return { at, isAlone: true };
}

function key(name: string, text = "") {
  return { name, text };
}

Deno.test("Delivery asks when the draft is empty and no key was pressed for a while", async () => {
  const { delivery, draft } = await returned();
  await delivery.press(key("text", "h"), alone(10_000));
  draft.text = "h";
  delivery.tend(draft, 20_000);
  assertEquals(delivery.question, undefined);
  draft.text = "";
  delivery.tend(draft, 11_499);
  assertEquals(delivery.question, undefined);
  delivery.tend(draft, 11_500);
  assertEquals(delivery.question, "2 lines were not delivered: [s]end again, [e]dit, [d]rop?");
  assertEquals(delivery.bottom.pending?.map(plainText), ["! one", "! /me two"]);
});

Deno.test("Delivery sends the lines again in order, with tokens of their own", async () => {
  const { delivery, sent, draft } = await returned();
  delivery.tend(draft, 0);
  assertEquals(await delivery.press(key("text", "S"), alone(2000)), true);
  assertEquals(sent, [
    { type: "say", token: "3", text: "one" },
    { type: "me", token: "4", text: "two" },
  ]);
  assertEquals([delivery.question, delivery.count], [undefined, undefined]);
});

Deno.test("Delivery puts the lines back into the draft one after the other", async () => {
  const { delivery, draft } = await returned();
  delivery.tend(draft, 0);
  await delivery.press(key("text", "e"), alone(2000));
  delivery.tend(draft, 1);
  assertEquals(draft.text, "one");
  delivery.tend(draft, 2);
  assertEquals(draft.text, "one");
  assertEquals(delivery.report(true), ["-- 1 line was not delivered:", "/me two"]);
  draft.text = "";
  delivery.tend(draft, 3);
  assertEquals(draft.text, "/me two");
});

Deno.test("Delivery drops the lines, and says so", async () => {
  const { delivery, told, draft } = await returned();
  delivery.tend(draft, 0);
  await delivery.press(key("text", "d"), alone(2000));
  assertEquals(told, ["-- 2 lines dropped; Up brings back what you typed"]);
  assertEquals(delivery.report(true), []);
});

Deno.test("Delivery keeps the lines at a no", async () => {
  const { delivery, sent, draft } = await returned();
  delivery.tend(draft, 0);
  assertEquals(await delivery.press(key("escape"), alone(1)), true);
  delivery.tend(draft, 10_000);
  assertEquals([delivery.question, delivery.bottom.status], [
    undefined,
    "2 lines were not delivered; /resend sends again, /resend drop forgets",
  ]);
  await delivery.resend();
  assertEquals(sent.length, 2);
});

for (
  const [why, text, press] of [
    ["is no answer", "x", alone(2000)],
    ["comes with others", "d", { at: 2000, isAlone: false }],
    ["comes when the question has just been asked", "d", alone(999)],
  ] as const
) {
  Deno.test(`Delivery leaves a letter to the draft that ${why}, and asks again later`, async () => {
    const { delivery, sent, told, draft } = await returned();
    delivery.tend(draft, 0);
    assertEquals(await delivery.press(key("text", text), press), false);
    assertEquals(delivery.question, undefined);
    draft.text = text;
    delivery.tend(draft, 5000);
    assertEquals(delivery.question, undefined);
    draft.text = "";
    delivery.tend(draft, 5000);
    assertEquals(delivery.question === undefined, false);
    assertEquals([sent, told], [[], []]);
  });
}

Deno.test("Delivery leaves Enter to the draft", async () => {
  const { delivery, draft } = await returned();
  delivery.tend(draft, 0);
  assertEquals(await delivery.press(key("enter"), alone(2000)), false);
  assertEquals(delivery.question, undefined);
});

Deno.test("Delivery shows at the end what was not delivered, 20 lines at most", async () => {
  const { delivery } = await returned();
  for (let index = 0; index < 30; index++) delivery.outbox.send({ type: "say", text: `${index}` });
  const report = delivery.report(true);
  assertEquals([report[0], report[1], report.at(-1), report.length], [
    "-- 32 lines may not have been delivered:",
    "one",
    "-- and 12 lines more",
    22,
  ]);
  await delivery.hear(
    { kind: "bye", reason: { by: "member", code: "quit", known: undefined } },
    SHOWN,
  );
  assertEquals(delivery.report(true), ["-- 2 lines were not delivered:", "one", "/me two"]);
});
