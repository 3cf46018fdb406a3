import { assertEquals } from "@std/assert";
import { Intake } from "../../lib/loop/intake.ts";
import { Timings } from "../../lib/metrics/timings.ts";
import { FakePacer } from "../support/fake_pacer.ts";

Deno.test("timings are those of the oldest event of a batch", async () => {
  let now = 1000;
  const timings = new Timings(() => now);
  const intake = new Intake({ now: () => 0, time: () => 0 }, timings);
  const reading = intake[Symbol.asyncIterator]();
  const first = intake.post({ kind: "tick" });
  now += 250;
  void intake.post({ kind: "tick" });
  now += 750;
  assertEquals(timings.waiting, 1000);
  await reading.next();
  assertEquals(timings.waiting, 0);
  now += 50;
  timings.applied();
  const next = reading.next();
  await first;
  assertEquals(timings.events, 2);
  assertEquals([timings.intakeWait.read().sum, timings.intakeWait.read().count], [1, 1]);
  assertEquals([timings.apply.read().sum, timings.apply.read().count], [0.05, 1]);
  intake.close();
  await next;
});

Deno.test("an event waits for a loop that takes nothing more", async () => {
  let now = 0;
  const timings = new Timings(() => now);
  const intake = new Intake({ now: () => 0, time: () => 0 }, timings);
  const reading = intake[Symbol.asyncIterator]();
  void intake.post({ kind: "tick" });
  await reading.next();
  now = 1000;
  void intake.post({ kind: "tick" });
  now = 3000;
  assertEquals(timings.waiting, 2000);
});

Deno.test("the delay of the event loop is measured until it is not any more", () => {
  const pacer = new FakePacer();
  const timings = new Timings(() => pacer.now());
  const end = timings.watchDelay(pacer);
  pacer.advance(1000);
  pacer.oversleep(750);
  end();
  const { count, sum } = timings.loopDelay.read();
  assertEquals([count, sum], [3, 0.25]);
  assertEquals(pacer.timers, 0);
});

Deno.test("writes of the store are counted by event and by batch", () => {
  const timings = new Timings(() => 0);
  timings.wrote(200, 5);
  timings.wrote(1, 20);
  const { count, sum } = timings.storeWrite.read();
  assertEquals([timings.written, count, sum], [201, 2, 0.025]);
});
