/** @module */
import { assertEquals } from "@std/assert";
import { deadline, within } from "../../lib/time/deadline.ts";
import { FakePacer } from "../support/fake_pacer.ts";

/** A deadline of so long, and how often it has come. */
function scene(
  after: number,
): { readonly pacer: FakePacer; calls: number; readonly cancel: () => void } {
  const pacer = new FakePacer();
  const scene = { pacer, calls: 0, cancel: deadline(pacer, after, () => scene.calls++) };
  return scene;
}

/** The calls after a step of time. */
function after(step: (pacer: FakePacer) => void, s: { readonly pacer: FakePacer; calls: number }) {
  step(s.pacer);
  return s.calls;
}

Deno.test("deadline() calls once, after so long and not before", () => {
  const s = scene(200);
  assertEquals(after((pacer) => pacer.advance(199), s), 0);
  assertEquals(after((pacer) => pacer.advance(1), s), 1);
  assertEquals(after((pacer) => pacer.advance(1000), s), 1);
});

Deno.test("deadline() that is noticed late gives a moment to read what has come", () => {
  const s = scene(200);
  assertEquals(after((pacer) => pacer.oversleep(20_000), s), 0);
  assertEquals(after((pacer) => pacer.advance(99), s), 0);
  assertEquals(after((pacer) => pacer.advance(1), s), 1);
});

Deno.test("deadline() gives no more than one such moment, however late it is again", () => {
  const s = scene(200);
  s.pacer.oversleep(20_000);
  assertEquals(after((pacer) => pacer.oversleep(20_000), s), 1);
});

Deno.test("deadline() gives a short wait no longer moment than itself", () => {
  const s = scene(30);
  s.pacer.oversleep(20_000);
  assertEquals(after((pacer) => pacer.advance(30), s), 1);
});

Deno.test("deadline() that is a little late was kept", () => {
  const s = scene(200);
  assertEquals(after((pacer) => pacer.oversleep(219), s), 1);
});

Deno.test("deadline() that is later than a process that is not busy would be gives that moment", () => {
  const s = scene(200);
  assertEquals(after((pacer) => pacer.oversleep(220), s), 0);
  assertEquals(after((pacer) => pacer.advance(100), s), 1);
});

Deno.test("deadline() waits for the rest that the clock leaves after a standstill", () => {
  const pacer = new FakePacer();
  let left: (() => void) | undefined;
  let calls = 0;
  // The timer comes 12 s late, and yet the clock says that 3 s of 10 are over.
  const late = {
    now: () => pacer.now(),
    soon: () => {},
    later(after: number, call: (late: number) => void) {
      if (left !== undefined) return pacer.later(after, call);
      left = () => call(12_000);
      return () => {};
    },
  };
  deadline(late, 10_000, () => calls++);
  pacer.advance(3000);
  left?.();
  pacer.advance(6999);
  assertEquals(calls, 0);
  pacer.advance(1);
  assertEquals(calls, 1);
});

Deno.test("deadline() is cancelled before its time, and in the moment after it", () => {
  const early = scene(200);
  early.cancel();
  assertEquals(early.pacer.timers, 0);
  const late = scene(200);
  late.pacer.oversleep(20_000);
  late.cancel();
  assertEquals(late.pacer.timers, 0);
  assertEquals([early.calls, late.calls], [0, 0]);
});

Deno.test("within() gives what comes in time and leaves no timer", async () => {
  const pacer = new FakePacer();
  assertEquals(await within(pacer, 200, Promise.resolve("came")), "came");
  assertEquals(pacer.timers, 0);
});

Deno.test("within() takes what comes in the moment after a standstill", async () => {
  const pacer = new FakePacer();
  const { promise, resolve } = Promise.withResolvers<string>();
  const waiting = within(pacer, 200, promise);
  pacer.oversleep(20_000);
  resolve("was in the kernel");
  assertEquals(await waiting, "was in the kernel");
});

Deno.test("within() gives up after so long", async () => {
  const pacer = new FakePacer();
  const waiting = within(pacer, 200, new Promise(() => {}));
  pacer.advance(200);
  assertEquals(await waiting, undefined);
  assertEquals(pacer.timers, 0);
});
