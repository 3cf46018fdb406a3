/** @module */
import { assertEquals, fail } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { jsonCodec } from "../../lib/wire/json.ts";
import { textCodec } from "../../lib/wire/text.ts";
import type { Codec } from "../../lib/wire/codec.ts";
import { OutboundScene, type Receiver, roomLine } from "../support/outbound_scene.ts";
import { hasSettled } from "../support/scripted_sink.ts";

type Step =
  | { readonly kind: "say" | "turn" }
  | { readonly kind: "tell" | "join" | "part" | "address"; readonly who: number }
  | { readonly kind: "take"; readonly who: number; readonly share: number }
  | { readonly kind: "wait"; readonly millis: number };

/** Clients 1 to 3 have room for everything, clients 4 and 5 for a few lines only. */
const HEALTHY = [1, 2, 3];
const SLOW = [4, 5];
const LIMITS = { skipAbove: 1e9, dropAt: 1e9 };
const SLOW_LIMITS = { skipAbove: 30, dropAt: 1e9 };

const who = fc.constantFrom(...HEALTHY, ...SLOW);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ kind: "say" }) },
  { weight: 4, arbitrary: fc.constant<Step>({ kind: "turn" }) },
  { weight: 2, arbitrary: who.map((who): Step => ({ kind: "tell", who })) },
  who.map((who): Step => ({ kind: "join", who })),
  who.map((who): Step => ({ kind: "part", who })),
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
  codec: Codec;
  isListening: boolean;
  readonly lines: { readonly text: string; readonly isPrivate: boolean }[];
}

/** A scene, and beside it what everybody shall hear, kept in the simplest way. */
class Run {
  readonly scene = new OutboundScene();
  readonly clients: ReadonlyMap<number, Expected>;
  #count = 0;

  constructor() {
    this.clients = new Map([...HEALTHY, ...SLOW].map((id) => {
      const receiver = this.scene.enter(id, SLOW.includes(id) ? SLOW_LIMITS : LIMITS);
      return [id, { receiver, codec: textCodec, isListening: true, lines: [] }];
    }));
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case "say":
        return this.#say();
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
      default:
        return this.#order(step.kind, step.who);
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
  }

  of(id: number): Expected {
    return this.clients.get(id) ?? fail(`no client ${id}`);
  }

  /** What a client got, line by line. */
  heard(id: number): string[] {
    return this.of(id).receiver.sink.text.split("\n").slice(0, -1);
  }

  #say(): void {
    const text = `a: line ${++this.#count}`;
    this.scene.say(text);
    for (const { isListening, codec, lines } of this.clients.values()) {
      if (!isListening) continue;
      lines.push({ text: codec.encode(roomLine(text)).trimEnd(), isPrivate: false });
    }
  }

  #order(kind: "tell" | "join" | "part" | "address", id: number): void {
    const client = this.of(id);
    if (kind === "tell") {
      const text = `word ${++this.#count}`;
      this.scene.tell(id, text);
      const notice = client.codec.encode({ kind: "pong", token: text });
      client.lines.push({ text: notice.trimEnd(), isPrivate: true });
    } else if (kind === "address") {
      client.codec = client.codec === textCodec ? jsonCodec : textCodec;
      this.scene.address(id, client.codec.audience);
    } else {
      client.isListening = kind === "join";
      this.scene[kind](id);
    }
  }
}

async function runOf(list: readonly Step[]): Promise<Run> {
  const run = new Run();
  for (const step of list) await run.take(step);
  await run.end();
  return run;
}

/** How many lines this one says are missing; undefined if it says something else. */
function skippedIn(line: string): number | undefined {
  const count = /^(?:-- (\d+) messages? skipped|\{"type":"skipped","count":(\d+)\})$/.exec(line);
  return count === null ? undefined : Number(count[1] ?? count[2]);
}

Deno.test("Every healthy client gets each line once, in one order, whoever else is slow", async () => {
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

Deno.test("A slow client gets the same, but for lines of the room that are counted in their place", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const run = await runOf(list);
      for (const id of SLOW) {
        const rest = run.of(id).lines.slice();
        for (const line of run.heard(id)) {
          const missing = rest.splice(0, skippedIn(line) ?? 0);
          assertEquals(missing.filter(({ isPrivate }) => isPrivate), []);
          if (skippedIn(line) === undefined) assertEquals(line, rest.shift()?.text);
        }
        assertEquals(rest, [], `client ${id} misses lines that were not counted`);
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("What waits for a slow client never outgrows its limit by more than private words", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const run = new Run();
      for (const step of list) {
        if (step.kind === "tell") continue;
        await run.take(step);
        // A notice of what was skipped may stand on top.
        for (const id of SLOW) {
          assertEquals(run.of(id).receiver.outbox.waiting <= 30 + 100, true);
        }
      }
      await run.end();
    }),
    { numRuns: 100 },
  );
});
