/**
 * Accidents of clients: what a hostile server, or one between, can do to whoever reads it. Here it
 * can be tiresome, and no more.
 *
 * @module
 */

import { assertEquals, assertLess, assertMatch } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { painterWith } from "../../lib/client/colors.ts";
import { parseDaemonLine } from "../../lib/wire/json/decode.ts";
import { toSafeJson } from "../../lib/wire/json/object.ts";
import { formatEvent, plainText, stamp } from "../../lib/client/format.ts";
import { ENGLISH } from "../../lib/words/en/phrases.ts";
import { CHINESE } from "../../lib/words/zh/phrases.ts";
import { ClientState } from "../../lib/client/connection/client_state.ts";
import { beginCompletion, completed, cycle } from "../../lib/client/terminal/typing/completion.ts";
import { Rooms } from "../../lib/client/rooms/rooms.ts";
import { People } from "../../lib/client/terminal/talk/people.ts";
import { Transcript } from "../../lib/client/terminal/talk/transcript.ts";
import { sanitize } from "../../lib/text/sanitize.ts";
import { NASTY_TEXTS } from "../fuzz/nasty.ts";

const TYPES = ["welcome", "message", "action", "joined", "left", "renamed", "members", "notice"]
  .concat("skipped", "pong", "bye", "topic", "entered", "history", "found", "gap");
const FIELDS = ["you", "members", "seq", "time", "from", "text", "name", "reason", "by", "to"]
  .concat("code", "count", "token", "id", "here", "idle", "address", "__proto__")
  .concat("room", "epoch", "said", "events", "more");

/** The fields of an event of a room, in a page of history or the results of a search. */
const pastEvent = fc.record({
  type: fc.constantFrom("message", "action", "joined", "left", "topic", "room", "welcome", "x"),
  seq: fc.constantFrom<unknown>(1, 2, 3, -1, 1e308, "1", null),
  room: fc.constantFrom<unknown>("lobby", "dev", 7, ...NASTY_TEXTS),
  time: fc.constantFrom<unknown>("9999-12-31T23:59:59.999Z", "2026-01-02T12:00:00Z", "", 0),
  from: fc.constantFrom(...NASTY_TEXTS),
  text: fc.constantFrom(...NASTY_TEXTS),
}, { requiredKeys: ["type"] });

const value = fc.oneof(
  fc.array(pastEvent, { maxLength: 4 }),
  fc.constantFrom<unknown>("lobby", "e1", 1, 2, 3),
  fc.constantFrom(...NASTY_TEXTS),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, -0, 0.5, 2 ** 53, {}, [], [[]], [null, 7]),
  fc.constantFrom("9999-12-31T23:59:59.999Z", "+275760-09-13T00:00:00Z", "-271821-04-20", "0", ""),
  fc.array(fc.record({ name: fc.constantFrom(...NASTY_TEXTS), here: fc.double() })),
  fc.array(fc.constantFrom("ann", "", ...NASTY_TEXTS)),
);

/** Lines that an honest daemon would not send; fields are missing or of the wrong kind. */
const hostileLine = fc.oneof(
  fc.tuple(
    fc.constantFrom(...TYPES),
    fc.array(fc.tuple(fc.constantFrom(...FIELDS), value), { maxLength: 8 }),
  ).map(([type, fields]) => {
    const parts = [["type", type] as const, ...fields].map((pair) =>
      pair.map((part) => JSON.stringify(part)).join(":")
    );
    return `{${parts.join(",")}}`;
  }),
  fc.constantFrom(...NASTY_TEXTS),
  fc.string({ unit: "binary" }),
);

// CVE-2020-8955, CVE-2020-9759, CVE-2020-9760 weechat, CVE-2017-9468 irssi: malformed, or without a
// sender. CVE-2017-10965 irssi: no time at all. GHSA-4225-c933-76f3: text that the server sent.
Deno.test("whatever a server sends, a client goes on and shows nothing that acts on a terminal", () => {
  fc.assert(fc.property(fc.array(hostileLine, { maxLength: 20 }), (lines) => {
    const screen = new Screen();
    for (const line of lines) {
      for (const shown of screen.show(line)) assertEquals(sanitize(shown), shown, line);
    }
  }));
});

Deno.test("--json passes on nothing that acts on a terminal, and what it passes is the same", () => {
  fc.assert(fc.property(hostileLine, (line) => {
    const read = parseDaemonLine(line);
    if (read.kind === "plain") return;
    const json = toSafeJson(read.object);
    assertEquals(JSON.parse(json), JSON.parse(JSON.stringify(read.object)));
    // deno-lint-ignore no-control-regex
    assertEquals(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(json), false);
  }));
});

Deno.test("colour is the client's own: nothing of a line ends it or goes on after it", () => {
  for (const text of NASTY_TEXTS) {
    const read = parseDaemonLine(JSON.stringify({ type: "message", from: text, text }));
    if (read.kind !== "event") continue;
    for (const line of formatEvent(read.event, ENGLISH)) {
      // deno-lint-ignore no-control-regex
      const bare = painterWith("256")(line).replace(/\x1b\[[0-9;]*m/g, "");
      assertEquals(bare, plainText(line));
      assertEquals(sanitize(bare), bare);
    }
  }
});

// CVE-2017-10965 irssi: a time that is none, or that no clock shows.
Deno.test("a time that no clock shows is no time", () => {
  const times = [
    "",
    "yesterday",
    "2026-13-40T99:99:99Z",
    "+275760-09-13T00:00:00.000Z",
    1e300,
    null,
  ];
  for (const time of [...times, "-271821-04-20T00:00:00.000Z", "+010000-01-01T00:00:00Z", {}, []]) {
    const read = parseDaemonLine(JSON.stringify({ type: "message", time, from: "a", text: "b" }));
    assertEquals(read.kind === "event" && "time" in read.event && read.event.time, undefined);
  }
  for (const time of ["9999-12-31T00:00:00Z", "1970-01-02T00:00:00Z", "2026-01-02T03:04:05Z"]) {
    assertMatch(stamp(new Date(time), "full"), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d $/);
  }
});

Deno.test("absurd times turn no day and hide none: the next real day is still told", () => {
  const screen = new Screen();
  const message = (time: string) => JSON.stringify({ type: "message", time, from: "a", text: "b" });
  screen.show(message("2026-01-02T12:00:00Z"));
  screen.show(message("+275760-09-13T00:00:00.000Z"));
  screen.show(message("-271821-04-20T00:00:00.000Z"));
  const later = screen.show(message("2026-01-05T12:00:00Z"));
  assertEquals(later.some((line) => line.includes("January 2026")), true, later.join("\n"));
});

// CVE-2010-1156, CVE-2018-7050 irssi: completing the name of somebody who leaves, or has none.
Deno.test("a name can be completed while its owner leaves, and an empty one completes to nothing", () => {
  const people = new People();
  const told = (object: object) => {
    const read = parseDaemonLine(JSON.stringify({ ...object, room: "lobby" }));
    if (read.kind === "event") people.note(read.event, 1000);
  };
  told({ type: "welcome", you: "me", members: ["me", "ann", "anna", "", 7, null] });
  const draft = { text: "an", cursor: 2 };
  const begun = beginCompletion(draft, {
    names: people.othersIn("lobby"),
    partners: [],
    rooms: [],
    banned: [],
    commands: [],
  });
  told({ type: "left", name: "anna" });
  told({ type: "left", name: "anna" });
  told({ type: "joined", name: "" });
  told({ type: "renamed", from: "nobody", to: "" });
  told({ type: "message", text: "from nobody" });
  assertEquals(begun && completed(cycle(begun, 1)).text, "anna: ");
  assertEquals(people.othersIn("lobby").filter((name) => name !== ""), ["ann"]);
});

// weechat 4.9.2: data without an end. That of lines is held by tests/client/pipe/pipe_test.ts.
Deno.test("a list of everybody who never was costs a client neither memory nor time", () => {
  const people = new People();
  const members = Array.from({ length: 100_000 }, (_, n) => `n${n}`);
  const from = performance.now();
  for (let n = 0; n < 3; n++) {
    const read = parseDaemonLine(
      JSON.stringify({ type: "welcome", you: "me", room: "lobby", members }),
    );
    if (read.kind === "event") people.note(read.event, 1000);
  }
  assertEquals(people.othersIn("lobby").length <= 20_000, true);
  assertLess(performance.now() - from, 4000);
});

// Unsolicited answers, and counts that no room has.
Deno.test("answers to no question and absurd counts leave a client where it stands", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  const lines = [
    '{"type":"pong","token":"x"}',
    '{"type":"members","members":[]}',
    '{"type":"skipped","count":-5}',
    '{"type":"welcome","you":"ann","seq":1e308}',
    '{"type":"message","seq":-1,"from":"a","text":"x"}',
    '{"type":"message","seq":9007199254740993,"from":"a","text":"x"}',
    '{"type":"bye","reason":"x"}',
    '{"type":"welcome"}',
    '{"type":"welcome","you":"ann","seq":0.5}',
  ];
  for (const line of lines) {
    const read = parseDaemonLine(line);
    if (read.kind !== "event") continue;
    for (const mark of clientState.note(read.event).marks) {
      assertEquals(mark.kind !== "untold" || mark.count > 0, true, line);
    }
  }
  assertEquals(clientState.you, "ann");
  assertEquals(clientState.wanted, "ann");
});

/** What a person would see, in English with full times, and that Chinese can be made of it as well. */
class Screen {
  readonly #clientState = new ClientState(
    { name: "ann", isChosen: true },
    new Rooms([], false, 50),
  );
  readonly #transcript = new Transcript({
    phrases: ENGLISH,
    timestamps: "full",
    people: new People(),
    rooms: this.#clientState.rooms,
    you: () => "ann",
    isDrawn: true,
  });

  show(line: string): string[] {
    const now = new Date("2026-01-02T12:00:00Z");
    const read = parseDaemonLine(line);
    if (read.kind === "unknown") return [];
    if (read.kind === "plain") return texts(this.#transcript.tell([read.text], now).lines);
    const shown = [
      ...this.#transcript.hear(read.event, this.#clientState.note(read.event), now).lines,
      ...formatEvent(read.event, CHINESE),
    ];
    const { growing } = this.#transcript;
    if (growing !== undefined) shown.push(growing);
    return texts(shown);
  }
}

function texts(lines: readonly Parameters<typeof plainText>[0][]): string[] {
  return lines.map(plainText);
}
