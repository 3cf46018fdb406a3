import { assertEquals } from "@std/assert";
import type { MissedMark } from "../../../lib/client/connection/catch_up.ts";
import { ClientState, type Verdict } from "../../../lib/client/connection/client_state.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import type { DaemonEvent, RoomEvent } from "../../../lib/wire/json/daemon_event.ts";

/** The commands of a daemon with rooms and history. */
const COMMANDS = ["join", "history"].map((name) => ({ name, params: [], summary: "" }));

/** The welcome of a daemon that counts what is said. */
function welcome(seq: number, said: number, epoch = "e1"): DaemonEvent {
  const who = { room: "lobby", you: "ann", members: ["ann"], commands: COMMANDS };
  return { kind: "welcome", ...who, seq, epoch, said };
}

function entered(seq: number, said: number, epoch = "e1-1"): DaemonEvent {
  return { kind: "entered", room: "dev", members: ["ann"], seq, epoch, said, isPublic: true };
}

function said(seq: number, room = "lobby"): RoomEvent {
  return { kind: "message", room, seq, from: "bob", text: `${seq}` };
}

function joined(seq: number, name = "ann", room = "lobby"): RoomEvent {
  return { kind: "joined", room, seq, name };
}

function left(seq: number, name: string, room = "lobby"): RoomEvent {
  const reason = { by: "daemon", code: "lost", known: undefined } as const;
  return { kind: "left", room, seq, name, reason };
}

function gap(from: number, to: number, room = "lobby"): DaemonEvent {
  return { kind: "gap", room, from, to };
}

function history(events: readonly RoomEvent[], room = "lobby"): DaemonEvent {
  return { kind: "history", room, events, more: false };
}

/** A client that asks for 50 lines of history. */
function begin(...rooms: string[]): ClientState {
  return new ClientState({ name: "ann", isChosen: true }, new Rooms(rooms, false, 50));
}

function noteAll(state: ClientState, ...events: DaemonEvent[]): Verdict[] {
  return events.map((event) => state.note(event));
}

/** The lines about what was missed, and the numbers of the events that are shown after them. */
function shown(state: ClientState, ...events: DaemonEvent[]): (string | number)[] {
  return events.flatMap((event) => {
    const { isShown, marks } = state.note(event);
    const isOfRoom = "seq" in event && event.kind !== "welcome" && event.kind !== "entered" &&
      event.kind !== "crowd";
    const number = isOfRoom ? [event.seq] : [];
    return [...marks.map(nameOf), ...(isShown ? number : [])];
  });
}

function nameOf(mark: MissedMark): string {
  switch (mark.kind) {
    case "begins":
      return `${mark.count} missed`;
    case "gap":
      return "gap";
    case "ends":
      return `now, ${mark.lost} lost`;
    case "untold":
      return `${mark.count} untold${mark.isGone ? ", gone" : ""} in ${mark.room ?? "rooms"}`;
  }
}

Deno.test("the first hello asks for history, and later ones for what was missed", () => {
  const state = begin();
  assertEquals(state.hello, { nick: "ann", history: 50 });
  noteAll(state, welcome(10, 4), joined(11), said(12));
  assertEquals(state.hello, { nick: "ann", resume: { lobby: { seq: 12, epoch: "e1" } } });
});

Deno.test("a client that wants no history asks for none, but reads on where it was", () => {
  const state = new ClientState({ name: "ann", isChosen: true });
  assertEquals(state.hello, { nick: "ann" });
  noteAll(state, welcome(10, 4), joined(11));
  assertEquals(state.hello, { nick: "ann", resume: { lobby: { seq: 11, epoch: "e1" } } });
});

Deno.test("a daemon that does not tell its epoch is asked for nothing that was missed", () => {
  const state = begin();
  noteAll(state, { kind: "welcome", room: "lobby", you: "ann", members: [], seq: 10 }, said(11));
  assertEquals(state.hello, { nick: "ann", history: 50 });
});

Deno.test("each room is read on from its own place, and one that was left is not", () => {
  const state = begin("dev");
  noteAll(state, welcome(10, 4), entered(3, 2), said(4, "dev"), joined(11));
  const { resume } = state.hello;
  assertEquals(resume, { lobby: { seq: 11, epoch: "e1" }, dev: { seq: 4, epoch: "e1-1" } });
  noteAll(state, left(5, "ann", "dev"));
  assertEquals(state.hello.resume, { lobby: { seq: 11, epoch: "e1" } });
});

Deno.test("missed lines are between two marks, with their number, and each is shown once", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11), said(12));
  const missed = [left(13, "ann"), said(14), left(15, "cay"), said(16)];
  assertEquals(shown(state, welcome(16, 7), ...missed, joined(17), said(18)), [
    ...["2 missed", 14, 16],
    ...["now, 0 lost", 18],
  ]);
});

Deno.test("where nothing was said between two connections, nothing is told", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  const others = [left(12, "ann"), joined(13, "bob"), left(14, "bob")];
  assertEquals(shown(state, welcome(14, 4), ...others, joined(15), said(16)), [16]);
});

Deno.test("a topic that was set meanwhile is shown, without a number of messages", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  const topic = { kind: "topic", room: "lobby", seq: 12, from: "bob", text: "x" } as const;
  assertEquals(shown(state, welcome(12, 4), topic, joined(13)), ["0 missed", 12, "now, 0 lost"]);
});

Deno.test("the second return tells what was said since the first", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11), said(12), welcome(14, 7), said(13), said(14));
  noteAll(state, joined(15), said(16));
  assertEquals(shown(state, welcome(18, 9), said(17), left(18, "x"), joined(19)), [
    ...["1 missed", 17],
    "now, 0 lost",
  ]);
});

Deno.test("a return that is cut goes on at the next one, and shows nothing twice", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  assertEquals(shown(state, welcome(20, 10), said(12), said(13)), ["6 missed", 12, 13]);
  assertEquals(state.hello.resume, { lobby: { seq: 13, epoch: "e1" } });
  assertEquals(shown(state, welcome(23, 11), said(13), said(14), left(23, "ann"), joined(24)), [
    ...["5 missed", 14],
    "now, 4 lost",
  ]);
});

Deno.test("what is no longer kept is marked at its place, and counted at the end", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  const back = [welcome(20, 10), gap(12, 18), said(19), said(20), joined(21)];
  assertEquals(shown(state, ...back), ["6 missed", "gap", 19, 20, "now, 4 lost"]);
});

Deno.test("a gap in the middle stands in the middle, and one without messages counts none", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  const back = [welcome(20, 6), said(12), gap(13, 19), said(20), joined(21)];
  assertEquals(shown(state, ...back), ["2 missed", 12, "gap", 20, "now, 0 lost"]);
  assertEquals(state.hello.resume, { lobby: { seq: 21, epoch: "e1" } });
});

Deno.test("if nothing is kept, the number alone is told, and a gap in which nothing was said is not", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  assertEquals(shown(state, welcome(20, 10), gap(12, 20), joined(21)), ["6 untold, gone in lobby"]);
  assertEquals(shown(state, welcome(30, 10), gap(22, 30), joined(31), said(32)), [32]);
});

Deno.test("a daemon that replays nothing leaves the number of what was said", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11), said(12));
  assertEquals(shown(state, welcome(17, 8), joined(18), said(19)), ["3 untold in lobby", 19]);
});

Deno.test("nothing is claimed of another run of the daemon, however its numbers are", () => {
  for (const again of [welcome(0, 0, "e2"), welcome(500, 90, "e2")]) {
    const state = begin();
    noteAll(state, welcome(10, 4), joined(11));
    assertEquals(shown(state, again, gap(12, 500), joined(501), said(502)), [502]);
  }
});

Deno.test("of a room that counts anew, the history is asked for when the client is back", () => {
  const state = begin("dev");
  noteAll(state, welcome(10, 4), entered(3, 2), joined(11), joined(4, "ann", "dev"));
  const [back, dev] = noteAll(state, welcome(5, 3, "e2"), entered(7, 3));
  assertEquals(back?.asks, [{ type: "history", room: "lobby", limit: 50, before: 6 }]);
  assertEquals(dev?.asks, undefined);
  const [page] = noteAll(state, history([said(3), said(5)]));
  assertEquals([page?.isShown, page?.recalled], [true, {
    ...{ events: [said(3), said(5)], isOfEntry: true },
  }]);
});

Deno.test("a daemon without /history is not asked for any", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  const [back] = noteAll(state, { ...welcome(5, 3, "e2"), commands: [] } as DaemonEvent);
  assertEquals(back?.asks, undefined);
});

Deno.test("after skipped lines nothing is claimed of the number, until the next return", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), { kind: "skipped", room: "lobby", count: 3 });
  assertEquals(shown(state, welcome(20, 9), said(15), joined(21)), [
    ...["undefined missed", 15],
    "now, 0 lost",
  ]);
  assertEquals(shown(state, welcome(25, 11), said(22), said(23), joined(26)), [
    ...["2 missed", 22, 23],
    "now, 0 lost",
  ]);
});

Deno.test("the missed lines of several rooms share their marks, in the order of the daemon", () => {
  const state = begin("dev");
  noteAll(state, welcome(10, 4), entered(3, 2), joined(11), joined(4, "ann", "dev"));
  const back = [welcome(13, 5), entered(7, 4), said(5, "dev"), said(12), said(6, "dev")];
  assertEquals(shown(state, ...back, joined(14), said(15), joined(8, "ann", "dev"), said(16)), [
    ...["3 missed", 5, 12, 6],
    ...[15, "now, 0 lost", 16],
  ]);
});

Deno.test("what was missed in several rooms and is not kept is told as one number", () => {
  const state = begin("dev");
  noteAll(state, welcome(10, 4), entered(3, 2), joined(11), joined(4, "ann", "dev"));
  const back = [welcome(13, 5), entered(7, 4), gap(12, 13), gap(5, 7, "dev")];
  assertEquals(shown(state, ...back, joined(14), joined(8, "ann", "dev")), [
    "3 untold, gone in rooms",
  ]);
});

Deno.test("one's own departure of before takes the client out of no room", () => {
  const state = begin("dev");
  noteAll(state, welcome(10, 4), entered(3, 2), joined(11), joined(4, "ann", "dev"));
  noteAll(state, welcome(12, 4), entered(5, 2), left(12, "ann"), left(5, "ann", "dev"));
  assertEquals(state.rooms.all.map(({ name }) => name), ["lobby", "dev"]);
  assertEquals(Object.keys(state.hello.resume ?? {}), ["lobby", "dev"]);
});

Deno.test("a name of before that was changed meanwhile is not one's own", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  noteAll(state, welcome(13, 4), {
    ...{ kind: "renamed", room: "lobby", seq: 13 },
    ...{ from: "ann", to: "imposter" },
  });
  assertEquals([state.you, state.wanted], ["ann", "ann"]);
});

Deno.test("history on entry is shown if there is any, and an empty page if it was asked for", () => {
  const state = begin();
  const isShown = (...events: DaemonEvent[]) => noteAll(state, ...events).at(-1)?.isShown;
  assertEquals(isShown(welcome(10, 4), history([])), false);
  assertEquals(isShown(history([])), true);
  assertEquals(isShown(entered(3, 2), history([said(2, "dev")], "dev")), true);
});

Deno.test("history of a room that is entered again is shown from where it was read", () => {
  const state = begin();
  noteAll(state, welcome(10, 4), joined(11));
  state.rooms.join("dev", "secret");
  noteAll(state, entered(3, 2), history([said(3, "dev")], "dev"), joined(4, "ann", "dev"));
  const events = [said(3, "dev"), said(5, "dev"), said(6, "dev")];
  const verdicts = noteAll(state, welcome(11, 4), entered(7, 5), history(events, "dev"));
  assertEquals(verdicts.at(-1)?.recalled, { events: events.slice(1), isOfEntry: true });
  assertEquals(shown(state, joined(8, "ann", "dev")), ["1 untold in dev"]);
});

Deno.test("a daemon may tell of more rooms than are remembered", () => {
  const state = begin();
  noteAll(state, welcome(10, 4));
  for (let at = 0; at < 250; at++) {
    const room = `r${at}`;
    const [{ isShown } = { isShown: false }] = noteAll(
      state,
      { ...entered(3, 2), room } as DaemonEvent,
      said(4, room),
    ).slice(1);
    assertEquals(isShown, true, room);
  }
  assertEquals(Object.keys(state.hello.resume ?? {}).length <= 21, true);
});
