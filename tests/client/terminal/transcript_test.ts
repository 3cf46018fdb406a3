import { assertEquals } from "@std/assert";
import type { DaemonEvent, RoomEvent } from "../../../lib/wire/json/daemon_event.ts";
import { plainText } from "../../../lib/client/format.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { People } from "../../../lib/client/terminal/people.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import { Transcript } from "../../../lib/client/terminal/transcript.ts";

const NOON = new Date(2026, 0, 2, 12, 0);
const MINUTE = 60_000;

function later(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * MINUTE);
}

function said(from: string, text: string, time = NOON, seq = 1): RoomEvent {
  return { kind: "message", room: "lobby", seq, time, from, text };
}

function joined(name: string, time = NOON): DaemonEvent {
  return { kind: "joined", room: "lobby", seq: 1, time, name };
}

function left(name: string, at?: Date, text?: string): DaemonEvent {
  const time = at ?? NOON;
  return {
    kind: "left",
    room: "lobby",
    seq: 1,
    time,
    name,
    reason: { by: "daemon", code: "", text, known: undefined },
  };
}

function begin(canGrow = true): Transcript {
  const people = new People();
  people.note(
    { kind: "welcome", room: "lobby", you: "ann", members: ["ann", "bob"], seq: 0 },
    NOON.getTime(),
  );
  const parts = {
    phrases: ENGLISH,
    timestamps: "time",
    people,
    rooms: new Rooms(),
    you: () => "ann",
  } as const;
  return new Transcript({ ...parts, canGrow });
}

function note(transcript: Transcript, ...events: DaemonEvent[]): string[] {
  return events.flatMap((event) => {
    const now = "time" in event ? event.time ?? NOON : NOON;
    return transcript.note(event, now).lines.map(plainText);
  });
}

Deno.test("each line has its own time", () => {
  assertEquals(note(begin(), said("bob", "hi"), said("bob", "ho", later(1))), [
    "12:00 bob: hi",
    "12:01 bob: ho",
  ]);
});

Deno.test("a new day is said before its first line", () => {
  assertEquals(note(begin(), said("bob", "hi"), said("bob", "ho", later(13 * 60))), [
    "12:00 bob: hi",
    "-- Saturday, 3 January 2026",
    "01:00 bob: ho",
  ]);
});

Deno.test("two clocks that differ do not turn the day back", () => {
  const transcript = begin();
  note(transcript, said("bob", "late", later(13 * 60)));
  assertEquals(note(transcript, said("bob", "early"), said("bob", "late", later(13 * 60))), [
    "12:00 bob: early",
    "01:00 bob: late",
  ]);
});

Deno.test("comings and goings grow into one line, which is printed before the next word", () => {
  const transcript = begin();
  assertEquals(note(transcript, joined("cay"), joined("dan"), left("cay", later(1))), []);
  assertEquals(plainText(transcript.growing ?? []), "12:00 cay, dan have arrived; cay has left");
  assertEquals(note(transcript, said("bob", "hi", later(2))), [
    "12:00 cay, dan have arrived; cay has left",
    "12:02 bob: hi",
  ]);
  assertEquals(transcript.growing, undefined);
});

Deno.test("where no line can grow, each arrival and departure has its own, at its time", () => {
  const transcript = begin(false);
  assertEquals(note(transcript, joined("cay"), left("cay", later(13 * 60))), [
    "12:00 cay has arrived",
    "-- Saturday, 3 January 2026",
    "01:00 cay has left",
  ]);
  assertEquals(transcript.growing, undefined);
  transcript.toggleQuiet(NOON);
  assertEquals(note(transcript, joined("dan", later(13 * 60))), []);
});

Deno.test("many names are counted", () => {
  const transcript = begin();
  for (let i = 0; i < 12; i++) note(transcript, joined(`p${i}`));
  assertEquals(
    plainText(transcript.growing ?? []),
    "12:00 p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 and 2 more have arrived",
  );
});

Deno.test("a departure with a reason has a line of its own", () => {
  assertEquals(note(begin(), left("bob", NOON, "too slow")), ["12:00 bob has left (too slow)"]);
});

Deno.test("in quiet, only the leaving of somebody one just spoke with is shown", () => {
  const transcript = begin();
  transcript.toggleQuiet(NOON);
  note(transcript, said("bob", "hi"), said("ann", "hello"), said("cay", "old", later(-9)));
  assertEquals(note(transcript, joined("dan", later(1)), left("dan", later(2))), []);
  assertEquals(transcript.growing, undefined);
  assertEquals(note(transcript, left("bob", later(3))), ["12:03 bob has left"]);
});

Deno.test("who left long after the last word is not somebody one just spoke with", () => {
  const transcript = begin();
  transcript.toggleQuiet(NOON);
  note(transcript, said("bob", "hi"), said("ann", "hello"));
  assertEquals(note(transcript, left("bob", later(6))), []);
});

Deno.test("a clock that was set changes nothing of whom one just spoke with", () => {
  for (
    const [minutesShown, minutesPassed, isShown] of [[-120, 1, true], [120, 1, true], [
      -120,
      6,
      false,
    ]] as const
  ) {
    const transcript = begin();
    transcript.toggleQuiet(NOON);
    transcript.note(said("bob", "hi"), NOON, 1000);
    transcript.note(said("ann", "hello"), NOON, 1000);
    const { lines } = transcript.note(
      left("bob"),
      later(minutesShown),
      1000 + minutesPassed * MINUTE,
    );
    assertEquals(lines.length > 0, isShown, `${minutesShown} ${minutesPassed}`);
  }
});

Deno.test("who is spoken of sees a mark, and the bell may ring", () => {
  const printout = begin().note(said("bob", "hi Ann!"), NOON);
  assertEquals(printout.isMention, true);
  assertEquals(printout.lines.map(plainText), ["12:00 » bob: hi Ann!"]);
});

Deno.test("one's own lines mention nobody", () => {
  assertEquals(begin().note(said("ann", "I am ann"), NOON).isMention, false);
});
