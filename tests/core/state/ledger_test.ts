/** @module */
import { assertEquals, assertThrows } from "@std/assert";
import type { Nick } from "../../../lib/core/reading/names.ts";
import { OPEN } from "../../../lib/core/state/access.ts";
import { Ledger } from "../../../lib/core/state/ledger.ts";
import type { Title } from "../../../lib/core/state/room.ts";
import type { Name } from "../../../lib/core/state/taken_names.ts";
import { clientId, LOBBY, type RoomName } from "../../../lib/core/units.ts";

/** A name that is compared by these strings; the ledger knows no others. */
function name(nick: string, fold: string = nick, skeleton: string = fold): Name {
  return { nick: nick as Nick, fold, skeleton };
}

const SETTINGS = { epoch: "e1", remember: 200 };
const [ANN, BOB, CAY] = [clientId(1), clientId(2), clientId(3)];

function ledgerOf(...names: string[]): Ledger {
  const ledger = new Ledger(SETTINGS);
  for (const [index, each] of names.entries()) {
    ledger.enter(clientId(index + 1), [name(each)]);
    ledger.join(clientId(index + 1), LOBBY);
  }
  return ledger;
}

Deno.test("Ledger.stamp() counts up by one from 1 and says when and where", () => {
  const ledger = ledgerOf("ann");
  const nick = "ann" as Nick;
  assertEquals(ledger.room(LOBBY).seq, 0);
  assertEquals(ledger.stamp({ kind: "joined", name: nick }, LOBBY, { time: 1000 }), {
    kind: "joined",
    seq: 1,
    time: 1000,
    room: LOBBY,
    name: nick,
  });
  assertEquals(ledger.stamp({ kind: "message", from: nick, text: "hi" }, LOBBY, { time: 500 }), {
    kind: "message",
    seq: 2,
    time: 500,
    room: LOBBY,
    from: nick,
    text: "hi",
  });
  assertEquals(ledger.room(LOBBY).seq, 2);
});

Deno.test("Ledger.names() gives the first names by order of entry, no more than asked for", () => {
  const ledger = ledgerOf("zoe", "ann", "bob");
  assertEquals<string[]>(ledger.names(LOBBY, 2), ["zoe", "ann"]);
  assertEquals<string[]>(ledger.names(LOBBY, 3), ["zoe", "ann", "bob"]);
  assertEquals<string[]>(ledger.names(LOBBY, Infinity), ["zoe", "ann", "bob"]);
  ledger.rename(clientId(1), name("Zoë"));
  assertEquals<string[]>(ledger.names(LOBBY, 1), ["Zoë"]);
  ledger.part(clientId(1), LOBBY);
  assertEquals<string[]>(ledger.names(LOBBY, 5), ["ann", "bob"]);
});

Deno.test("Ledger.enter() takes the first name that can be had, and says why it was not the first", () => {
  const ledger = ledgerOf("ann");
  const problem = ledger.enter(BOB, [name("ANN", "ann"), name("Ann", "ann"), name("guest-2")]);
  assertEquals(problem, { code: "name-taken", why: "same", name: "ANN" });
  assertEquals<string>(ledger.nickOf(BOB), "guest-2");
  assertEquals(ledger.enter(CAY, [name("cay")]), undefined);
  assertThrows(() => ledger.enter(clientId(4), [name("ann")]), Error, "No name can be had");
});

Deno.test("Ledger compares the strings that it is given, and no others", () => {
  const ledger = ledgerOf("ann");
  assertEquals(ledger.enter(BOB, [name("ann", "another fold", "another skeleton")]), undefined);
  assertEquals(ledger.enter(CAY, [name("x", "x", "ann"), name("cay")]), {
    code: "name-taken",
    why: "look-alike",
    name: "x",
    like: "ann",
  });
});

Deno.test("Ledger.problemWith() says why a name cannot be had, and rename() throws then", () => {
  const ledger = ledgerOf("ann", "bob");
  assertEquals(ledger.problemWith(name("Ann", "ann"), ANN), undefined);
  assertEquals(ledger.problemWith(name("Ann", "ann"), BOB)?.code, "name-taken");
  assertThrows(() => ledger.rename(BOB, name("Ann", "ann")), Error, "Ann cannot be had");
  assertEquals<string>(ledger.nickOf(BOB), "bob");
});

Deno.test("Ledger counts what was said, and not who came, went or took another name", () => {
  const ledger = ledgerOf("ann");
  const nick = "ann" as Nick;
  ledger.stamp({ kind: "joined", name: nick }, LOBBY, { time: 0 });
  ledger.stamp({ kind: "message", from: nick, text: "hi" }, LOBBY, { time: 0 });
  ledger.stamp({ kind: "action", from: nick, text: "waves" }, LOBBY, { time: 0 });
  ledger.stamp({ kind: "renamed", from: nick, to: nick }, LOBBY, { time: 0 });
  const { seq, said } = ledger.room(LOBBY);
  assertEquals([seq, said], [4, 2]);
});

Deno.test("Ledger.leave() makes the name free", () => {
  const ledger = ledgerOf("ann");
  ledger.part(ANN, LOBBY);
  ledger.leave(ANN);
  assertThrows(() => ledger.nickOf(ANN), Error, "client 1");
  assertEquals(ledger.enter(BOB, [name("ann")]), undefined);
});

Deno.test("Ledger throws for a room that does not exist", () => {
  assertThrows(() => new Ledger(SETTINGS).room("dev" as RoomName), Error, "no room dev");
});

Deno.test("Ledger.snapshot() is all that there is, and shares nothing", () => {
  const ledger = ledgerOf("ann", "bob");
  ledger.stamp({ kind: "joined", name: "ann" as Nick }, LOBBY, { time: 0 });
  const data = structuredClone(ledger.snapshot());
  const twin = new Ledger(SETTINGS, data);
  assertEquals(twin.snapshot(), ledger.snapshot());
  ledger.part(ANN, LOBBY);
  ledger.leave(ANN);
  ledger.stamp({ kind: "joined", name: "ann" as Nick }, LOBBY, { time: 0 });
  assertEquals(twin.snapshot(), data);
});

/** The title of a room whose name is compared by these strings. */
function title(room: string, fold: string = room, skeleton: string = fold): Title {
  return { room: room as RoomName, fold, skeleton };
}

Deno.test("Ledger.find() finds a room by the fold that it was made with", () => {
  const ledger = ledgerOf("ann");
  const dev = ledger.make(title("Dev", "dev"));
  assertEquals(ledger.find("dev"), dev);
  assertEquals(ledger.find("Dev"), undefined);
  assertEquals(ledger.find("lobby")?.name, LOBBY);
  assertEquals(Array.from(ledger.rooms(), ({ name }) => name as string), ["lobby", "Dev"]);
  assertEquals(ledger.roomCount, 2);
});

Deno.test("Ledger.make() makes no room whose name is taken, or looks like one that is", () => {
  const ledger = ledgerOf("ann");
  ledger.make(title("dev", "dev", "skeleton"));
  for (const other of [title("Dev", "dev"), title("x", "x", "skeleton"), title("lobby")]) {
    assertEquals(ledger.isRoomTaken(other), true);
    assertThrows(() => ledger.make(other), Error, "cannot be made");
  }
  assertEquals(ledger.roomCount, 2);
});

Deno.test("Ledger.closeIfEmpty() removes a room without members, and never the lobby", () => {
  const ledger = ledgerOf("ann");
  const { name } = ledger.make(title("dev"));
  ledger.join(ANN, name);
  assertEquals(ledger.closeIfEmpty(name), false);
  ledger.part(ANN, name);
  assertEquals(ledger.closeIfEmpty(name), true);
  assertEquals(ledger.find("dev"), undefined);
  assertEquals(ledger.isRoomTaken(title("dev")), false);
  ledger.part(ANN, LOBBY);
  assertEquals(ledger.closeIfEmpty(LOBBY), false);
  assertEquals(ledger.find("lobby")?.members.size, 0);
});

Deno.test("Ledger counts in each room by itself", () => {
  const ledger = ledgerOf("ann");
  const { name } = ledger.make(title("dev"));
  const message = { kind: "message", from: "ann" as Nick, text: "hi" } as const;
  assertEquals(ledger.stamp(message, name, { time: 0 }).seq, 1);
  assertEquals(ledger.stamp(message, name, { time: 0 }).seq, 2);
  assertEquals(ledger.stamp(message, LOBBY, { time: 0 }).seq, 1);
});

Deno.test("Ledger.snapshot() has the rooms as they are, by order of making", () => {
  const ledger = ledgerOf("ann");
  const { name } = ledger.make(title("Dev", "dev", "skeleton"));
  ledger.join(ANN, name);
  ledger.setTopic(name, "parsers");
  ledger.setAccess(name, { ...OPEN, isPrivate: true });
  const twin = new Ledger(SETTINGS, structuredClone(ledger.snapshot()));
  assertEquals(twin.find("dev")?.topic, "parsers");
  assertEquals(twin.find("dev")?.access.isPrivate, true);
  assertEquals(twin.isRoomTaken(title("x", "x", "skeleton")), true);
  assertEquals(twin.snapshot(), ledger.snapshot());
  ledger.part(ANN, name);
  assertEquals(twin.room(name).members.size, 1);
});
