import { assertEquals } from "@std/assert";
import type { DaemonEvent, RoomEvent } from "../../../../lib/wire/json/daemon_event.ts";
import { plainText } from "../../../../lib/client/format.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";
import { SHOWN } from "../../../../lib/client/connection/verdict.ts";
import { Absence } from "../../../../lib/client/terminal/talk/absence.ts";
import { People } from "../../../../lib/client/terminal/talk/people.ts";
import { Rooms } from "../../../../lib/client/rooms/rooms.ts";
import { Transcript } from "../../../../lib/client/terminal/talk/transcript.ts";

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

function begin(isDrawn = true, isQuiet = false, absence = new Absence()): Transcript {
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
    highlights: ["deploy"],
    absence,
  } as const;
  return new Transcript({ ...parts, isDrawn, isQuiet });
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

Deno.test("in quiet, the leaving of somebody who named one, or whom one named, is shown", () => {
  const transcript = begin(true, true);
  note(transcript, said("bob", "ann: look at this"), said("cay", "nothing"));
  assertEquals(note(transcript, left("bob", later(1)), left("cay", later(1))), [
    "12:01 bob has left",
  ]);
  note(transcript, joined("dan", later(1)), said("ann", "dan: are you there?", later(10)));
  assertEquals(note(transcript, left("dan", later(14))), ["12:14 dan has left"]);
});

Deno.test("in quiet, the leaving of somebody who wrote in private is shown", () => {
  const transcript = begin(true, true);
  note(transcript, { kind: "private", from: "bob", to: "ann", text: "x", id: 1, time: NOON });
  assertEquals(note(transcript, left("bob", later(1))), ["12:01 bob has left"]);
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

Deno.test("a word to look out for is marked like one's name, in others' lines alone", () => {
  const { lines, isMention } = begin().note(said("bob", "the Deploy fails"), NOON);
  assertEquals([lines.map(plainText), isMention], [["12:00 » bob: the Deploy fails"], true]);
  assertEquals(begin().note(said("bob", "she deploys"), NOON).isMention, false);
  assertEquals(begin().note(said("ann", "deploy it"), NOON).isMention, false);
});

/** A transcript whose reader has gone, and how lines come to it. */
function beginAway(
  isDrawn = true,
): { transcript: Transcript; hear: (event: DaemonEvent) => string[] } {
  const absence = new Absence();
  const transcript = begin(isDrawn, false, absence);
  absence.leave();
  const hear = (event: DaemonEvent) => transcript.hear(event, SHOWN, NOON).lines.map(plainText);
  return { transcript, hear };
}

Deno.test("the rule stands where the reader left, behind arrivals and one's own lines", () => {
  const { hear } = beginAway();
  assertEquals([hear(said("ann", "bye")), hear(joined("cay"))], [["12:00 ann: bye"], []]);
  assertEquals(hear(said("bob", "hi")), [
    "12:00 cay has arrived",
    "-- unread below",
    "12:00 bob: hi",
  ]);
  assertEquals(hear(said("bob", "ho")), ["12:00 bob: ho"]);
});

Deno.test("the rule stands before the mark of what was missed", () => {
  const { transcript } = beginAway();
  const marks = [{ kind: "begins", count: 1 }] as const;
  const verdict = { ...SHOWN, when: "missed", marks } as const;
  assertEquals(transcript.hear(said("bob", "hi"), verdict, NOON).lines.map(plainText), [
    "-- unread below",
    "-- 1 message missed while offline",
    "-- Friday, 2 January 2026",
    "12:00 bob: hi",
  ]);
});

Deno.test("an own line of an earlier connection is not unread, and mentions nobody", () => {
  for (const when of ["missed", "now"] as const) {
    const { transcript } = beginAway();
    const printout = transcript.hear(
      said("guest-3", "I am ann"),
      { ...SHOWN, when, isOwn: true },
      NOON,
    );
    assertEquals(printout.isMention, false);
    assertEquals(printout.lines.map(plainText).includes("-- unread below"), false);
  }
});

Deno.test("/since shows again what stands below the rule, and nothing twice", () => {
  const { transcript, hear } = beginAway();
  const since = () => transcript.since(NOON).lines.map(plainText);
  assertEquals(since(), ["12:00 -- nothing was unread; Alt-M marks where you stop reading"]);
  hear(said("bob", "hi"));
  hear(said("ann", "own"));
  const shown = ["-- unread again: 2 lines", "12:00 bob: hi", "12:00 ann: own", "-- end of unread"];
  assertEquals(since(), shown);
  assertEquals(since(), shown);
});

Deno.test("without a screen there is no rule, and /since shows the lines all the same", () => {
  const { transcript, hear } = beginAway(false);
  assertEquals(transcript.since(NOON).lines.map(plainText), ["12:00 -- nothing was unread"]);
  assertEquals(hear(said("bob", "hi")), ["12:00 bob: hi"]);
  assertEquals(transcript.since(NOON).lines.map(plainText)[1], "12:00 bob: hi");
});

Deno.test("one's own lines mention nobody", () => {
  assertEquals(begin().note(said("ann", "I am ann"), NOON).isMention, false);
});
