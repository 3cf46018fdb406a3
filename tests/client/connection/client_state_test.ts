import { assertEquals } from "@std/assert";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { ClientState } from "../../../lib/client/connection/client_state.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";

function welcome(seq: number, you = "ann"): DaemonEvent {
  return { kind: "welcome", room: "lobby", you, members: [you], seq };
}

/** The welcome of a daemon that counts what is said. */
function counting(seq: number, said: number, epoch = "e1"): DaemonEvent {
  return { kind: "welcome", room: "lobby", you: "ann", members: ["ann"], seq, epoch, said };
}

function joined(seq: number, name = "ann"): DaemonEvent {
  return { kind: "joined", room: "lobby", seq, isHistory: false, name };
}

/** How many lines each event says were missed. */
function missed(...events: DaemonEvent[]): number[] {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  return events.map((event) => clientState.note(event).missed);
}

function said(seq: number, isHistory = false): DaemonEvent {
  return { kind: "message", room: "lobby", seq, isHistory, from: "bob", text: "hi" };
}

const SHOWN = { isShown: true, missed: 0 };

Deno.test("ClientState asks for the name it was given, and then for the one it took", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  assertEquals(clientState.wanted, "ann");
  clientState.note(welcome(1, "guest-4"));
  assertEquals([clientState.you, clientState.wanted], ["guest-4", "ann"]);
  clientState.note({
    kind: "renamed",
    room: "lobby",
    from: "guest-4",
    to: "zoe",
    seq: 2,
    isHistory: false,
  });
  assertEquals([clientState.you, clientState.wanted], ["zoe", "zoe"]);
});

Deno.test("a gap on one connection is the daemon's to tell", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  clientState.note(welcome(10));
  assertEquals(clientState.note(said(11)), SHOWN);
  assertEquals(clientState.note(said(20)), SHOWN);
});

Deno.test("what was said between two connections is told once", () => {
  const [before, between] = [[counting(10, 4), joined(11), said(12)], [
    counting(17, 8),
    joined(18),
  ]];
  assertEquals(missed(...before, ...between, said(19)), [0, 0, 0, 0, 3, 0]);
});

Deno.test("arrivals, departures and renames between two connections are no messages", () => {
  // One's own departure, somebody's arrival, and a rename: nothing was said.
  assertEquals(missed(counting(10, 4), joined(11), counting(14, 4), joined(15)), [0, 0, 0, 0]);
});

Deno.test("each reconnect counts from where the last one ended", () => {
  const lives = [counting(10, 4), joined(11), said(12), counting(15, 6), joined(16), said(17)];
  assertEquals(missed(...lives, counting(20, 9), joined(21)), [0, 0, 0, 0, 1, 0, 0, 2]);
});

Deno.test("nothing is claimed of another run of the daemon, however its numbers are", () => {
  for (const again of [counting(0, 0, "e2"), counting(500, 90, "e2"), welcome(500)]) {
    assertEquals(missed(counting(10, 4), joined(11), again, joined(501)), [0, 0, 0, 0]);
  }
});

Deno.test("nothing is claimed of a daemon that does not count", () => {
  assertEquals(missed(welcome(10), said(11), welcome(14), said(15)), [0, 0, 0, 0]);
});

Deno.test("nothing is claimed after lines were skipped, until the next welcome", () => {
  const skipped = { kind: "skipped", room: "lobby", count: 3 } as const;
  assertEquals(missed(counting(10, 4), skipped, counting(20, 9), joined(21)), [0, 0, 0, 0]);
  const lives = [counting(10, 4), skipped, counting(20, 9), joined(21), counting(25, 11)];
  assertEquals(missed(...lives, joined(26)).at(-1), 2);
});

Deno.test("history of another run is new, and shown, though its numbers are smaller", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  clientState.note(counting(100, 50));
  clientState.note(said(101));
  clientState.note(counting(7, 5, "e2"));
  assertEquals(clientState.note(said(6, true)), SHOWN);
});

Deno.test("history that is shown was not missed", () => {
  const lives = [counting(10, 4), said(11), counting(16, 9), said(11, true), said(14, true)];
  assertEquals(missed(...lives, joined(17)), [0, 0, 0, 0, 0, 3]);
});

Deno.test("history that was read before is not shown again, and closes the gap", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  clientState.note(welcome(10));
  clientState.note(said(11));
  clientState.note(welcome(13));
  assertEquals(clientState.note(said(11, true)).isShown, false);
  assertEquals(clientState.note(said(12, true)), SHOWN);
  assertEquals(clientState.note(said(13, true)), SHOWN);
  assertEquals(clientState.note(said(14)), SHOWN);
});

Deno.test("a daemon that counts anew leaves no gap", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  clientState.note(welcome(500));
  clientState.note(welcome(0));
  assertEquals(clientState.note(said(1)), SHOWN);
  assertEquals(clientState.note(said(2)), SHOWN);
});

Deno.test("one's own arrival is known from the greeting", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  clientState.note(welcome(10));
  const joined = { kind: "joined", room: "lobby", seq: 11, isHistory: false } as const;
  assertEquals(clientState.note({ ...joined, name: "ann" }).isShown, false);
  assertEquals(clientState.note({ ...joined, name: "bob", seq: 12 }), SHOWN);
});

Deno.test("a guessed name that cannot be had is neither spoken of nor asked for again", () => {
  const clientState = new ClientState({ name: "root", isChosen: false });
  clientState.note(welcome(10, "guest-1"));
  const notice = {
    kind: "notice",
    code: "name-reserved",
    text: "the name root is reserved",
  } as const;
  assertEquals(clientState.note(notice).isShown, false);
  assertEquals(clientState.note(notice).isShown, true);
  assertEquals(clientState.wanted, undefined);
});

Deno.test("a chosen name that cannot be had is spoken of", () => {
  const clientState = new ClientState({ name: "root", isChosen: true });
  clientState.note(welcome(10, "guest-1"));
  const notice = {
    kind: "notice",
    code: "name-reserved",
    text: "the name root is reserved",
  } as const;
  assertEquals(clientState.note(notice).isShown, true);
  assertEquals(clientState.wanted, "root");
});

Deno.test("the numbers of two rooms do not mix, and what was missed is known of each", () => {
  const state = new ClientState({ name: "ann", isChosen: true });
  const inDev = { room: "dev", members: ["ann"], isPublic: true } as const;
  const saidInDev = (seq: number): DaemonEvent => ({
    ...{ kind: "message", room: "dev", seq, isHistory: false },
    ...{ from: "bob", text: "x" },
  });
  state.note(counting(100, 40));
  state.note({ kind: "entered", ...inDev, seq: 3 });
  assertEquals([state.note(saidInDev(4)), state.note(said(101))], [SHOWN, SHOWN]);
  state.note(counting(110, 45));
  state.note({ kind: "entered", ...inDev, seq: 9 });
  // The daemon counts what is said in the room of the welcome alone.
  assertEquals([state.note(saidInDev(10)).missed, state.note(said(111)).missed], [0, 4]);
});

Deno.test("neither its own question nor where the daemon says what names no room is shown", () => {
  const state = new ClientState({ name: "ann", isChosen: true });
  state.note(welcome(1));
  const isShown = (event: DaemonEvent) => state.note(event).isShown;
  assertEquals(isShown({ kind: "pong", token: "hubbub-entry" }), false);
  assertEquals(isShown({ kind: "pong", token: "mine" }), true);
  assertEquals(isShown({ kind: "notice", code: "speaking", text: "you speak in #dev now" }), false);
});

Deno.test("the hello has the name and the rooms, and nothing that is not wanted", () => {
  assertEquals(new ClientState({ name: undefined, isChosen: false }).hello, {});
  const rooms = new Rooms(["#dev"], true);
  assertEquals(new ClientState({ name: "ann", isChosen: true }, rooms).hello, {
    nick: "ann",
    rooms: ["dev"],
    lobby: false,
  });
});
