import { assertEquals } from "@std/assert";
import type { MissedMark } from "../../../../lib/client/connection/catch_up.ts";
import type { Recalled, Verdict } from "../../../../lib/client/connection/verdict.ts";
import { plainText } from "../../../../lib/client/format.ts";
import { Rooms } from "../../../../lib/client/rooms/rooms.ts";
import { People } from "../../../../lib/client/terminal/talk/people.ts";
import { type Printout, Transcript } from "../../../../lib/client/terminal/talk/transcript.ts";
import type { RoomEvent } from "../../../../lib/wire/json/daemon_event.ts";
import { CHINESE } from "../../../../lib/words/zh/phrases.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";

const NOON = new Date(2026, 0, 2, 12, 0);

function hours(count: number): Date {
  return new Date(NOON.getTime() + count * 3_600_000);
}

function said(text: string, time: Date | undefined = NOON, seq = 1): RoomEvent {
  return { kind: "message", room: "lobby", seq, time, from: "bob", text };
}

/** A talk in which a line of noon was the last. */
function begin(phrases = ENGLISH, timestamps: "time" | "off" = "time"): Transcript {
  const parts = { phrases, timestamps, people: new People(), rooms: new Rooms() };
  const transcript = new Transcript({ ...parts, you: () => "ann", isDrawn: true });
  transcript.tell(["-- hello"], NOON);
  return transcript;
}

function textOf({ lines }: Printout): string[] {
  return lines.map(plainText);
}

function page(
  transcript: Transcript,
  recalled: Recalled,
  more = false,
  before = 0,
): string[] {
  const { events } = recalled;
  const verdict: Verdict = { isShown: true, when: "now", marks: [], recalled };
  const answer = {
    kind: "history",
    room: "lobby",
    events,
    more,
    ...(before > 0 && { before }),
  } as const;
  return textOf(transcript.hear(answer, verdict, NOON));
}

function found(transcript: Transcript, recalled: Recalled, more = false): string[] {
  const verdict: Verdict = { isShown: true, when: "now", marks: [], recalled };
  const { events } = recalled;
  return textOf(transcript.hear({ kind: "found", events, more }, verdict, NOON));
}

function missed(transcript: Transcript, event: RoomEvent, ...marks: MissedMark[]): string[] {
  return textOf(transcript.hear(event, { isShown: true, when: "missed", marks }, hours(0)));
}

function now(transcript: Transcript, event: RoomEvent, ...marks: MissedMark[]): string[] {
  return textOf(transcript.hear(event, { isShown: true, when: "now", marks }, event.time ?? NOON));
}

Deno.test("a page is set apart at both ends, under its day, and mentions nobody", () => {
  const transcript = begin();
  const events = [said("old, ann")];
  const verdict: Verdict = { isShown: true, when: "now", marks: [], recalled: { events } };
  const event = { kind: "history", room: "lobby", events, more: false } as const;
  const { lines, isMention } = transcript.hear(event, verdict, NOON);
  assertEquals([lines.map(plainText), isMention], [[
    "-- history: 1 line",
    "-- Friday, 2 January 2026",
    "12:00 bob: old, ann",
    "-- end of history",
  ], false]);
  assertEquals(now(transcript, said("new", hours(1))), ["13:00 bob: new"]);
});

Deno.test("an older page has the line of each of its days, and the next line that of today", () => {
  const transcript = begin();
  const events = [said("a", hours(-49)), said("b", hours(-48)), said("c", hours(-24))];
  assertEquals(page(transcript, { events }), [
    "-- history: 3 lines",
    "-- Wednesday, 31 December 2025",
    "11:00 bob: a",
    "12:00 bob: b",
    "-- Thursday, 1 January 2026",
    "12:00 bob: c",
    "-- end of history",
  ]);
  assertEquals(page(transcript, { events: [said("older", hours(-72))] }).slice(1, 3), [
    "-- Tuesday, 30 December 2025",
    "12:00 bob: older",
  ]);
  assertEquals(now(transcript, said("new")), ["-- Friday, 2 January 2026", "12:00 bob: new"]);
});

Deno.test("a page tells how to see what was before it, if anything is kept", () => {
  assertEquals(page(begin(), { events: [said("a")] }, true).at(-1), "-- earlier: /history");
  assertEquals(page(begin(), { events: [] }), ["-- history: nothing earlier"]);
  assertEquals(page(begin(), { events: [] }, true, 7), ["-- earlier: /history"]);
  const verdict: Verdict = {
    ...{ isShown: true, when: "now", marks: [] },
    recalled: { events: [said("b")], opened: 1 },
  };
  const event = { kind: "history", room: "lobby", events: [said("a"), said("b")] } as const;
  const cut = textOf(begin().hear({ ...event, more: false }, verdict, NOON));
  assertEquals(cut.at(-1), "-- earlier: /history");
});

Deno.test("a page that was opened for a result marks it", () => {
  const events = [said("a", NOON, 4), said("b", NOON, 5), said("c", NOON, 6)];
  assertEquals(page(begin(), { events, opened: 5 }).slice(2, -1), [
    "12:00 bob: a",
    "12:00 > bob: b",
    "12:00 bob: c",
  ]);
});

Deno.test("a line without a time has none", () => {
  const events = [{ ...said("a"), time: undefined }];
  assertEquals(page(begin(), { events }), ["-- history: 1 line", "bob: a", "-- end of history"]);
});

Deno.test("a page ends the line that grows", () => {
  const transcript = begin();
  transcript.note({ kind: "joined", room: "lobby", seq: 3, time: NOON, name: "cay" }, NOON);
  assertEquals(page(transcript, { events: [said("a")] })[0], "12:00 cay has arrived");
  assertEquals(transcript.growing, undefined);
});

Deno.test("results have their number, instant and room", () => {
  const stamp = { room: "dev", seq: 9, time: hours(-24) };
  const action: RoomEvent = { kind: "action", ...stamp, from: "bob", text: "tea!" };
  const events = [said("tea?", hours(1)), action];
  assertEquals(found(begin(), { events, first: 21 }), [
    "-- [21] 2026-01-02 13:00 #lobby bob: tea?",
    "-- [22] 2026-01-01 12:00 #dev * bob tea!",
    "-- /history and a number shows what was said around that result",
  ]);
  const more = found(begin(), { events, first: 1 }, true);
  assertEquals(more.at(-2), "-- more: /search more");
  assertEquals(found(begin(), { events: [] }), ["-- nothing found"]);
  assertEquals(found(begin(), { events: [] }, true), ["-- more: /search more"]);
});

Deno.test("missed lines stand between two marks, under the line of their day", () => {
  const transcript = begin();
  assertEquals(missed(transcript, said("a"), { kind: "begins", count: 2 }), [
    "-- 2 messages missed while offline",
    "12:00 bob: a",
  ]);
  assertEquals(missed(transcript, said("b", hours(1))), ["13:00 bob: b"]);
  assertEquals(now(transcript, said("c", hours(2)), { kind: "ends", lost: 0 }), [
    "-- now",
    "14:00 bob: c",
  ]);
});

Deno.test("what was missed yesterday stands under yesterday, and today follows it", () => {
  const transcript = begin();
  transcript.tell(["-- hello again"], hours(24));
  assertEquals(missed(transcript, said("a", hours(1)), { kind: "begins", count: 1 }), [
    "-- 1 message missed while offline",
    "-- Friday, 2 January 2026",
    "13:00 bob: a",
  ]);
  assertEquals(now(transcript, said("b", hours(25)), { kind: "ends", lost: 0 }), [
    "-- now",
    "-- Saturday, 3 January 2026",
    "13:00 bob: b",
  ]);
});

Deno.test("where missed lines come room by room, each stands under its own day", () => {
  const transcript = begin();
  transcript.tell(["-- hello again"], hours(24));
  const lines = [
    ...missed(transcript, said("a", hours(1)), { kind: "begins", count: 3 }),
    ...missed(transcript, said("b", hours(24))),
    ...missed(transcript, { ...said("c", hours(2)), room: "dev" }),
    ...now(transcript, said("d", hours(25)), { kind: "ends", lost: 0 }),
  ];
  assertEquals(lines, [
    "-- 3 messages missed while offline",
    "-- Friday, 2 January 2026",
    "13:00 bob: a",
    "-- Saturday, 3 January 2026",
    "12:00 bob: b",
    "-- Friday, 2 January 2026",
    "14:00 #dev bob: c",
    "-- now",
    "-- Saturday, 3 January 2026",
    "13:00 bob: d",
  ]);
});

Deno.test("what is not told has a mark at its place, and its number at the end", () => {
  for (
    const [phrases, gap, end, gone] of [
      [
        ENGLISH,
        "-- messages may be missing here",
        "-- now; 4 messages cannot be shown",
        "12:00 -- 1 message missed while offline, which cannot be shown",
      ],
      [
        CHINESE,
        "-- 此处可能缺少消息",
        "-- 以下为新消息；有 4 条消息无法显示",
        "12:00 -- 离线期间错过了 1 条消息，无法显示",
      ],
    ] as const
  ) {
    const transcript = begin(phrases);
    const gaps = ["lobby", "dev"].map((room) => ({ kind: "gap", room }) as const);
    const lines = missed(transcript, said("a"), { kind: "begins", count: 5 }, ...gaps);
    assertEquals(lines.slice(1), [gap, `#dev ${gap}`, "12:00 bob: a"]);
    assertEquals(now(transcript, said("b"), { kind: "ends", lost: 4 })[0], end);
    const untold = { kind: "untold", count: 1, room: undefined, isGone: true } as const;
    assertEquals(now(transcript, said("c"), untold)[0], gone);
  }
});

Deno.test("missed lines whose number is not known have their marks without one", () => {
  const [mark] = missed(begin(), said("a"), { kind: "begins", count: undefined });
  assertEquals(mark, "-- while you were offline");
});
