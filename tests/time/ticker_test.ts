/** @module */
import { assertEquals } from "@std/assert";
import type { ChatEvent } from "../../lib/core/event.ts";
import { Ticker } from "../../lib/time/ticker.ts";
import { FakePacer } from "../support/fake_pacer.ts";

/** A ticker with a period of a second, and what it posted. */
class Scene {
  readonly pacer = new FakePacer();
  readonly ticker: Ticker;
  #posted: ChatEvent[] = [];

  constructor() {
    this.ticker = new Ticker({
      pacer: this.pacer,
      period: 1000,
      post: (event) => Promise.resolve(void this.#posted.push(event)),
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
  scene.ticker.wake(500);
  assertEquals(scene.pass(99), []);
  assertEquals(scene.pass(1), [TICK]);
  assertEquals(scene.pass(500), [TICK]);
});

Deno.test("Ticker.wake() ticks at each of several instants, in whatever order they are asked for", () => {
  const scene = new Scene();
  for (const instant of [300, 100, 200, 99.5, 300, 1200]) scene.ticker.wake(instant);
  assertEquals(scene.pacer.timers, 1);
  assertEquals(scene.pass(99), []);
  assertEquals(scene.pass(1), [TICK]);
  assertEquals(scene.pass(99), []);
  assertEquals(scene.pass(1), [TICK]);
  assertEquals(scene.pass(100), [TICK]);
  assertEquals(scene.pass(899), []);
  assertEquals(scene.pass(1), [TICK]);
  assertEquals(scene.pass(5000), []);
  assertEquals(scene.pacer.timers, 0);
});

Deno.test("Ticker.wake() for an instant that is over ticks at once", () => {
  const scene = new Scene();
  scene.pass(2000);
  scene.ticker.wake(1000);
  assertEquals(scene.pass(0), [TICK]);
});

Deno.test("Ticker.stop() may be called again, and no wake begins after it", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.ticker.wake(100);
  scene.ticker.stop();
  scene.ticker.stop();
  scene.ticker.wake(50);
  assertEquals(scene.pacer.timers, 0);
  assertEquals(scene.pass(5000), []);
});

Deno.test("Ticker.tick() ticks now and leaves the period as it is", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.pass(600);
  void scene.ticker.tick();
  assertEquals(scene.pass(0), [TICK]);
  assertEquals(scene.pass(400), [TICK]);
});

Deno.test("Ticker lets what came during a standstill be read before it ticks", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.pass(1000);
  scene.pacer.oversleep(20_000);
  assertEquals(scene.pass(99), []);
  assertEquals(scene.pass(1), [TICK]);
  assertEquals(scene.pass(1000), [TICK]);
});

Deno.test("Ticker.wake() lets what came during a standstill be read before it ticks", () => {
  const scene = new Scene();
  scene.ticker.wake(100);
  scene.pacer.oversleep(20_000);
  assertEquals(scene.pass(99), []);
  assertEquals(scene.pass(1), [TICK]);
});

Deno.test("Ticker ticks also where every tick comes late", () => {
  const scene = new Scene();
  scene.ticker.start();
  let ticks = 0;
  for (let i = 0; i < 20; i++) {
    scene.pacer.oversleep(5000);
    ticks += scene.pass(0).length;
  }
  assertEquals(ticks, 10);
});

Deno.test("Ticker.stop() cancels a tick that is put off", () => {
  const scene = new Scene();
  scene.ticker.start();
  scene.ticker.wake(100);
  scene.pacer.oversleep(20_000);
  scene.ticker.stop();
  assertEquals(scene.pacer.timers, 0);
});
