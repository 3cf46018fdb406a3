import { assertEquals } from "@std/assert";
import { Ignoring, ignoringLines, MAX_IGNORED } from "../../../lib/client/connection/ignoring.ts";
import { parseDaemonLine } from "../../../lib/wire/json/decode.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";

function event(fields: object): DaemonEvent {
  const line = parseDaemonLine(JSON.stringify(fields));
  if (line.kind !== "event") throw new Error("not an event");
  return line.event;
}

function told(why: string, name: string): DaemonEvent {
  return event({ type: "notice", code: "ignore", why, name, text: "" });
}

function welcome(...members: string[]): DaemonEvent {
  return event({ type: "welcome", you: "ann", members: [...members, "ann"] });
}

const message = (from: string) => event({ type: "message", seq: 1, from, text: "hi" });

/** What is asked of the daemon when these events come one after the other. */
function asked(...events: DaemonEvent[]): string[] {
  const ignoring = new Ignoring();
  return events.flatMap((each) => ignoring.note(each, false).asks).map(({ name }) => String(name));
}

Deno.test("after a reconnect the daemon is asked again to ignore those who are still here", () => {
  assertEquals(
    asked(welcome("bob", "cid"), told("begun", "bob"), told("begun", "cid"), welcome("Bob")),
    ["bob"],
  );
});

Deno.test("those who come back after the client are asked for then", () => {
  const joined = event({ type: "joined", seq: 3, name: "bob" });
  assertEquals(asked(told("begun", "bob"), welcome(), joined, joined), ["bob"]);
});

Deno.test("an arrival that was missed does not say who is here", () => {
  const ignoring = new Ignoring();
  ignoring.note(told("begun", "bob"), false);
  ignoring.note(welcome(), false);
  const joined = event({ type: "joined", seq: 3, name: "bob" });
  assertEquals(ignoring.note(joined, true).asks, []);
  assertEquals(ignoring.note(joined, false).asks.length, 1);
});

Deno.test("those who are met in a room later are asked for then, once", () => {
  const entered = event({ type: "entered", room: "dev", members: ["ann", "bob"], seq: 1 });
  assertEquals(asked(told("begun", "bob"), welcome(), entered, entered), ["bob"]);
});

Deno.test("a person that is no longer ignored, or has left, is not asked for", () => {
  const left = event({ type: "left", seq: 2, room: "lobby", name: "cid", code: "quit" });
  const begun = [told("begun", "bob"), told("begun", "cid")];
  assertEquals(asked(...begun, told("ended", "bob"), left, welcome("bob", "cid")), []);
});

Deno.test("a person who takes another name is still ignored", () => {
  const renamed = event({ type: "renamed", seq: 2, from: "bob", to: "rob" });
  assertEquals(asked(told("begun", "bob"), renamed, welcome("bob", "rob")), ["rob"]);
});

Deno.test("what was missed of an ignored person is hidden, what comes now is the daemon's to decide", () => {
  const ignoring = new Ignoring();
  ignoring.note(told("begun", "bob"), false);
  ignoring.note(welcome("bob"), false);
  assertEquals(ignoring.note(message("bob"), true).isHidden, true);
  assertEquals(ignoring.note(message("bob"), false).isHidden, false);
  assertEquals(ignoring.note(message("cid"), true).isHidden, false);
});

/** The answers to typed commands, in words. */
function answers(ignoring: Ignoring, ...lines: string[]): (string[] | undefined)[] {
  return lines.map((line) => {
    const [command = "", ...rest] = line.split(" ");
    const answer = ignoring.answer(command, rest.join(" "), []);
    return answer && ignoringLines(answer, ENGLISH);
  });
}

Deno.test("for a daemon without /ignore the client hides the lines of a name", () => {
  const ignoring = new Ignoring();
  assertEquals(answers(ignoring, "ignore Bob", "ignore bob", "ignore", "unignore"), [
    ["-- you ignore Bob now"],
    ["-- you ignore bob already"],
    [ENGLISH.ignores(["Bob"])],
    undefined,
  ]);
  assertEquals(ignoring.note(message("bob"), false).isHidden, true);
  assertEquals(answers(ignoring, "unignore BOB", "unignore bob"), [
    ["-- you no longer ignore BOB"],
    ["-- you do not ignore bob"],
  ]);
  assertEquals(ignoring.note(message("bob"), false).isHidden, false);
});

Deno.test("the command of a daemon that has it is not the client's", () => {
  const row = { name: "ignore", params: [], summary: "" };
  assertEquals(new Ignoring().answer("ignore", "bob", [row]), undefined);
  assertEquals(new Ignoring().answer("whois", "bob", [row]), undefined);
});

Deno.test("so many people are ignored at most", () => {
  const ignoring = new Ignoring();
  const names = Array.from({ length: MAX_IGNORED }, (_, i) => `ignore bob${i}`);
  answers(ignoring, ...names);
  assertEquals(answers(ignoring, "ignore cid"), [[
    "-- you ignore 100 people already, which is the most",
  ]]);
  const notices = Array.from({ length: MAX_IGNORED + 1 }, (_, i) => told("begun", `bob${i}`));
  const members = Array.from({ length: MAX_IGNORED + 1 }, (_, i) => `bob${i}`);
  assertEquals(asked(...notices, welcome(...members)).length, MAX_IGNORED);
});

Deno.test("so many people of earlier connections are asked for at most, over however many of them", () => {
  const batch = (run: number) => Array.from({ length: MAX_IGNORED }, (_, i) => `bob${run}x${i}`);
  const all = [1, 2, 3].flatMap((run) => batch(run));
  const events = [1, 2, 3].flatMap((run) => [
    ...batch(run).map((name) => told("begun", name)),
    welcome(),
  ]);
  assertEquals(asked(...events, welcome(...all)).length, MAX_IGNORED);
});
