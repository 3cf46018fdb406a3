import { assertEquals } from "@std/assert";
import { SHOWN, type Verdict } from "../../../lib/client/connection/verdict.ts";
import { MAX_PENDING, Outbox } from "../../../lib/client/pending/outbox.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";

const WELCOME: DaemonEvent = { kind: "welcome", room: "lobby", you: "ann", members: [], seq: 1 };

/** An outbox after a welcome. */
function opened(): Outbox {
  let welcomes = 0;
  const outbox = new Outbox(new Rooms(), () => welcomes);
  welcomes = 1;
  outbox.note(WELCOME, SHOWN);
  return outbox;
}

function own(text: string, token?: string): DaemonEvent {
  return { kind: "message", room: "lobby", seq: 2, from: "ann", text, token };
}

function texts(outbox: Outbox): readonly unknown[] {
  return outbox.pending.map(({ request }) => request.text);
}

Deno.test("Outbox gives each line a token before the text, and ends it at its own copy", () => {
  const outbox = opened();
  assertEquals(outbox.send({ type: "say", text: "one" }), {
    type: "say",
    token: "1",
    text: "one",
  });
  outbox.send({ type: "say", text: "two" });
  outbox.note(own("one", "1"), SHOWN);
  assertEquals(texts(outbox), ["two"]);
});

Deno.test("Outbox follows nothing that does not come back", () => {
  const outbox = opened();
  for (
    const request of [{ type: "who" }, { type: "say", text: " " }, { type: "nick", nick: "bo" }]
  ) {
    assertEquals(outbox.send(request), request);
  }
  assertEquals(outbox.unanswered, []);
});

Deno.test("Outbox without tokens goes by the texts, which the daemon makes safe to show", () => {
  const outbox = opened();
  for (const text of ["one", "a\u202eb", "two"]) outbox.send({ type: "say", text });
  outbox.note(own("a\ufffdb"), SHOWN);
  assertEquals(texts(outbox), ["two"]);
});

Deno.test("Outbox ends a refused line, and all before it", () => {
  const outbox = opened();
  for (const text of ["one", "two", "three"]) outbox.send({ type: "say", text });
  outbox.note({ kind: "notice", code: "muted", text: "you are muted", token: "2" }, SHOWN);
  assertEquals(texts(outbox), ["three"]);
});

Deno.test("Outbox knows an answer to the last writer by its text, because it takes no token", () => {
  const outbox = opened();
  assertEquals(outbox.send({ type: "reply", text: "yes" }), { type: "reply", text: "yes" });
  outbox.note({ kind: "private", from: "ann", to: "bob", text: "yes", id: 1 }, SHOWN);
  assertEquals(texts(outbox), []);
});

Deno.test("Outbox stops a paste at a line that the daemon refuses", () => {
  const outbox = opened();
  const lines = Array.from({ length: 10 }, (_, index) => ({ type: "say", text: `${index}` }));
  outbox.paste(lines);
  outbox.note(own("0", "1"), SHOWN);
  outbox.note({ kind: "notice", code: "muted", text: "you are muted", token: "2" }, SHOWN);
  assertEquals(outbox.takeRefusal(), { said: 5, total: 10 });
  assertEquals([outbox.takeRefusal(), outbox.isPasting], [undefined, false]);
});

Deno.test("Outbox asks an older daemon for an answer when a paste waits for one", () => {
  const outbox = opened();
  const lines = Array.from({ length: 6 }, (_, index) => ({ type: "say", text: `${index}` }));
  const sent = outbox.paste(lines);
  assertEquals(sent.at(-1), { type: "ping", token: "hubbub-sent" });
  const next = outbox.note({ kind: "pong", token: "hubbub-sent" }, SHOWN);
  assertEquals(next.map(({ text }) => text), ["4", "5"]);
});

Deno.test("Outbox has space for 1000 lines", () => {
  const outbox = opened();
  for (let index = 0; index < MAX_PENDING; index++) outbox.send({ type: "say", text: "x" });
  assertEquals([MAX_PENDING, outbox.space], [1000, 0]);
  outbox.note(own("x", "1"), SHOWN);
  assertEquals(outbox.space, 1);
});

Deno.test("Outbox cannot tell of private words whether they were delivered", () => {
  let welcomes = 1;
  const outbox = new Outbox(new Rooms(), () => welcomes);
  outbox.note(WELCOME, SHOWN);
  outbox.send({ type: "private", to: "bob", text: "psst" });
  welcomes = 2;
  const level: Verdict = { ...SHOWN, reading: "level" };
  outbox.note(WELCOME, level);
  assertEquals(outbox.undelivered.map(({ isSure }) => isSure), [false]);
});

Deno.test("Outbox sends nothing between two connections", () => {
  let connection: number | undefined = 1;
  const outbox = new Outbox(new Rooms(), () => connection);
  outbox.note(WELCOME, SHOWN);
  assertEquals(outbox.isOpen, true);
  connection = undefined;
  assertEquals([outbox.isOpen, outbox.paste([{ type: "say", text: "one" }])], [false, []]);
  connection = 2;
  assertEquals(outbox.isOpen, false, "the welcome has not been noted");
  assertEquals(outbox.note(WELCOME, SHOWN), [{ type: "say", token: "1", text: "one" }]);
});

/** An outbox on its second connection, after what `act` did on the first. */
function cutAfter(act: (outbox: Outbox) => void, rooms = new Rooms()): Outbox {
  let welcomes: number | undefined = 1;
  const outbox = new Outbox(rooms, () => welcomes);
  outbox.note(WELCOME, SHOWN);
  act(outbox);
  welcomes = 2;
  outbox.note(WELCOME, { ...SHOWN, reading: "level" });
  return outbox;
}

Deno.test("Outbox sends an answer again to whom it was written for", () => {
  const outbox = cutAfter((outbox) => {
    outbox.note({ kind: "private", id: 1, from: "bob", to: "ann", text: "psst" }, SHOWN);
    const renamed = { kind: "renamed", room: "lobby", seq: 3, from: "bob", to: "rob" } as const;
    outbox.note(renamed, SHOWN);
    outbox.send({ type: "reply", text: "yes" });
    outbox.note({ kind: "private", id: 1, from: "eve", to: "ann", text: "hi" }, SHOWN);
  });
  outbox.note({ kind: "private", id: 1, from: "cay", to: "ann", text: "you?" }, SHOWN);
  assertEquals(outbox.resend(), [{ type: "private", to: "rob", token: "2", text: "yes" }]);
});

Deno.test("Outbox names the lobby when it sends again what was said there without a room", () => {
  const rooms = new Rooms();
  const outbox = cutAfter((outbox) => void outbox.send({ type: "say", text: "one" }), rooms);
  rooms.note({ ...WELCOME, room: "dev" }, "ann");
  assertEquals(outbox.resend(), [{ type: "say", room: "lobby", token: "2", text: "one" }]);
});

Deno.test("Outbox keeps what was typed between two connections behind what was on its way", () => {
  const outbox = cutAfter((outbox) => {
    outbox.send({ type: "say", text: "one" });
    assertEquals(outbox.keep([{ type: "say", text: "two" }]), true);
    assertEquals(outbox.keep([{ type: "say", text: "three" }]), true);
    assertEquals(outbox.unanswered.map(({ request }) => request.text), ["one", "two", "three"]);
    assertEquals(outbox.keep(Array(MAX_PENDING - 2).fill({ type: "say", text: "x" })), false);
  });
  assertEquals(outbox.undelivered.map(({ line, isSure }) => [line.request.text, isSure]), [
    ["one", true],
    ["two", true],
    ["three", true],
  ]);
  assertEquals(outbox.resend().map(({ text }) => text), ["one", "two", "three"]);
});

Deno.test("Outbox does not forget what is sent after the person has left", () => {
  const bye: DaemonEvent = {
    kind: "bye",
    reason: { by: "member", code: "quit", known: undefined },
  };
  for (const first of [["one"], []]) {
    const outbox = opened();
    for (const text of first) outbox.send({ type: "say", text });
    outbox.noteLeave();
    outbox.send({ type: "say", text: "late" });
    outbox.note(bye, SHOWN);
    assertEquals(texts(outbox), ["late"]);
  }
});

Deno.test("Outbox knows own lines among what was missed, and says no number while they may be there", () => {
  let welcomes = 1;
  const outbox = new Outbox(new Rooms(), () => welcomes);
  outbox.note(WELCOME, SHOWN);
  outbox.send({ type: "say", text: "one" });
  welcomes = 2;
  // The old connection still has the name.
  outbox.note({ ...WELCOME, you: "guest-3", seq: 4 }, { ...SHOWN, reading: "behind" });
  const missed: Verdict = { ...SHOWN, when: "missed", marks: [{ kind: "begins", count: 2 }] };
  const judged = (from: string, text: string) =>
    outbox.judge({ kind: "message", room: "lobby", seq: 3, from, text }, missed);
  assertEquals(judged("ann", "one").isOwn, true);
  assertEquals(judged("ann", "one").marks, [{ kind: "begins", count: undefined }]);
  assertEquals([judged("bob", "one").isOwn, judged("ann", "two").isOwn], [false, false]);
  outbox.note({ kind: "message", room: "lobby", seq: 3, from: "ann", text: "one" }, missed);
  assertEquals(judged("ann", "one"), { ...missed, isOwn: false });
});
