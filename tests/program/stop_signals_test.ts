/** @module */

import { assertEquals } from "@std/assert";
import { StopSignals } from "../../lib/program/stop_signals.ts";

Deno.test("StopSignals stops at the first signal, and at once at the second", () => {
  for (
    const [first, second] of [["SIGTERM", "SIGTERM"], ["SIGTERM", "SIGINT"], ["SIGINT", "SIGTERM"]]
  ) {
    const signals = new StopSignals();
    const taken = [signals.take(first ?? "", 50), signals.take(second ?? "", 50)];
    assertEquals(taken, ["stop", "at-once"]);
  }
});

Deno.test("StopSignals takes a SIGINT that comes again within 100 ms for one press of a key", () => {
  const signals = new StopSignals();
  const taken = [50, 50, 149, 150].map((at) => signals.take("SIGINT", at));
  assertEquals(taken, ["stop", "same", "same", "at-once"]);
});
