/** @module */
import { assertEquals } from "@std/assert";
import { type Outgoing, outgoingOf } from "../../../lib/bus/outgoing/entries.ts";
import { afresh } from "../../../lib/bus/outgoing/reentry.ts";
import type { ChatEvent } from "../../../lib/core/event.ts";
import { asks, connected, disconnected, says } from "../../support/happenings.ts";

const DONE = () => {};

/** An entry of an event that the engine has, and what waits for it. */
function slot(event: ChatEvent, ...after: ChatEvent[]): Outgoing {
  const waiting = after.map((each) => ({ event: each, done: DONE }));
  return { ...outgoingOf({ kind: "event", event }, DONE), after: waiting, keptAt: 7 };
}

/** A client that comes back. */
function back(id: number): ChatEvent {
  return { ...connected(id), isBack: true } as ChatEvent;
}

/** The kinds and the clients of entries, and of what waits for each. */
function shown(slots: readonly Outgoing[]): string[] {
  return slots.map(({ entry, after = [], keptAt }) => {
    const name = entry.kind === "event" ? named(entry.event) : entry.kind;
    return [
      name,
      ...after.map(({ event }) => named(event)),
      ...keptAt === undefined ? [] : ["kept"],
    ]
      .join(" ");
  });
}

function named(event: ChatEvent): string {
  return `${event.kind}${"client" in event ? event.client : ""}`;
}

Deno.test("afresh: those who come back are first, then what had not counted, in order; all is to be written", () => {
  const pending = [slot(says(2, "two")), slot(connected(3)), slot(says(1, "one"))];
  assertEquals(shown(afresh(pending, [back(1), back(2)]).kept), [
    "connected1",
    "connected2",
    "command2",
    "connected3",
    "command1",
  ]);
});

Deno.test("afresh: beats, beginnings and ends of the epoch before mean nothing; a wish for numbers does", () => {
  const pending = [
    outgoingOf({ kind: "up", node: "a", level: 1, settings: "{}", since: 0 }),
    outgoingOf({ kind: "ids", count: 9 }),
    outgoingOf({ kind: "beat", position: 1, digest: "0" }),
  ];
  assertEquals(shown(afresh(pending, []).kept), ["ids"]);
});

Deno.test("afresh: one that was on its way back comes back once, and what waited for it waits still", () => {
  const pending = [slot(back(1), asks(1, "who")), slot(back(2), asks(2, "who"))];
  assertEquals(shown(afresh(pending, [back(1)]).kept), [
    "connected1 command1",
    "connected2 command2",
  ]);
});

Deno.test("afresh: one that has ended stays away; it is applied here, behind what waited", () => {
  const pending = [slot(back(1), asks(1, "who")), slot(disconnected(1), asks(1, "ping"))];
  const { kept, ended } = afresh(pending, [back(1), back(2)]);
  assertEquals(shown(kept), ["connected2"]);
  assertEquals(ended.map(({ event }) => named(event)), ["command1", "disconnected1", "command1"]);
});

Deno.test("afresh: one that has ended with words that did not count comes back for them", () => {
  const pending = [slot(says(1, "last")), slot(disconnected(1))];
  const { kept, ended } = afresh(pending, [back(1)]);
  assertEquals(shown(kept), ["connected1", "command1", "disconnected1"]);
  assertEquals(ended, []);
});
