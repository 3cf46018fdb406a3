/**
 * Random rooms, joins, parts, dialects, private lines and slow readers: each client's bytes are
 * exactly what a slow and simple model says.
 *
 * @module
 */
import { assertEquals, fail } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Message } from "../../lib/core/message.ts";
import type { RoomName } from "../../lib/core/units.ts";
import type { Detail, Dialect } from "../../lib/core/dialect.ts";
import type { Codec } from "../../lib/wire/codec.ts";
import { OutboundScene, type Receiver, roomLine } from "../support/outbound_scene.ts";
import { hasSettled } from "../support/scripted_sink.ts";
import { PROGRAM_DIALECT } from "../support/happenings.ts";

type Step =
  | { readonly kind: "turn" }
  | { readonly kind: "say"; readonly room: string; readonly except: readonly number[] }
  | { readonly kind: "tell" | "address"; readonly who: number }
  | { readonly kind: "join" | "part"; readonly who: number; readonly room: string }
  | { readonly kind: "take"; readonly who: number; readonly share: number }
  | { readonly kind: "wait"; readonly millis: number };

/** Clients 1 to 3 have room for everything, clients 4 and 5 for a few lines only. */
const HEALTHY = [1, 2, 3];
const SLOW = [4, 5];
const EVERYBODY = [...HEALTHY, ...SLOW];
const LIMITS = { skipAbove: 1e9, dropAt: 1e9 };
const SLOW_LIMITS = { skipAbove: 50, dropAt: 1e9 };
const ROOMS = ["lobby", "dev", "ops"];

/** A dialect that says of each line what the model must know. */
function codecOf(name: string, detail: Detail): Codec {
  const encode = (message: Message): string => {
    switch (message.kind) {
      case "message":
        return `${name} ${message.room} ${message.text}\n`;
      case "pong":
        return `${name} - ${message.token}\n`;
      case "skipped":
        return `${name} ${message.room} skipped ${message.count}\n`;
      default:
        return "";
    }
  };
  return {
    name,
    dialect: { kind: "text", language: "en" },
    hearing: { detail, isProgram: detail === "every" },
    encode,
    parse: () => ({ kind: "blank" }),
  };
}
const PEOPLE = codecOf("p", "gathered");
const PROGRAMS = codecOf("j", "every");
/** Speaks as programs do, and shares their lines. */
const PAGES: Codec = {
  ...codecOf("j", "gathered"),
  twin: { codec: PROGRAMS, shares: ({ kind }) => kind === "message" },
};
const PROGRAM_CODECS = { every: PROGRAMS, gathered: PAGES };
const CODECS = [PEOPLE, PROGRAMS, PAGES];

const who = fc.constantFrom(...EVERYBODY);
const room = fc.constantFrom(...ROOMS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant("say" as const),
      room,
      except: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        fc.uniqueArray(who, { maxLength: 2 }),
      ),
    }),
  },
  { weight: 4, arbitrary: fc.constant<Step>({ kind: "turn" }) },
  { weight: 2, arbitrary: who.map((who): Step => ({ kind: "tell", who })) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom("join" as const, "part" as const), who, room }),
  },
  who.map((who): Step => ({ kind: "address", who })),
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("take" as const),
      who: fc.constantFrom(...HEALTHY, ...HEALTHY, ...SLOW),
      share: fc.constantFrom(0, 0.3, 0.7, 1, 1, 1),
    }),
  },
  fc.integer({ min: 1, max: 15 }).map((millis): Step => ({ kind: "wait", millis })),
);
const steps = fc.array(step, { minLength: 20, maxLength: 150, size: "max" });

/** What one client shall hear, line by line. */
interface Expected {
  readonly receiver: Receiver;
  readonly rooms: Set<string>;
  codec: Codec;
  /** `room` is undefined for a private line. */
  readonly lines: { readonly text: string; readonly room?: string }[];
}

/** A scene, and beside it what everybody shall hear, kept in the simplest way. */
class Run {
  readonly scene = new OutboundScene({
    text: { en: PEOPLE, zh: PEOPLE },
    json: { en: PROGRAM_CODECS, zh: PROGRAM_CODECS },
  });
  readonly clients: ReadonlyMap<number, Expected>;
  #count = 0;

  constructor() {
    this.clients = new Map(EVERYBODY.map((id) => {
      const receiver = this.scene.enter(id, SLOW.includes(id) ? SLOW_LIMITS : LIMITS);
      return [id, { receiver, codec: PEOPLE, rooms: new Set(["lobby"]), lines: [] }];
    }));
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case "say":
        return this.#say(step.room, step.except);
      case "turn":
        return this.scene.pacer.turn();
      case "wait":
        return this.scene.pacer.advance(step.millis);
      case "take": {
        const { sink } = this.of(step.who).receiver;
        const count = Math.max(1, Math.floor(sink.pendingBytes * step.share));
        if (sink.pending !== undefined) await sink.take(count);
        return;
      }
      case "join":
        this.of(step.who).rooms.add(step.room);
        return this.scene.join(step.who, step.room);
      case "part":
        this.of(step.who).rooms.delete(step.room);
        return this.scene.part(step.who, step.room);
      case "tell":
        return this.#tell(step.who);
      case "address":
        return this.#speak(step.who);
      default:
        step satisfies never;
    }
  }

  /** Ends all stays; everybody reads to the end. */
  async end(): Promise<void> {
    for (const id of this.clients.keys()) this.scene.drop(id);
    this.scene.turn();
    for (const { receiver } of this.clients.values()) {
      await receiver.sink.takeAll();
      assertEquals(await hasSettled(receiver.outbox.drained), true);
    }
    assertEquals(this.scene.pacer.waiting, 0);
    assertEquals(this.scene.fanout.feeds, 0);
  }

  of(id: number): Expected {
    return this.clients.get(id) ?? fail(`no client ${id}`);
  }

  /** What a client got, line by line. */
  heard(id: number): string[] {
    return this.of(id).receiver.sink.text.split("\n").slice(0, -1);
  }

  #say(room: string, except: readonly number[]): void {
    const line = `a: line ${++this.#count}`;
    this.scene.sayIn(room, line, except);
    for (const [id, { rooms, codec, lines }] of this.clients) {
      if (!rooms.has(room) || except.includes(id)) continue;
      lines.push({ text: codec.encode(roomLine(line, room as RoomName)).trimEnd(), room });
    }
  }

  #tell(id: number): void {
    const { codec, lines } = this.of(id);
    const text = `word ${++this.#count}`;
    this.scene.tell(id, text);
    lines.push({ text: `${codec.name} - ${text}` });
  }

  #speak(id: number): void {
    const client = this.of(id);
    client.codec = CODECS[(CODECS.indexOf(client.codec) + 1) % CODECS.length] ?? PEOPLE;
    const dialect: Dialect = client.codec === PEOPLE
      ? { kind: "text", language: "en" }
      : { ...PROGRAM_DIALECT, detail: client.codec.hearing.detail };
    this.scene.speak(id, dialect);
  }
}

async function runOf(list: readonly Step[]): Promise<Run> {
  const run = new Run();
  for (const step of list) await run.take(step);
  await run.end();
  return run;
}

/** Of which room this line says that so many are missing; undefined if it says something else. */
function skippedIn(line: string): { room: string; count: number } | undefined {
  const [, room, count] = /^[pj] (\w+) skipped (\d+)$/.exec(line) ?? [];
  return room === undefined ? undefined : { room, count: Number(count) };
}

/** Compares what a slow client heard: what is missing is counted for its room, where it is missing. */
function assertCounted(heard: readonly string[], lines: Expected["lines"], whom: string): void {
  const rest = lines.slice();
  let skipped = new Map<string, number>();
  const settle = () => {
    const total = skipped.values().reduce((sum, count) => sum + count, 0);
    const missing = rest.splice(0, total).map(({ room = "a private line" }) => room);
    for (const [room, count] of skipped) {
      assertEquals(missing.filter((each) => each === room).length, count, `${whom}, ${room}`);
    }
    assertEquals(missing.length, total, whom);
    skipped = new Map();
  };
  for (const line of heard) {
    const skip = skippedIn(line);
    if (skip !== undefined) {
      skipped.set(skip.room, (skipped.get(skip.room) ?? 0) + skip.count);
      continue;
    }
    settle();
    assertEquals(line, rest.shift()?.text, whom);
  }
  settle();
  assertEquals(rest, [], `${whom} misses lines that were not counted`);
}

Deno.test("Every healthy client hears its rooms and private lines once, in the order of the chat", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const run = await runOf(list);
      for (const id of HEALTHY) {
        assertEquals(run.heard(id), run.of(id).lines.map(({ text }) => text), `client ${id}`);
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("A slow client hears the same, but for lines that are counted for each room in their place", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const run = await runOf(list);
      for (const id of SLOW) assertCounted(run.heard(id), run.of(id).lines, `client ${id}`);
    }),
    { numRuns: 500 },
  );
});

Deno.test("What waits for a slow client never outgrows its limit by more than private lines", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const run = new Run();
      for (const step of list) {
        if (step.kind === "tell") continue;
        await run.take(step);
        // What is said of the skipped lines of each room may stand on top.
        for (const id of SLOW) {
          assertEquals(run.of(id).receiver.outbox.waiting <= 50 + 3 * 25, true);
        }
      }
      await run.end();
    }),
    { numRuns: 100 },
  );
});

Deno.test("The model finds a line that is missing, doubled, out of order or not counted", () => {
  const lines = [
    { text: "p lobby line 1", room: "lobby" },
    { text: "p dev line 2", room: "dev" },
    { text: "p - word 3" },
    { text: "p lobby line 4", room: "lobby" },
  ];
  const right = ["p lobby line 1", "p dev skipped 1", "p - word 3", "p lobby skipped 1"];
  assertCounted(right, lines, "ann");
  const wrong = [
    ["p lobby line 1", "p - word 3", "p lobby line 4"],
    ["p lobby line 1", "p lobby skipped 1", "p - word 3", "p lobby line 4"],
    ["p lobby line 1", "p dev line 2", "p lobby skipped 1", "p lobby line 4"],
    ["p dev line 2", "p lobby line 1", "p - word 3", "p lobby line 4"],
    ["p lobby line 1", "p dev line 2", "p - word 3", "p lobby line 4", "p lobby line 4"],
    ["p lobby line 1", "p dev line 2", "p - word 3"],
  ];
  for (const heard of wrong) {
    let isFound = false;
    try {
      assertCounted(heard, lines, "ann");
    } catch {
      isFound = true;
    }
    assertEquals(isFound, true, heard.join(", "));
  }
});
