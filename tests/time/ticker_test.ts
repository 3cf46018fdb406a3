/** @module */
import { assertEquals } from "@std/assert";
import type { ChatEvent } from "../../lib/core/event.ts";
import { Ticker } from "../../lib/time/ticker.ts";
import { FakePacer } from "../support/fake_pacer.ts";

/** A ticker with a period of a second, and what it posted. */
class Scene {
  readonly pacer = new FakePacer();
  readonly ticker: Ticker;
  /** How far the wall clock is ahead of the steady one. */
  offset = 1_000_000;
  #posted: ChatEvent[] = [];

  constructor() {
    this.ticker = new Ticker({
      pacer: this.pacer,
      now: () => this.pacer.now() + this.offset,
      period: 1000,
      post: (event) => this.#posted.push(event),
    });
  }

  /** Lets time pass and gives what was posted meanwhile. */
  pass(millis: number): ChatEvent[] {
    this.pacer.advance(millis);
    return this.#posted.splice(0);
  }
}

const TICK: ChatEvent = { kind: "tick" };

Deno.test("Ticker ticks once a period from its start to its stop", () => {
  const scene = new Scene();
  assertEquals(scene.pass(5000), []);
  scene.ticker.start();
  assertEquals(scene.pass(999), []);
  assertEquals(scene.pass(1), [TICK]);
  assertEquals(scene.pass(3000), [TICK, TICK, TICK]);
  scene.ticker.stop();
  assertEquals(scene.pass(5000), []);
  assertEquals(scene.pacer.timers, 0);
});

Deno.test("Ticker.wake() ticks at the instant that was asked for", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.pass(400);
  scene.ticker.wake(1_000_500);
  assertEquals(scene.pass(99), []);
  assertEquals(scene.pass(1), [TICK]);
  assertEquals(scene.pass(500), [TICK]);
});

Deno.test("Ticker.wake() keeps the earliest of several instants", () => {
  const scene = new Scene();
  scene.ticker.wake(1_000_300);
  scene.ticker.wake(1_000_100);
  scene.ticker.wake(1_000_200);
  assertEquals(scene.pacer.timers, 1);
  assertEquals(scene.pass(99), []);
  assertEquals(scene.pass(1), [TICK]);
  assertEquals(scene.pass(1000), []);
  scene.ticker.wake(1_001_200);
  assertEquals(scene.pass(100), [TICK]);
});

Deno.test("Ticker.wake() for an instant that is over ticks at once", () => {
  const scene = new Scene();
  scene.ticker.wake(999_000);
  assertEquals(scene.pass(0), [TICK]);
});

Deno.test("Ticker.stop() may be called again, and no wake begins after it", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.ticker.wake(1_000_100);
  scene.ticker.stop();
  scene.ticker.stop();
  scene.ticker.wake(1_000_050);
  assertEquals(scene.pacer.timers, 0);
  assertEquals(scene.pass(5000), []);
});

Deno.test("Ticker tells how far the clock was set, before the tick and once", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.pass(1000);
  scene.offset += 3_600_000;
  assertEquals(scene.pass(1000), [{ kind: "clock", shift: 3_600_000 }, TICK]);
  assertEquals(scene.pass(1000), [TICK]);
  scene.offset -= 7_200_000;
  assertEquals(scene.pass(1000), [{ kind: "clock", shift: -7_200_000 }, TICK]);
  assertEquals(scene.pass(1000), [TICK]);
});

Deno.test("Ticker says nothing of a step of less than a second, until steps add up to one", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.offset += 999;
  assertEquals(scene.pass(1000), [TICK]);
  scene.offset += 1;
  assertEquals(scene.pass(1000), [{ kind: "clock", shift: 1000 }, TICK]);
  scene.offset -= 999;
  assertEquals(scene.pass(1000), [TICK]);
});

Deno.test("Ticker.tick() ticks now and leaves the period as it is", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.pass(600);
  scene.ticker.tick();
  assertEquals(scene.pass(0), [TICK]);
  assertEquals(scene.pass(400), [TICK]);
});

Deno.test("Ticker wakes after the time that was left when the clock is set meanwhile", () => {
  const scene = new Scene();
  scene.ticker.wake(1_000_100);
  scene.offset -= 3_600_000;
  assertEquals(scene.pass(100), [{ kind: "clock", shift: -3_600_000 }, TICK]);
});
