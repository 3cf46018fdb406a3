import { assertEquals } from "@std/assert";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { ClientState } from "../../../lib/client/connection/client_state.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";

function welcome(seq: number, you = "ann"): DaemonEvent {
  return { kind: "welcome", room: "lobby", you, members: [you], seq };
}

function said(seq: number): DaemonEvent {
  return { kind: "message", room: "lobby", seq, from: "bob", text: "hi" };
}

const SHOWN = { isShown: true, when: "now", marks: [] } as const;

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
  });
  assertEquals([clientState.you, clientState.wanted], ["zoe", "zoe"]);
});

Deno.test("a gap on one connection is the daemon's to tell", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  clientState.note(welcome(10));
  assertEquals(clientState.note(said(11)), SHOWN);
  assertEquals(clientState.note(said(20)), SHOWN);
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
  const joined = { kind: "joined", room: "lobby", seq: 11 } as const;
  assertEquals(clientState.note({ ...joined, name: "ann" }).isShown, false);
  assertEquals(clientState.note({ ...joined, name: "bob", seq: 12 }), SHOWN);
});

Deno.test("a login name that cannot be had is explained once, and not asked for again", () => {
  const clientState = new ClientState({ name: "root", isChosen: false });
  clientState.note(welcome(10, "guest-1"));
  const notice = {
    kind: "notice",
    code: "name-reserved",
    text: "the name root is reserved",
  } as const;
  const explained = clientState.note(notice);
  assertEquals([explained.isShown, explained.isLoginNameRefused], [false, true]);
  const answer = clientState.note(notice);
  assertEquals([answer.isShown, answer.isLoginNameRefused], [true, undefined]);
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

Deno.test("ClientState asks the next question of a person when the one before is answered or refused", () => {
  const state = new ClientState({ name: "ann", isChosen: true });
  state.questions.ask("/search x", "lobby");
  assertEquals(state.questions.ask("/history", "lobby"), []);
  assertEquals(state.questions.ask("/history 3", "lobby"), []);
  const refusal = state.note({
    ...{ kind: "notice", code: "search-limit", text: "", parts: {} },
  } as DaemonEvent);
  assertEquals(refusal.asks, [{ type: "history", room: "lobby", limit: 20 }]);
  const page = state.note({ kind: "history", room: "lobby", events: [], more: false });
  assertEquals(page.asks, [{ type: "history", room: "lobby", limit: 3 }]);
});

Deno.test("a name is asked for once when its holder leaves several rooms, and again after a refusal", () => {
  const clientState = new ClientState({ name: "ann", isChosen: true });
  clientState.note(welcome(10, "guest-1"));
  const reason = { by: "daemon", code: "node-lost", known: undefined } as const;
  const left = (room: string): DaemonEvent => ({ kind: "left", room, name: "ann", seq: 1, reason });
  const request = { type: "nick", nick: "ann" } as const;
  assertEquals(clientState.reclaim(left("lobby")), request);
  assertEquals(clientState.reclaim(left("dev")), undefined);
  clientState.note({ kind: "notice", code: "name-taken", text: "the name ann is taken" });
  assertEquals(clientState.reclaim(left("lobby")), request);
  clientState.note(welcome(20, "guest-2"));
  assertEquals(clientState.reclaim(left("lobby")), request);
});
