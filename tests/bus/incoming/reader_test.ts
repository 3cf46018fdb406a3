/** @module */
import { assertEquals } from "@std/assert";
import type { Doom } from "../../../lib/bus/doom.ts";
import { Reader } from "../../../lib/bus/incoming/reader.ts";
import { FakePacer } from "../../support/fake_pacer.ts";
import { MemoryEngine } from "../../support/memory_engine.ts";
import { settle } from "../../support/scripted_sink.ts";

/** A reader of an engine in memory, and what it has brought. */
class Scene {
  readonly pacer = new FakePacer();
  readonly engine = new MemoryEngine({ now: () => 0, pacer: this.pacer });
  readonly link = this.engine.link();
  readonly taken: number[] = [];
  readonly dooms: Doom[] = [];
  readonly reader: Reader;
  /** Tells the records of one log from those of another. */
  birth = "this log";
  /** Whether what comes is taken at once. */
  isTaking = true;

  constructor(after = 0) {
    this.reader = new Reader({
      engine: this.link,
      pacer: this.pacer,
      after,
      ready: () => this.isTaking && this.take(),
      doomed: (doom) => this.dooms.push(doom),
    });
    this.link.listen((record) => this.reader.heard(record));
    this.link.watch((isConnected) => this.reader.connected(isConnected));
  }

  take(): void {
    for (let record; (record = this.reader.take()) !== undefined;) this.taken.push(record.position);
  }

  /** So many records are appended by somebody else. */
  async append(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      this.engine.append(`record ${this.engine.last + 1} of ${this.birth}`);
    }
    await settle();
  }

  /** Time passes; the reader looks each second. */
  async pass(millis: number): Promise<void> {
    for (let passed = 0; passed < millis; passed += 100) {
      this.pacer.advance(100);
      if (this.pacer.now() % 1000 === 0) void this.reader.look();
      await settle();
    }
  }
}

/** The numbers from 1 to this one. */
function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

Deno.test("Reader brings what is heard, in order, and reads nothing", async () => {
  const scene = new Scene(1);
  await scene.append(3);
  assertEquals(scene.taken, [2, 3, 4]);
  assertEquals(scene.link.calls.read, 0);
});

Deno.test("Reader reads what the log had before, from its place on", async () => {
  const scene = new Scene(7);
  scene.link.miss = 9;
  await scene.append(9);
  assertEquals(scene.reader.found, undefined);
  await scene.reader.look();
  await settle();
  assertEquals([scene.reader.found, scene.taken], [10, [8, 9, 10]]);
});

Deno.test("Reader fills the gap of a record that is never heard when the next one is", async () => {
  const scene = new Scene(1);
  scene.link.miss = 1;
  await scene.append(1);
  assertEquals(scene.taken, []);
  await scene.append(1);
  assertEquals(scene.taken, [2, 3]);
});

Deno.test("Reader finds at the look each second what is never heard and has nothing behind it", async () => {
  const scene = new Scene(1);
  scene.link.miss = 2;
  await scene.append(2);
  await scene.pass(900);
  assertEquals(scene.taken, []);
  await scene.pass(200);
  assertEquals(scene.taken, [2, 3]);
});

Deno.test("Reader reads again when the engine does not have yet what it has told of", async () => {
  const scene = new Scene(1);
  scene.link.miss = 2;
  scene.link.lag = 2;
  await scene.append(2);
  await scene.pass(1000);
  await scene.pass(400);
  assertEquals(scene.taken, [2, 3]);
});

Deno.test("Reader drops what comes twice, and what comes late", async () => {
  const scene = new Scene(1);
  scene.link.repeat = 2;
  await scene.append(2);
  scene.link.keepBack = 2;
  await scene.append(3);
  scene.link.release();
  await settle();
  assertEquals(scene.taken, [2, 3, 4, 5, 6]);
});

Deno.test("Reader has after a cut everything that it has missed, once", async () => {
  const scene = new Scene(1);
  await scene.append(1);
  scene.link.cut();
  await scene.append(1200);
  await scene.pass(3000);
  assertEquals(scene.taken, [2]);
  scene.link.mend();
  await scene.append(1);
  await scene.pass(2000);
  assertEquals(scene.taken, upTo(1203).slice(1));
});

Deno.test("Reader holds no more than its bound for a loop that takes nothing, and goes on when it does", async () => {
  const scene = new Scene(1);
  scene.isTaking = false;
  await scene.append(9000);
  await scene.pass(2000);
  let held = 0;
  while (scene.reader.take() !== undefined) held++;
  assertEquals(held, 2000);
  scene.isTaking = true;
  await settle();
  await scene.pass(2000);
  assertEquals(scene.taken.at(-1), 9001);
  assertEquals(scene.taken.length, 7000);
});

Deno.test("Reader stops when the log ends before what it has read, and not at the first look", async () => {
  const scene = new Scene(1);
  await scene.append(5);
  scene.engine.loseLast(2);
  await scene.pass(2500);
  assertEquals(scene.dooms, []);
  await scene.pass(1500);
  assertEquals(scene.dooms, [{ code: "lost-log", applied: 6, last: 4 }]);
});

Deno.test("Reader: a log that is short for a moment only is the same log", async () => {
  const scene = new Scene(1);
  await scene.append(5);
  const { records } = scene.engine;
  scene.engine.loseLast(2);
  await scene.pass(1500);
  for (const { data } of records.slice(4)) scene.engine.append(data);
  await scene.pass(300);
  await scene.append(1);
  assertEquals([scene.dooms, scene.taken], [[], [2, 3, 4, 5, 6, 7]]);
  await scene.pass(5000);
  assertEquals(scene.dooms, []);
});

Deno.test("Reader: what is heard while the answer to a look is on its way says nothing about the log", async () => {
  const scene = new Scene(1);
  scene.link.lateness = 300;
  await scene.append(3);
  await scene.pass(1000);
  await scene.append(2);
  await scene.pass(500);
  await scene.append(1);
  assertEquals(scene.taken, [2, 3, 4, 5, 6, 7]);
  for (let i = 0; i < 40; i++) {
    await scene.append(1);
    await scene.pass(100);
  }
  assertEquals([scene.taken.length, scene.dooms], [46, []]);
});

Deno.test("Reader goes on when it is connected again, though the engine does not say how far it is", async () => {
  const scene = new Scene(1);
  await scene.append(3);
  scene.link.cut();
  await scene.append(2);
  scene.link.bounds = () => new Promise(() => {});
  scene.link.mend();
  await scene.append(2);
  await scene.pass(200);
  assertEquals(scene.taken, [2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("Reader asks again after a second when a part of the engine does not answer, and uses late answers", async () => {
  const scene = new Scene(1);
  scene.link.miss = 3;
  const { read } = scene.link;
  let reads = 0;
  scene.link.read = (from, limit) =>
    ++reads === 1 ? new Promise(() => {}) : read.call(scene.link, from, limit);
  await scene.append(4);
  await scene.pass(900);
  assertEquals(scene.taken, []);
  await scene.pass(400);
  assertEquals(scene.taken, [2, 3, 4, 5]);
  scene.link.read = read;
  scene.link.miss = 3;
  scene.link.lateness = 2500;
  await scene.append(4);
  await scene.pass(3500);
  assertEquals(scene.taken, [2, 3, 4, 5, 6, 7, 8, 9]);
});

Deno.test("Reader believes nothing of another log, however long that is", async () => {
  const scene = new Scene(1);
  await scene.append(3);
  scene.engine.goAway();
  await settle();
  scene.engine.startAnew("other");
  scene.birth = "another log";
  await scene.append(20);
  scene.engine.comeBack();
  await scene.append(5);
  await scene.pass(4000);
  assertEquals(scene.taken, [2, 3, 4]);
  assertEquals(scene.dooms, [{ code: "lost-log", applied: 4, last: 4 }]);
});

Deno.test("Reader stops when what it needs has expired", async () => {
  const scene = new Scene(1);
  scene.link.cut();
  await scene.append(10);
  scene.engine.expire(6);
  scene.link.mend();
  await scene.pass(500);
  assertEquals(scene.dooms, [{ code: "expired", from: 2, first: 6 }]);
});

Deno.test("Reader has each record once, whatever is missed, late, twice or cut off, in any order", async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = generator(seed);
    const scene = new Scene(1);
    for (let step = 0; step < 40; step++) {
      fault(scene, random);
      await scene.append(Math.floor(random() * 40));
      await scene.pass(Math.floor(random() * 4) * 100);
    }
    scene.link.mend();
    scene.link.miss = scene.link.keepBack = 0;
    scene.link.release();
    await scene.pass(6000);
    assertEquals(scene.taken, upTo(scene.engine.last).slice(1), `seed ${seed}`);
    assertEquals(scene.dooms, [], `seed ${seed}`);
  }
});

function fault({ link }: Scene, random: () => number): void {
  const faults: readonly (() => void)[] = [
    () => link.miss = Math.floor(random() * 30),
    () => link.keepBack = Math.floor(random() * 30),
    () => link.repeat = Math.floor(random() * 30),
    () => link.lag = 2,
    () => link.cut({ silently: random() < 0.5 }),
    () => link.mend(),
    () => link.release(),
  ];
  faults[Math.floor(random() * faults.length)]?.();
}

/** Numbers from 0 to 1 that look random, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
