/**
 * Whatever happens to the connection and to the daemon: what the talks show is what was said, each once; what
 * the user has typed is said once, or is still there.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { Model } from "../../lib/page/model/model.ts";
import type { Outcome } from "../../lib/page/model/change.ts";
import type { Line } from "../../lib/page/model/line.ts";
import { type DaemonConnection, type Said, ScriptedDaemon } from "./scripted_daemon.ts";

const ROOMS = ["lobby", "dev"];
/** More than all runs say. */
const MUCH = 1000;

type Step =
  | { readonly do: "says" | "types" | "earlier"; readonly room: string }
  | { readonly do: "hears" | "reads" | "cut"; readonly count: number }
  | { readonly do: "connects" | "drops" | "pretends" | "skips" | "restarts" | "reloads" };

/** A page and a daemon, and what is on the way between them. */
class Run {
  readonly daemon: ScriptedDaemon;
  readonly typed: string[] = [];
  model: Model;
  connection: DaemonConnection | undefined;
  #texts = 0;

  constructor(memory: number) {
    this.daemon = new ScriptedDaemon(memory);
    this.model = new Model({ nick: "ann", language: "en", rooms: ["dev"] });
    this.#connect();
  }

  step(step: Step): void {
    switch (step.do) {
      case "says":
        return this.daemon.say("bob", step.room, `b${++this.#texts}`);
      case "types": {
        const talk = this.#talk(step.room);
        if (talk === undefined) return;
        const text = `p${++this.#texts}`;
        this.typed.push(text);
        const box = talk.draft === "" ? text : `${talk.draft}\n${text}`;
        return this.#take(this.model.act({ kind: "enter", talk: talk.id, text: box }, 0));
      }
      case "earlier":
        return this.#take(this.model.act({ kind: "earlier", talk: `#${step.room}` }, 0));
      case "hears":
        return this.#hear(step.count);
      case "reads":
        return this.#read(step.count);
      case "cut":
        return this.#cut(step.count);
      case "connects":
        if (this.connection === undefined) this.#connect();
        return;
      case "drops":
        return this.#drop();
      case "pretends":
        return this.daemon.pretend("ann", `x${++this.#texts}`);
      case "skips":
        if (this.connection !== undefined) this.daemon.skip(this.connection);
        return;
      case "restarts":
        this.#cut(0);
        this.daemon.restart();
        return;
      case "reloads":
        this.#cut(0);
        this.model = new Model({
          nick: "ann",
          language: "en",
          rooms: ["dev"],
          kept: this.model.kept(),
        });
        return;
    }
  }

  /** Everything that is on its way arrives, and all old connections end. */
  settle(): void {
    if (this.connection === undefined) this.#connect();
    const { connection, daemon } = this;
    let rounds = 0;
    do {
      this.#read(MUCH);
      this.#drop();
      this.#hear(MUCH);
      rounds += 1;
      assert(rounds < MUCH, "it never settles");
    } while (daemon.connections.size > 1 || connection?.unread.length !== 0);
  }

  /** The texts of the user that are before its eyes: on their way, or in a box. */
  get before(): string[] {
    return this.model.talks.flatMap(({ pending, draft }) => [
      ...pending.map(({ text }) => text),
      ...draft.split("\n").filter((line) => line !== ""),
    ]);
  }

  #connect(): void {
    const connection = this.daemon.connect(this.model.hello());
    this.connection = connection;
    this.#take(this.model.linked({ kind: "connecting" }));
  }

  #hear(count: number): void {
    for (let each = 0; each < count; each += 1) {
      const object = this.connection?.unheard.shift();
      if (object === undefined) return;
      // As the link does.
      if (object.type === "welcome") this.#take(this.model.linked({ kind: "open", host: "" }));
      this.#take(this.model.apply(object, 0));
    }
  }

  #read(count: number): void {
    for (const connection of [...this.daemon.connections]) {
      for (let each = 0; each < count && this.daemon.read(connection); each += 1);
    }
  }

  /** The connection breaks; so many of the objects on the way to the daemon arrive all the same. */
  #cut(count: number): void {
    this.connection?.unread.splice(count);
    this.connection = undefined;
    this.#take(this.model.linked({ kind: "waiting", until: 0, reason: "" }));
  }

  #drop(): void {
    const gone = [...this.daemon.connections].find((each) => each !== this.connection);
    if (gone === undefined) return;
    while (this.daemon.read(gone));
    this.daemon.drop(gone);
  }

  #talk(room: string) {
    return this.model.talks.find(({ name }) => name === room);
  }

  #take({ send }: Outcome): void {
    this.connection?.unread.push(...send);
  }
}

const room = fc.constantFrom(...ROOMS);
const count = fc.nat({ max: 6 });
const calm = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("says" as const), room }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("types" as const), room }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("earlier" as const), room }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("hears" as const), count }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("reads" as const), count }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cut" as const), count }) },
  { weight: 4, arbitrary: fc.constant({ do: "connects" as const }) },
  { weight: 3, arbitrary: fc.constant({ do: "drops" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "pretends" as const }) },
);
const wild = fc.oneof(
  { weight: 20, arbitrary: calm },
  { weight: 1, arbitrary: fc.constant({ do: "skips" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "restarts" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "reloads" as const }) },
);

Deno.test("over losses alone, talks show all that was said, and all that was typed is said once", () => {
  fc.assert(
    fc.property(fc.array(calm, { maxLength: 60, size: "max" }), (steps) => {
      const run = new Run(MUCH);
      for (const step of steps) run.step(step);
      run.settle();
      for (const name of ROOMS) {
        const talk = run.model.talks.find((each) => each.name === name);
        assertEquals(
          talk?.lines.filter(isMessage).map(({ text }) => text),
          run.daemon.said.filter(({ room }) => room === name).map(({ text }) => text),
        );
      }
      assertEquals(run.before, []);
      assertEquals(
        run.daemon.said.map(({ text }) => text).filter((text) => text.startsWith("p")).sort(),
        run.typed.toSorted(),
      );
    }),
    { numRuns: 500 },
  );
});

Deno.test("over restarts, reloads, skips and a short memory, nothing is shown twice or typed for nothing", () => {
  fc.assert(
    fc.property(
      fc.array(wild, { maxLength: 80, size: "max" }),
      fc.integer({ min: 4, max: 20 }),
      check,
    ),
    {
      numRuns: 500,
    },
  );
});

function check(steps: readonly Step[], memory: number): void {
  const run = new Run(memory);
  for (const step of steps) run.step(step);
  run.settle();
  for (const name of ROOMS) checkTalk(run, name);
  const said = run.daemon.said.map(({ text }) => text);
  assertEquals(said.length, new Set(said).size, "said twice");
  const before = run.before;
  for (const text of run.typed) {
    assert(said.includes(text) || before.includes(text), `${text} is lost`);
  }
}

/** The lines of a talk are what was said, in its order, each once. */
function checkTalk(run: Run, name: string): void {
  const talk = run.model.talks.find((each) => each.name === name);
  const shown = talk?.lines.filter(isMessage) ?? [];
  const texts = shown.map(({ text }) => text);
  assertEquals(texts.length, new Set(texts).size, "shown twice");
  const places = texts.map((text) => run.daemon.said.findIndex((said) => said.text === text));
  assertEquals(places, places.toSorted((a, b) => a - b), "shown in another order");
  for (const [index, place] of places.entries()) {
    const { room, seq, from } = run.daemon.said[place] as Said;
    assertEquals([room, seq, from], [name, shown[index]?.seq, shown[index]?.from]);
  }
}

function isMessage(line: Line): line is Line & { kind: "message" } {
  return line.kind === "message";
}
