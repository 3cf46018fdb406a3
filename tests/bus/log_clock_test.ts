/** @module */
import { assertEquals } from "@std/assert";
import { LogClock } from "../../lib/bus/log_clock.ts";

/** A clock of the log, and the steady clock of its node. */
function clock() {
  const steady = { now: 500 };
  return { steady, clock: new LogClock(() => steady.now) };
}

Deno.test("LogClock goes on from the last record with the steady clock, in whole milliseconds", () => {
  const { steady, clock: log } = clock();
  log.applied(10_000);
  steady.now += 12.7;
  assertEquals(log.now(), 10_012);
  log.applied(10_020);
  assertEquals(log.now(), 10_020);
});

Deno.test("LogClock never goes back, though a record bears a lower time than it has told", () => {
  const { steady, clock: log } = clock();
  log.applied(10_000);
  steady.now += 300;
  assertEquals(log.now(), 10_300);
  log.applied(10_290);
  assertEquals(log.now(), 10_300);
  steady.now += 20;
  assertEquals(log.now(), 10_310);
});

Deno.test("LogClock tells at an own tick how far it has jumped, and no usual difference", () => {
  const { steady, clock: log } = clock();
  log.applied(10_000);
  assertEquals(log.heldSinceTick(), 0);
  steady.now += 1000;
  log.applied(11_400);
  assertEquals(log.heldSinceTick(), 0);
  steady.now += 1000;
  log.applied(72_400);
  assertEquals(log.heldSinceTick(), 60_000);
  steady.now += 1000;
  assertEquals(log.heldSinceTick(), 0);
});
