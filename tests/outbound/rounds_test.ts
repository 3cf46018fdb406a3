/**
 * When batches go out: rounds, their writes a few at a time, and the rest between them.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { Rounds } from "../../lib/outbound/rounds.ts";
import { FakePacer } from "../support/fake_pacer.ts";

/** Rounds in fake time in which so many write. */
class Scene {
  readonly pacer = new FakePacer();
  /** How many writes have begun. */
  begun = 0;
  flushes = 0;
  #settled: (() => void)[] = [];
  readonly rounds: Rounds;

  constructor(writers: number) {
    const writer = {
      startWrite: (settled: () => void) => {
        this.begun++;
        this.#settled.push(settled);
      },
    };
    this.rounds = new Rounds(this.pacer, () => {
      this.flushes++;
      return Array.from({ length: writers }, () => writer);
    });
  }

  /** So many of the writes settle, those that began first. */
  settle(count: number): void {
    for (const settled of this.#settled.splice(0, count)) settled();
  }

  /** A whole round that takes so long, from the asking to the last write. */
  round(took: number): void {
    this.rounds.ask();
    while (this.pacer.waiting > 0) this.turn();
    this.pacer.advance(took);
    this.settle(this.begun);
  }

  /** Whether a round that is asked for begins at the end of this turn. */
  isReady(): boolean {
    const before = this.flushes;
    this.rounds.ask();
    this.turn();
    return this.flushes > before;
  }

  /** Ends a turn of the event loop; how many writes it began. */
  turn(): number {
    const before = this.begun;
    this.pacer.turn();
    return this.begun - before;
  }
}

Deno.test("Rounds begins 120 writes in a turn, and the others in the turns that follow", () => {
  const scene = new Scene(241);
  scene.rounds.ask();
  assertEquals([scene.turn(), scene.turn(), scene.turn()], [120, 120, 1]);
  assertEquals([scene.flushes, scene.pacer.waiting], [1, 0]);
});

Deno.test("Rounds begins no round while writes of the last have yet to begin", () => {
  const scene = new Scene(241);
  scene.rounds.ask();
  scene.turn();
  scene.settle(120);
  scene.rounds.ask();
  assertEquals([scene.turn(), scene.flushes], [120, 1]);
  scene.settle(120);
  assertEquals([scene.turn(), scene.flushes], [1, 1]);
  assertEquals(scene.pacer.waiting, 0);
  scene.settle(1);
  scene.turn();
  assertEquals(scene.flushes, 2);
});

Deno.test("Rounds has patience from the time that the last write has begun", () => {
  const scene = new Scene(121);
  scene.rounds.ask();
  scene.turn();
  scene.rounds.ask();
  scene.pacer.advance(1000);
  assertEquals([scene.pacer.waiting, scene.pacer.timers], [1, 0]);
  scene.turn();
  scene.pacer.advance(24);
  assertEquals(scene.pacer.waiting, 0);
  scene.pacer.advance(1);
  assertEquals(scene.pacer.waiting, 1);
  scene.turn();
  assertEquals(scene.flushes, 2);
});

Deno.test("Rounds is asked once for a round, however often", () => {
  const scene = new Scene(1);
  scene.rounds.ask();
  scene.rounds.ask();
  assertEquals(scene.pacer.waiting, 1);
  scene.turn();
  scene.rounds.ask();
  scene.rounds.ask();
  assertEquals(scene.pacer.timers, 1);
  scene.settle(1);
  assertEquals([scene.pacer.waiting, scene.pacer.timers], [1, 0]);
});

for (const [took, rest] of [[4, 0.5], [8, 1], [1000, 1]] as const) {
  Deno.test(`Rounds rests ${rest} ms after a round of two turns and ${took} ms, whoever waits`, () => {
    const scene = new Scene(121);
    scene.round(took);
    assertEquals(scene.isReady(), false);
    scene.pacer.advance(rest - 0.01);
    assertEquals(scene.isReady(), false);
    scene.pacer.advance(0.01);
    assertEquals(scene.isReady(), true);
  });
}

Deno.test("Rounds does not rest after a round of one turn", () => {
  const scene = new Scene(120);
  scene.round(1000);
  assertEquals(scene.isReady(), true);
});

Deno.test("Rounds does not rest for who comes later", () => {
  const scene = new Scene(121);
  scene.round(16);
  scene.pacer.advance(1);
  assertEquals(scene.isReady(), true);
});
