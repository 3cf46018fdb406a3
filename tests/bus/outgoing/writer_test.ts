/** @module */
import { assertEquals } from "@std/assert";
import { type Outgoing, OutgoingEntries, outgoingOf } from "../../../lib/bus/outgoing/entries.ts";
import { ENVELOPE_BYTES, readRecord } from "../../../lib/bus/agreed/read_record.ts";
import { readEvent } from "../../../lib/core/reading/read.ts";
import { Writer } from "../../../lib/bus/outgoing/writer.ts";
import { FakePacer } from "../../support/fake_pacer.ts";
import { asks } from "../../support/happenings.ts";
import { MemoryEngine } from "../../support/memory_engine.ts";
import { settle } from "../../support/scripted_sink.ts";

/** A writer on an engine in memory. The log is read by the rule of the numbers alone. */
class Scene {
  readonly pacer = new FakePacer();
  readonly engine: MemoryEngine;
  readonly link;
  readonly entries = new OutgoingEntries();
  readonly writer: Writer;
  /** What counts, in the order of the log. */
  readonly counted: string[] = [];
  /** Whether what is written counts. */
  counts = true;
  #position = 1;
  #accepted = 0;
  #epoch = "";

  constructor(maxRecord?: number) {
    this.engine = new MemoryEngine({ now: () => 0, pacer: this.pacer, maxRecord });
    this.link = this.engine.link();
    const { pacer, entries } = this;
    this.writer = new Writer({ engine: this.link, pacer, entries, level: () => 1 });
    this.begin("a.00000001");
  }

  begin(epoch: string): void {
    this.#epoch = epoch;
    this.#accepted = 0;
    this.writer.begin(epoch);
  }

  /** Puts entries in, and lets the turn end. */
  async put(...words: string[]): Promise<void> {
    for (const word of words) this.entries.add(entryOf(word));
    this.writer.added();
    await this.turn();
  }

  async turn(): Promise<void> {
    for (let i = 0; i < 10 && (i === 0 || this.pacer.waiting > 0); i++) {
      this.pacer.turn();
      await settle();
    }
  }

  /** Reads the log to its end, and tells the writer. */
  async read(): Promise<void> {
    for (const { position, data } of this.engine.records) {
      if (position <= this.#position) continue;
      this.#position = position;
      const read = readRecord(data);
      if ("record" in read && read.record.e === this.#epoch && this.counts) {
        for (const [index, entry] of read.record.i.entries()) {
          if (read.record.n + index !== this.#accepted + 1) continue;
          this.#accepted++;
          this.counted.push(wordOf(entry));
        }
      }
      this.entries.takeUpTo(this.#accepted);
      this.writer.applied(position);
    }
    await this.turn();
  }

  /** Lets this time pass, in steps of 50 ms; the log is read meanwhile. */
  async pass(millis: number): Promise<void> {
    for (let passed = 0; passed < millis; passed += 50) {
      this.pacer.advance(50);
      await this.turn();
      await this.read();
    }
  }

  /** The words of each record of this node, in the order of the log. */
  get written(): string[] {
    return this.engine.records.slice(1).map(({ data }) => {
      const read = readRecord(data);
      return "record" in read ? read.record.i.map(wordOf).join(" ") : read.fault;
    });
  }
}

function entryOf(word: string): Outgoing {
  return outgoingOf({ kind: "event", event: readEvent(asks(1, "say", word)) });
}

function wordOf(entry: unknown): string {
  return (entry as { event: { command: { args: { text: string } } } }).event.command.args.text;
}

/** Words to put in: w1, w2 and so on. */
function words(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `w${first + index}`);
}

Deno.test("Writer writes at the end of the turn what was put in, in one record", async () => {
  const scene = new Scene();
  await scene.put("one", "two", "three");
  assertEquals(scene.written, ["one two three"]);
});

Deno.test("Writer has two records in flight; what comes meanwhile is one record more", async () => {
  const scene = new Scene();
  scene.link.slowness = 100;
  await scene.put("one");
  await scene.put("two");
  await scene.put("three");
  await scene.put("four");
  assertEquals(scene.link.calls.append, 2);
  await scene.pass(300);
  assertEquals(scene.written, ["one", "two", "three four"]);
});

Deno.test("Writer has eight records in flight if they are full", async () => {
  const scene = new Scene();
  scene.link.slowness = 100;
  await scene.put(...words(1, 1000));
  // The next can become larger.
  assertEquals(scene.link.calls.append, 3);
  await scene.put(...words(1001, 3000));
  assertEquals(scene.link.calls.append, 8);
  await scene.pass(300);
  assertEquals(scene.counted, words(1, 3000));
});

Deno.test("Writer puts at most 256 entries into a record", async () => {
  const scene = new Scene();
  await scene.put(...words(1, 600));
  assertEquals(scene.written.map((record) => record.split(" ").length), [256, 256, 88]);
});

Deno.test("Writer fills a record up to the bytes that the engine takes, and no further", async () => {
  const one = entryOf("é".repeat(100));
  const bytes = new TextEncoder().encode(one.encoded).length;
  const three = new Scene(ENVELOPE_BYTES + 3 * bytes + 3);
  await three.put(...Array.from({ length: 7 }, () => "é".repeat(100)));
  assertEquals(three.written.map((record) => record.split(" ").length), [3, 3, 1]);
  const two = new Scene(ENVELOPE_BYTES + 3 * bytes + 2);
  await two.put(...Array.from({ length: 7 }, () => "é".repeat(100)));
  assertEquals(two.written.map((record) => record.split(" ").length), [2, 2, 2, 1]);
});

Deno.test("Writer writes nothing again that the engine has, while its reader hears nothing", async () => {
  const scene = new Scene();
  await scene.put("one");
  scene.pacer.advance(10_000);
  await scene.turn();
  await scene.put("two");
  assertEquals(scene.written, ["one", "two"]);
  await scene.read();
  assertEquals([scene.written.length, scene.counted], [2, ["one", "two"]]);
});

Deno.test("Writer waits after a failure 100 ms, doubling to a second, and writes from the first again", async () => {
  const scene = new Scene();
  scene.link.refuse = 6;
  await scene.put("one");
  const tries: number[] = [];
  for (let calls = 1; calls < 7;) {
    scene.pacer.advance(50);
    await scene.turn();
    if (scene.link.calls.append > calls) tries.push(scene.pacer.now());
    calls = scene.link.calls.append;
  }
  assertEquals(tries, [100, 300, 700, 1500, 2500, 3500]);
  assertEquals(scene.written, ["one"]);
});

Deno.test("Writer writes one record at a time after a failure, until one is kept", async () => {
  const scene = new Scene();
  scene.link.refuse = 2;
  await scene.put(...words(1, 600));
  assertEquals(scene.link.calls.append, 2);
  scene.link.slowness = 1000;
  await scene.pass(500);
  assertEquals(scene.link.calls.append, 3);
  await scene.pass(1000);
  assertEquals(scene.link.calls.append, 5);
});

Deno.test("Writer: what is behind a gap is written again when the log was applied past it", async () => {
  const scene = new Scene();
  scene.link.refuse = 1;
  await scene.put(...words(1, 300));
  assertEquals(scene.written.length, 1);
  await scene.pass(1000);
  assertEquals(scene.counted, words(1, 300));
  // The second record twice: first behind the gap, then in its place.
  assertEquals(scene.written.map((record) => record.split(" ").length), [44, 256, 44]);
});

Deno.test("Writer: what the engine has is not written again behind a gap before the log was applied past it", async () => {
  const scene = new Scene();
  scene.link.refuse = 1;
  await scene.put(...words(1, 300));
  for (let i = 0; i < 60; i++) {
    scene.pacer.advance(50);
    await scene.turn();
  }
  const sizes = () => scene.written.map((record) => record.split(" ").length);
  assertEquals(sizes(), [44, 256]);
  await scene.read();
  assertEquals([sizes(), scene.counted.length], [[44, 256, 44], 256]);
  await scene.read();
  assertEquals(scene.counted, words(1, 300));
});

Deno.test("Writer: an answer about the epoch before says nothing about the entries of the next", async () => {
  const scene = new Scene();
  scene.link.lateness = 200;
  await scene.put("old");
  const pending = scene.entries.takeAll();
  scene.begin("a.00000002");
  scene.link.lateness = 0;
  scene.link.refuse = 2;
  for (const slot of pending) scene.entries.add({ ...slot, keptAt: undefined });
  await scene.turn();
  for (let i = 0; i < 8; i++) {
    scene.pacer.advance(50);
    await scene.turn();
  }
  assertEquals(scene.written, ["old", "old"]);
});

Deno.test("Writer: a record whose ack was lost counts once", async () => {
  const scene = new Scene();
  scene.link.loseAcks = 1;
  await scene.put("one");
  await scene.put("two");
  await scene.pass(1000);
  assertEquals(scene.counted, ["one", "two"]);
  assertEquals(scene.written, ["one", "two"]);
});

Deno.test("Writer writes again what it does not know to be there, if nothing is read meanwhile", async () => {
  const scene = new Scene();
  scene.link.loseAcks = 1;
  await scene.put("one");
  scene.pacer.advance(100);
  await scene.turn();
  assertEquals(scene.written, ["one", "one"]);
  await scene.read();
  assertEquals(scene.counted, ["one"]);
});

Deno.test("Writer does not write without a pause what counts as nothing again and again", async () => {
  const scene = new Scene();
  scene.counts = false;
  await scene.put("one");
  await scene.pass(10_000);
  assertEquals(scene.written.length > 8 && scene.written.length < 20, true);
  scene.counts = true;
  await scene.pass(1500);
  assertEquals(scene.counted, ["one"]);
});

Deno.test("Writer goes on at once when the engine is connected again", async () => {
  const scene = new Scene();
  scene.link.cut();
  await scene.put("one");
  await scene.pass(3000);
  scene.link.mend();
  scene.writer.reconnected();
  await scene.turn();
  assertEquals(scene.written, ["one"]);
});

Deno.test("Writer: what was in flight for the epoch before means nothing to the next", async () => {
  const scene = new Scene();
  scene.link.slowness = 100;
  await scene.put("old");
  const pending = scene.entries.takeAll();
  scene.begin("a.00000002");
  for (const slot of pending) scene.entries.add({ ...slot, keptAt: undefined });
  await scene.put("new");
  await scene.pass(1000);
  assertEquals(scene.counted, ["old", "new"]);
  assertEquals(scene.written, ["old", "old new"]);
});

Deno.test("Writer: everything counts once and in order, whatever is refused, lost or doubled", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = generator(seed);
    const scene = new Scene();
    let put = 0;
    for (let step = 0; step < 30; step++) {
      const faults = ["refuse", "loseAcks", "double"] as const;
      const fault = faults[Math.floor(random() * 4)];
      if (fault !== undefined) scene.link[fault] = Math.floor(random() * 3);
      scene.link.slowness = random() < 0.3 ? 70 : 0;
      const count = Math.floor(random() * 150);
      await scene.put(...words(put + 1, put + count));
      put += count;
      if (random() < 0.7) await scene.read();
      await scene.pass(Math.floor(random() * 5) * 50);
    }
    scene.link.refuse = scene.link.loseAcks = 0;
    await scene.pass(5000);
    assertEquals(scene.counted, words(1, put), `seed ${seed}`);
    assertEquals(scene.entries.size, 0);
  }
});

/** Numbers from 0 to 1 that look random, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
