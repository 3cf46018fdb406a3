/** @module */
import { assertEquals } from "@std/assert";
import { Asking } from "../../../lib/core/rules/asking.ts";
import type { Detail } from "../../../lib/core/dialect.ts";
import type { Effect } from "../../../lib/core/event.ts";
import type { Context } from "../../../lib/core/context.ts";
import type { Nick } from "../../../lib/core/reading/names.ts";
import type { Notice } from "../../../lib/core/notice.ts";
import { nameOf, NEW_FORMS } from "../../../lib/core/reading/keys.ts";
import { readCommand } from "../../../lib/core/reading/read_command.ts";
import { QUICK_READER } from "../../../lib/core/reading/reader.ts";
import { Desk } from "../../../lib/core/state/desk.ts";
import type { Seat } from "../../../lib/core/state/seat.ts";
import { Ledger } from "../../../lib/core/state/ledger.ts";
import { clientId, LOBBY } from "../../../lib/core/units.ts";
import { SETTINGS } from "../../support/happenings.ts";
import { originOf } from "../../support/origins.ts";

const WALL = 1_700_000_000_000;

/** An asker in a chat with one client, and what follows from what it is asked. */
class Scene {
  readonly context: Context = {
    ledger: new Ledger({ epoch: "e1", remember: 200 }),
    desk: new Desk(),
    settings: SETTINGS,
    effects: [],
    forms: NEW_FORMS,
    at: 5000,
    time: WALL,
    ration: SETTINGS.historyBytes,
  };
  readonly seat: Seat;
  readonly asking: Asking;

  constructor(
    { nick = "ann", detail = "gathered" }: { nick?: string; detail?: Detail } = {},
  ) {
    this.seat = this.enter(1, nick, {
      hearing: { detail, isProgram: detail === "every" },
      origin: originOf({ address: "127.0.0.1:40001", isNamedByAddress: true }),
      enteredAt: 1000,
      awakeAt: 2000,
    });
    this.asking = new Asking(this.context, this.seat);
  }

  /** Puts somebody into the lobby of whom nothing is told. */
  enter(id: number, nick: string, parts: Partial<Seat> = {}): Seat {
    const seat: Seat = {
      client: clientId(id),
      origin: originOf(),
      hearing: { detail: "gathered", isProgram: false },
      room: LOBBY,
      rooms: [LOBBY],
      before: [],
      enteredAt: 0,
      activeAt: 0,
      awakeAt: 0,
      isWarned: false,
      strikes: 0,
      asked: [],
      searchedAt: [],
      ...parts,
    };
    this.context.ledger.enter(seat.client, [nameOf(nick as Nick)]);
    this.context.ledger.join(seat.client, LOBBY);
    this.context.desk.add(seat);
    return seat;
  }

  /** Holds an arrival back, as after somebody came. */
  hold(name: string): void {
    const message = this.context.ledger.stamp({ kind: "joined", name: name as Nick }, LOBBY, {
      time: WALL,
    });
    this.context.desk.announcer(LOBBY).hold(message, this.context.at, []);
  }

  /** What followed since the last time. */
  follows(): Effect[] {
    return this.context.effects.splice(0);
  }

  /** Has a command of the client read and carried out. */
  hear(name: string, input: string | Record<string, unknown>): void {
    const read = readCommand({ kind: "ask", name, input }, QUICK_READER);
    if (read.kind === "refused") this.asking.notice(read.notice);
    else this.asking.carryOut(read);
  }

  /** What follows when the client asks: what is said, without its stamp; notices by themselves. */
  ask(name: string, input: string | Record<string, unknown> = ""): unknown[] {
    this.hear(name, input);
    return this.follows().map((effect) => {
      if (effect.kind === "send" && effect.message.kind === "notice") return effect.message.notice;
      if (effect.kind !== "publish" || effect.message.kind === "crowd") return effect;
      const { seq: _seq, time, room, ...message } = effect.message;
      assertEquals([time, room], [WALL, LOBBY]);
      return message;
    });
  }
}

function badField(command: string, field: string): Notice {
  return { code: "bad-field", why: "argument", command, field };
}

Deno.test("Asking.carryOut() hands a typed argument on, trimmed for commands and as it is for say", () => {
  const scene = new Scene();
  assertEquals(scene.ask("me", "  waves \t"), [
    { kind: "action", from: "ann" as Nick, text: "waves" },
  ]);
  assertEquals(scene.ask("say", "  hello "), [
    { kind: "message", from: "ann" as Nick, text: "  hello " },
  ]);
});

Deno.test("Asking.carryOut() hands a field on as it is", () => {
  const scene = new Scene();
  const fields = { type: "me", text: " waves ", extra: { unknown: 1 } };
  assertEquals(scene.ask("me", fields), [
    { kind: "action", from: "ann" as Nick, text: " waves " },
  ]);
});

Deno.test("Asking.carryOut() lets nothing through that may not reach a screen", () => {
  const scene = new Scene();
  const text = "a\x1b[2Jb\u202ec\x07";
  const safe = { kind: "message", from: "ann" as Nick, text: "a\ufffd[2Jb\ufffdc\ufffd" };
  assertEquals(scene.ask("say", text), [safe]);
  assertEquals(scene.ask("say", { text }), [safe]);
  assertEquals(scene.ask("\x1b[2J"), [{ code: "unknown-command", name: "\ufffd[2J" }]);
  assertEquals(scene.ask("\x1b", {}), [{ code: "unknown-type", name: "\ufffd" }]);
  const reason = { by: "member", code: "quit", text: "a\ufffd[2Jb\ufffdc\ufffd" };
  assertEquals(scene.ask("quit", text).slice(0, 3), [
    { kind: "part", client: clientId(1), room: LOBBY },
    { kind: "send", to: clientId(1), message: { kind: "bye", reason } },
    { kind: "drop", client: clientId(1), reason },
  ]);
});

Deno.test("Asking.carryOut() tells how to use a command without its argument", () => {
  const scene = new Scene();
  assertEquals(scene.ask("nick"), [{ code: "usage", usage: "/nick NAME" }]);
  assertEquals(scene.ask("nick", " \t "), [{ code: "usage", usage: "/nick NAME" }]);
  assertEquals(scene.ask("me"), [{ code: "usage", usage: "/me TEXT" }]);
  assertEquals(scene.ask("nick", {}), [badField("nick", "nick")]);
  assertEquals(scene.ask("say", {}), [badField("say", "text")]);
});

Deno.test("Asking.carryOut() refuses a field that is no string, also where it is optional", () => {
  const scene = new Scene();
  for (const bad of [7, true, null, ["a"], { a: 1 }]) {
    assertEquals(scene.ask("say", { text: bad }), [badField("say", "text")]);
    assertEquals(scene.ask("ping", { token: bad }), [badField("ping", "token")]);
    assertEquals(scene.ask("quit", { reason: bad }), [badField("quit", "reason")]);
  }
});

Deno.test("Asking.carryOut() reads own fields only", () => {
  const scene = new Scene();
  const inherited: Record<string, unknown> = Object.create({ text: "ghost" });
  assertEquals(scene.ask("say", inherited), [badField("say", "text")]);
  assertEquals(scene.ask("toString", {}), [{ code: "unknown-type", name: "toString" }]);
  assertEquals(scene.ask("__proto__"), [{ code: "unknown-command", name: "__proto__" }]);
});

Deno.test("Asking.answer() brings out what is held for people, and not for programs", () => {
  const pong = { kind: "pong", token: "t" } as const;
  const person = new Scene();
  person.hold("bob");
  person.asking.answer(pong);
  assertEquals(person.follows().map(({ kind }) => kind), ["publish", "send"]);
  const program = new Scene({ detail: "every" });
  program.hold("bob");
  program.asking.answer(pong);
  assertEquals(program.follows(), [{ kind: "send", to: clientId(1), message: pong }]);
});

Deno.test("Asking.rename() gives a name that can be had and tells everybody", () => {
  const scene = new Scene();
  assertEquals(scene.ask("nick", "Duke"), [
    { kind: "renamed", from: "ann" as Nick, to: "Duke" as Nick },
  ]);
  assertEquals<string>(scene.asking.client.nick, "Duke");
});

Deno.test("Asking.rename() says why not and changes nothing", () => {
  const scene = new Scene();
  scene.enter(2, "bob");
  assertEquals(scene.ask("nick", "ann"), [{ code: "name-unchanged", name: "ann" }]);
  assertEquals(scene.ask("nick", "root"), [{ code: "name-reserved", name: "root" }]);
  assertEquals(scene.ask("nick", "bob"), [{ code: "name-taken", why: "same", name: "bob" }]);
  assertEquals<string>(scene.asking.client.nick, "ann");
});

Deno.test("Asking.members() lists the first by order of entry, addresses only where shown", () => {
  const scene = new Scene();
  const origin = originOf({ address: "192.0.2.7:1" });
  scene.enter(2, "bob", { origin, enteredAt: 4000, awakeAt: 4500 });
  assertEquals(scene.asking.members(LOBBY, 2), [
    {
      name: "ann" as Nick,
      id: clientId(1),
      here: 4000,
      idle: 3000,
      address: "127.0.0.1:40001",
    },
    { name: "bob" as Nick, id: clientId(2), here: 1000, idle: 500, address: undefined },
  ]);
  assertEquals(scene.asking.members(LOBBY, 1).map(({ name }) => name), ["ann" as Nick]);
  assertEquals(scene.asking.populationOf(LOBBY), 2);
});

Deno.test("Asking.rename() knows one's own name, also one that nobody could choose", () => {
  const scene = new Scene({ nick: "127.0.0.1:40001" });
  assertEquals(scene.ask("nick", "127.0.0.1:40001"), [{
    code: "name-unchanged",
    name: "127.0.0.1:40001",
  }]);
});

Deno.test("Asking.speak() tells what came before in the language that held before", () => {
  const scene = new Scene();
  scene.hold("bob");
  scene.hear("lang", "zh");
  const [held, spoken] = scene.follows();
  assertEquals(held?.kind, "publish");
  assertEquals(spoken, {
    kind: "speak",
    client: clientId(1),
    dialect: { kind: "text", language: "zh" },
  });
});
