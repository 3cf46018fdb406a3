import { assertEquals } from "@std/assert";
import { plainText } from "../../../../lib/client/format.ts";
import { Rooms } from "../../../../lib/client/rooms/rooms.ts";
import { People } from "../../../../lib/client/terminal/talk/people.ts";
import { Transcript } from "../../../../lib/client/terminal/talk/transcript.ts";
import type { DaemonEvent } from "../../../../lib/wire/json/daemon_event.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";

const NOON = new Date(2026, 0, 2, 12, 0);

function event(kind: "message" | "action", from: string, text: string, room = "lobby") {
  return { kind, room, seq: 1, time: NOON, from, text } satisfies DaemonEvent;
}

function joined(name: string): DaemonEvent {
  return { kind: "joined", room: "lobby", seq: 1, time: NOON, name };
}

/** A talk in which names take so many columns. */
function talk(nameColumns: number): Transcript {
  return new Transcript({
    phrases: ENGLISH,
    timestamps: "time",
    people: new People(),
    rooms: new Rooms(),
    you: () => "ann",
    isDrawn: true,
    nameColumns,
  });
}

function shown(transcript: Transcript, ...events: DaemonEvent[]): string[] {
  return events.flatMap((event) => transcript.note(event, NOON).lines.map(plainText));
}

Deno.test("names end in the same column, and texts begin in the same one", () => {
  const lines = shown(
    talk(8),
    event("message", "bob", "hi"),
    event("message", "cassandra", "hello"),
    event("action", "bob", "waves"),
    event("message", "bob", "are you there, ann?"),
    event("message", "cay", "in another room", "dev"),
    event("message", "例子", "hi"),
  );
  assertEquals(lines, [
    "12:00      bob: hi",
    "12:00 cassandra: hello",
    "12:00     * bob waves",
    "12:00    » bob: are you there, ann?",
    "12:00 #dev cay: in another room",
    "12:00     例子: hi",
  ]);
});

Deno.test("arrivals stand in the column of texts, also while they grow", () => {
  const transcript = talk(8);
  shown(transcript, joined("cay"));
  assertEquals(plainText(transcript.growing ?? []), "12:00           cay has arrived");
  assertEquals(
    shown(transcript, event("message", "bob", "hi"))[0],
    "12:00           cay has arrived",
  );
});

Deno.test("the client's own words stay at the edge, and so do all lines where no column was asked for", () => {
  assertEquals(talk(8).tell(["-- pong"], NOON).lines.map(plainText), ["12:00 -- pong"]);
  assertEquals(shown(talk(0), event("message", "bob", "hi")), ["12:00 bob: hi"]);
});
