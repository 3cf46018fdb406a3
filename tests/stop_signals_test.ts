/** @module */

import { assertEquals } from "@std/assert";
import { StopSignals } from "../lib/stop_signals.ts";

Deno.test("StopSignals stops at the first signal, and at once at the second", () => {
  const signals = new StopSignals();
  assertEquals([signals.take("SIGTERM", 50), signals.take("SIGINT", 51)], ["stop", "at-once"]);
});

Deno.test("StopSignals takes what comes again within 100 ms for one press of a key", () => {
  const signals = new StopSignals();
  const taken = [50, 50, 149, 150].map((at) => signals.take("SIGINT", at));
  assertEquals(taken, ["stop", "same", "same", "at-once"]);
});
