import { assertEquals } from "@std/assert";
import { plainText, type Role } from "../../../../lib/client/format.ts";
import { Rooms } from "../../../../lib/client/rooms/rooms.ts";
import { People } from "../../../../lib/client/terminal/talk/people.ts";
import { Transcript } from "../../../../lib/client/terminal/talk/transcript.ts";
import type { Verdict } from "../../../../lib/client/connection/verdict.ts";
import type { DaemonEvent, RoomEvent } from "../../../../lib/wire/json/daemon_event.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";

const NOON = new Date(2026, 0, 2, 12, 0);
const STAMP = { seq: 1, time: NOON };

function said(room: string, from: string, text: string): RoomEvent {
  return { kind: "message", ...STAMP, room, from, text };
}

function joined(room: string, name: string): DaemonEvent {
  return { kind: "joined", ...STAMP, room, name };
}

function whispered(from: string, to: string): DaemonEvent {
  return { kind: "private", from, to, text: "psst", time: NOON, id: 1 };
}

/** The answer to a question for a page. */
function page(room: string, ...events: RoomEvent[]): [DaemonEvent, Verdict] {
  const verdict = { isShown: true, when: "now", marks: [], recalled: { events } } as const;
  return [{ kind: "history", room, events, more: false }, verdict];
}

/** A person called ann who is in the lobby and in dev, and speaks in dev. */
class Scene {
  readonly rooms = new Rooms();
  readonly transcript: Transcript;

  constructor(isDrawn = true) {
    this.rooms.note(
      { kind: "entered", room: "dev", members: ["ann"], seq: 0, isPublic: true },
      "ann",
    );
    this.rooms.turnTo(2);
    const parts = { phrases: ENGLISH, timestamps: "off", people: new People() } as const;
    this.transcript = new Transcript({ ...parts, rooms: this.rooms, you: () => "ann", isDrawn });
    this.transcript.turn("dev", NOON);
    this.transcript.tell([], NOON);
  }

  note(...events: DaemonEvent[]): string[] {
    return events.flatMap((event) => this.transcript.note(event, NOON).lines.map(plainText));
  }

  turn(number: number): string[] {
    const room = this.rooms.turnTo(number) ?? "";
    return this.transcript.turn(room, NOON).lines.map(plainText);
  }

  get growing(): string {
    return plainText(this.transcript.growing ?? []);
  }
}

function rolesOf(transcript: Transcript, event: DaemonEvent): Role[] {
  return transcript.note(event, NOON).lines.flat().map(({ role }) => role);
}

Deno.test("lines of the room where one speaks are plain, those of others have their room", () => {
  const scene = new Scene();
  assertEquals(scene.note(said("dev", "bob", "hi"), said("lobby", "cay", "hello")), [
    "bob: hi",
    "#lobby cay: hello",
  ]);
  scene.turn(1);
  assertEquals(scene.note(said("dev", "bob", "hi"), said("lobby", "cay", "hello")).slice(1), [
    "#dev bob: hi",
    "cay: hello",
  ]);
});

Deno.test("lines of other rooms are dimmed, unless they name the person", () => {
  const { transcript } = new Scene();
  assertEquals(rolesOf(transcript, said("dev", "bob", "hi")), ["name", "text"]);
  const [elsewhere = []] = transcript.note(said("lobby", "bob", "hi"), NOON).lines;
  assertEquals(elsewhere.map(({ role }) => role), ["aside", "name", "text"]);
  assertEquals(elsewhere.map(({ isDimmed }) => isDimmed), [true, true, true]);
  const named = rolesOf(transcript, said("lobby", "bob", "hi ann"));
  assertEquals(named, ["marker", "aside", "name", "mention"]);
});

Deno.test("what is said elsewhere is counted, but neither one's own words nor history", () => {
  const { rooms, transcript } = new Scene();
  transcript.note(said("lobby", "bob", "hi"), NOON);
  transcript.note(said("lobby", "bob", "hi ann"), NOON);
  transcript.note(said("lobby", "ann", "me"), NOON);
  transcript.hear(...page("lobby", said("lobby", "bob", "old")), NOON);
  transcript.note(said("dev", "bob", "here"), NOON);
  assertEquals(rooms.all.map(({ said, named }) => [said, named]), [[2, 1], [0, 0]]);
});

Deno.test("/only hides the lines of other rooms, which still count and ring", () => {
  const scene = new Scene();
  const [told = []] = scene.transcript.toggleOnly(NOON).lines;
  assertEquals(plainText(told), ENGLISH.only(true, true));
  assertEquals(scene.note(joined("lobby", "cay"), said("lobby", "bob", "hi")), []);
  assertEquals(scene.growing, "");
  assertEquals(scene.transcript.note(said("lobby", "bob", "hi ann"), NOON), {
    lines: [],
    isMention: true,
  });
  assertEquals(scene.rooms.all.map(({ said, named }) => [said, named]), [[2, 1], [0, 0]]);
  assertEquals(scene.note(said("dev", "bob", "here"), whispered("bob", "ann")), [
    "bob: here",
    "» *bob -> ann* psst",
  ]);
  scene.transcript.toggleOnly(NOON);
  assertEquals(scene.note(said("lobby", "bob", "hi")), ["#lobby bob: hi"]);
});

Deno.test("a private word is marked and rings like a mention, and one's own stands out", () => {
  const { transcript } = new Scene();
  const { isMention, lines } = transcript.note(whispered("bob", "ann"), NOON);
  assertEquals([isMention, lines.map(plainText)], [true, ["» *bob -> ann* psst"]]);
  assertEquals(transcript.note(whispered("ann", "bob"), NOON).isMention, false);
  assertEquals(rolesOf(transcript, whispered("ann", "bob")), ["mention"]);
});

Deno.test("arrivals of two rooms have a line each, and keep their room when one turns", () => {
  const scene = new Scene();
  assertEquals(scene.note(joined("lobby", "cay"), joined("lobby", "dan")), []);
  assertEquals(scene.growing, "#lobby cay, dan have arrived");
  assertEquals(scene.note(joined("dev", "eve")), ["#lobby cay, dan have arrived"]);
  assertEquals(scene.growing, "eve has arrived");
  assertEquals(scene.turn(1), ["eve has arrived"]);
  assertEquals(scene.growing, "-- you speak in #lobby now");
});

Deno.test("where one speaks is told once before the next line, wherever one looked meanwhile", () => {
  const scene = new Scene();
  assertEquals([scene.turn(1), scene.growing], [[], "-- you speak in #lobby now"]);
  assertEquals([scene.turn(2), scene.growing], [[], ""]);
  scene.turn(1);
  assertEquals(scene.note(said("lobby", "bob", "hi")), [
    "-- you speak in #lobby now",
    "bob: hi",
  ]);
  assertEquals([scene.turn(2), scene.growing], [[], "-- you speak in #dev now"]);
});

Deno.test("the room that one leaves is told by its name, and a reason as the daemon gives it", () => {
  const scene = new Scene();
  const left = { kind: "left", ...STAMP, room: "dev", name: "ann" } as const;
  const part = { by: "member", code: "part", known: undefined } as const;
  assertEquals(scene.note({ ...left, reason: part }), ["-- you have left #dev"]);
  const kicked = { by: "daemon", code: "kicked", text: "kicked by bob", known: undefined } as const;
  scene.turn(1);
  assertEquals(scene.note({ ...left, reason: kicked }).at(-1), "#dev ann has left (kicked by bob)");
});

for (const isOnly of [false, true]) {
  Deno.test(`who has put one out of a room is marked and rings${isOnly ? ", also with /only" : ""}`, () => {
    const scene = new Scene();
    scene.turn(1);
    if (isOnly) scene.transcript.toggleOnly(NOON);
    const left = { kind: "left", ...STAMP, room: "dev", name: "ann" } as const;
    const known = { by: "daemon", code: "kicked", from: "bob", text: "enough" } as const;
    const { lines, isMention } = scene.transcript.note(
      { ...left, reason: { by: "daemon", code: "kicked", text: "kicked by bob: enough", known } },
      NOON,
    );
    assertEquals(plainText(lines.at(-1) ?? []), "» -- bob has put you out of #dev: enough");
    assertEquals(isMention, true);
    const banned = { ...known, code: "banned", text: "" } as const;
    assertEquals(
      scene.note({ ...left, reason: { by: "daemon", code: "banned", known: banned } }),
      ["» -- bob has banned you from #dev"],
    );
  });
}

Deno.test("somebody else who is put out is told as the room is told", () => {
  const scene = new Scene();
  const known = { by: "daemon", code: "kicked", from: "bob", text: "enough" } as const;
  const reason = { by: "daemon", code: "kicked", text: "kicked by bob: enough", known } as const;
  assertEquals(scene.note({ kind: "left", ...STAMP, room: "dev", name: "eve", reason }), [
    "eve has left (kicked by bob: enough)",
  ]);
});

Deno.test("where there is no prompt, each line of another room than the lobby names it", () => {
  const scene = new Scene(false);
  assertEquals(scene.note(said("dev", "bob", "hi"), said("lobby", "cay", "hello")), [
    "#dev bob: hi",
    "cay: hello",
  ]);
  assertEquals(scene.turn(1), ["-- you speak in #lobby now"]);
  assertEquals(scene.note(said("dev", "bob", "hi"), joined("dev", "cay")), [
    "#dev bob: hi",
    "#dev cay has arrived",
  ]);
});

Deno.test("what was missed elsewhere is counted like what is said there, and rings", () => {
  const { rooms, transcript } = new Scene();
  const missed = { isShown: true, when: "missed", marks: [] } as const;
  const { isMention, lines } = transcript.hear(said("lobby", "bob", "hi ann"), missed, NOON);
  assertEquals([isMention, lines.map(plainText)], [true, ["» #lobby bob: hi ann"]]);
  assertEquals(rooms.all.map(({ said, named }) => [said, named]), [[1, 1], [0, 0]]);
  transcript.toggleOnly(NOON);
  assertEquals(transcript.hear(said("lobby", "bob", "x"), missed, NOON).lines, []);
});

Deno.test("a page of another room names it, in its marks as well", () => {
  const { transcript } = new Scene();
  const told = (room: string) =>
    transcript.hear(...page(room, said(room, "bob", "old ann")), NOON).lines.map(plainText);
  assertEquals(told("lobby"), [
    "-- #lobby history: 1 line",
    "-- Friday, 2 January 2026",
    "#lobby bob: old ann",
    "-- #lobby end of history",
  ]);
  assertEquals(told("dev").at(0), "-- history: 1 line");
  transcript.toggleOnly(NOON);
  assertEquals(told("lobby").at(0), "-- #lobby history: 1 line");
  const [event, verdict] = page("lobby", said("lobby", "bob", "old"));
  const recalled = { events: [said("lobby", "bob", "old")], isOfEntry: true } as const;
  assertEquals(transcript.hear(event, { ...verdict, recalled }, NOON).lines, []);
});

Deno.test("what was missed is told with its room", () => {
  const { transcript } = new Scene();
  const told = (room: string) => {
    const mark = { kind: "untold", count: 3, room, isGone: false } as const;
    const verdict = { isShown: false, when: "now", marks: [mark] } as const;
    return transcript.hear(joined(room, "ann"), verdict, NOON).lines.map(plainText);
  };
  assertEquals(told("dev"), ["-- 3 messages missed while offline"]);
  assertEquals(told("lobby"), ["#lobby -- 3 messages missed while offline"]);
});
