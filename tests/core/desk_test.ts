/** @module */
import { assertEquals } from "@std/assert";
import type { Client } from "../../lib/core/client.ts";
import { CommandDesk } from "../../lib/core/desk.ts";
import type { Effect } from "../../lib/core/event.ts";
import type { LeaveReason, Unstamped } from "../../lib/core/message.ts";
import type { Nick } from "../../lib/core/names.ts";
import type { NickProblem, Notice } from "../../lib/core/notice.ts";
import { Room } from "../../lib/core/room.ts";
import { clientId, LOBBY } from "../../lib/core/units.ts";

/** A desk, and all that was done with it, in order. */
class Scene {
  readonly client: Client = {
    id: clientId(1),
    origin: { address: "127.0.0.1:40001", isNamedByAddress: true },
    nick: "ann" as Nick,
    audience: "people",
    room: LOBBY,
    enteredAt: 1000,
    activeAt: 2000,
    isWarned: false,
    strikes: 0,
  };
  readonly done: (Effect | Unstamped | LeaveReason | "release")[] = [];
  readonly room = new Room(LOBBY);
  readonly desk: CommandDesk;
  problem: NickProblem | undefined;

  constructor() {
    this.room.members.add(this.client);
    this.desk = new CommandDesk(
      {
        room: this.room,
        emit: (effect) => this.done.push(effect),
        publish: (message) => this.done.push(message),
        claim: () => this.problem,
        release: () => this.done.push("release"),
        leave: (_, reason) => this.done.push(reason),
      },
      this.client,
      5000,
    );
  }

  /** What follows when the client asks: a notice by itself, all else as it is. */
  ask(name: string, input: string | Record<string, unknown> = ""): unknown[] {
    this.done.length = 0;
    this.desk.ask(name, input);
    return this.done.filter((step) => step !== "release").map((step) => {
      const isSend = typeof step === "object" && "kind" in step && step.kind === "send";
      if (!isSend || step.message.kind !== "notice") return step;
      return step.message.notice;
    });
  }
}

function badField(command: string, field: string): Notice {
  return { code: "bad-field", why: "argument", command, field };
}

Deno.test("CommandDesk.ask() hands a typed argument on, trimmed for commands and as it is for say", () => {
  const scene = new Scene();
  assertEquals(scene.ask("me", "  waves \t"), [
    { kind: "action", from: "ann" as Nick, text: "waves" },
  ]);
  assertEquals(scene.ask("say", "  hello "), [
    { kind: "message", from: "ann" as Nick, text: "  hello " },
  ]);
});

Deno.test("CommandDesk.ask() hands a field on as it is", () => {
  const scene = new Scene();
  const fields = { type: "me", text: " waves ", extra: { unknown: 1 } };
  assertEquals(scene.ask("me", fields), [
    { kind: "action", from: "ann" as Nick, text: " waves " },
  ]);
});

Deno.test("CommandDesk.ask() lets nothing through that may not reach a screen", () => {
  const scene = new Scene();
  const text = "a\x1b[2Jb\u202ec\x07";
  const safe = { kind: "message", from: "ann" as Nick, text: "a\ufffd[2Jb\ufffdc\ufffd" };
  assertEquals(scene.ask("say", text), [safe]);
  assertEquals(scene.ask("say", { text }), [safe]);
  assertEquals(scene.ask("quit", text), [
    { by: "member", code: "quit", text: "a\ufffd[2Jb\ufffdc\ufffd" },
  ]);
  assertEquals(scene.ask("\x1b[2J"), [{ code: "unknown-command", name: "\ufffd[2J" }]);
  assertEquals(scene.ask("\x1b", {}), [{ code: "unknown-type", name: "\ufffd" }]);
});

Deno.test("CommandDesk.ask() tells how to use a command without its argument", () => {
  const scene = new Scene();
  assertEquals(scene.ask("nick"), [{ code: "usage", usage: "/nick NAME" }]);
  assertEquals(scene.ask("nick", " \t "), [{ code: "usage", usage: "/nick NAME" }]);
  assertEquals(scene.ask("me"), [{ code: "usage", usage: "/me TEXT" }]);
  assertEquals(scene.ask("nick", {}), [badField("nick", "nick")]);
  assertEquals(scene.ask("say", {}), [badField("say", "text")]);
});

Deno.test("CommandDesk.ask() refuses a field that is no string, also where it is optional", () => {
  const scene = new Scene();
  for (const bad of [7, true, null, ["a"], { a: 1 }]) {
    assertEquals(scene.ask("say", { text: bad }), [badField("say", "text")]);
    assertEquals(scene.ask("ping", { token: bad }), [badField("ping", "token")]);
    assertEquals(scene.ask("quit", { reason: bad }), [badField("quit", "reason")]);
  }
});

Deno.test("CommandDesk.ask() reads own fields only", () => {
  const scene = new Scene();
  const inherited: Record<string, unknown> = Object.create({ text: "ghost" });
  assertEquals(scene.ask("say", inherited), [badField("say", "text")]);
  assertEquals(scene.ask("toString", {}), [{ code: "unknown-type", name: "toString" }]);
  assertEquals(scene.ask("__proto__"), [{ code: "unknown-command", name: "__proto__" }]);
});

Deno.test("CommandDesk.answer() brings out what is held for people, and not for programs", () => {
  const scene = new Scene();
  const pong = { kind: "pong", token: "t" } as const;
  scene.desk.answer(pong);
  assertEquals(scene.done, ["release", { kind: "send", to: clientId(1), message: pong }]);
  scene.client.audience = "programs";
  scene.done.length = 0;
  scene.desk.answer(pong);
  assertEquals(scene.done, [{ kind: "send", to: clientId(1), message: pong }]);
});

Deno.test("CommandDesk.rename() gives a name that can be had and tells everybody", () => {
  const scene = new Scene();
  assertEquals(scene.ask("nick", "Duke"), [
    { kind: "renamed", from: "ann" as Nick, to: "Duke" as Nick },
  ]);
  assertEquals<string>(scene.client.nick, "Duke");
});

Deno.test("CommandDesk.rename() says why not and changes nothing", () => {
  const scene = new Scene();
  assertEquals(scene.ask("nick", "ann"), [{ code: "name-unchanged", name: "ann" }]);
  assertEquals(scene.ask("nick", "root"), [{ code: "name-reserved", name: "root" }]);
  scene.problem = { code: "name-taken", why: "same", name: "bob" };
  assertEquals(scene.ask("nick", "bob"), [scene.problem]);
  assertEquals<string>(scene.client.nick, "ann");
});

Deno.test("CommandDesk.members() lists everybody by order of entry, addresses only where shown", () => {
  const scene = new Scene();
  scene.room.members.add({
    ...scene.client,
    id: clientId(2),
    nick: "bob" as Nick,
    origin: { address: "192.0.2.7:1", isNamedByAddress: false },
    enteredAt: 4000,
    activeAt: 4500,
  });
  assertEquals(scene.desk.members(), [
    {
      name: "ann" as Nick,
      id: clientId(1),
      here: 4000,
      idle: 3000,
      address: "127.0.0.1:40001",
    },
    { name: "bob" as Nick, id: clientId(2), here: 1000, idle: 500, address: undefined },
  ]);
});

Deno.test("CommandDesk.rename() knows one's own name, also one that nobody could choose", () => {
  const scene = new Scene();
  scene.client.nick = "127.0.0.1:40001" as Nick;
  assertEquals(scene.ask("nick", "127.0.0.1:40001"), [{
    code: "name-unchanged",
    name: "127.0.0.1:40001",
  }]);
});

Deno.test("CommandDesk.speak() tells what came before in the language that held before", () => {
  const scene = new Scene();
  scene.ask("lang", "zh");
  assertEquals(scene.done.slice(0, 2), ["release", {
    kind: "address",
    client: clientId(1),
    audience: "people",
    language: "zh",
  }]);
});
