/** @module */
import { assertEquals } from "@std/assert";
import { LivedClock } from "../../lib/time/lived_clock.ts";

/** A steady clock that is moved by hand, and a lived one over it. */
function clocks(
  period: number,
): { readonly clock: LivedClock; readonly after: (by: number) => number } {
  let at = 5000;
  const clock = new LivedClock({ steady: () => at, period });
  return {
    clock,
    after(by) {
      at += by;
      return clock.now();
    },
  };
}

Deno.test("LivedClock shows what the steady clock shows as long as it is read in time", () => {
  const { clock, after } = clocks(1000);
  assertEquals(clock.now(), 5000);
  assertEquals(after(1), 5001);
  assertEquals(after(2999), 8000);
  assertEquals(after(3000), 11_000);
});

Deno.test("LivedClock counts a standstill as one period, however long", () => {
  const { after } = clocks(1000);
  assertEquals(after(3001), 6000);
  assertEquals(after(0), 6000);
  assertEquals(after(500), 6500);
  assertEquals(after(86_400_000), 7500);
  assertEquals(after(1000), 8500);
});

Deno.test("LivedClock takes no busy moment for a standstill, however short the period", () => {
  const { after } = clocks(10);
  assertEquals(after(250), 5250);
  assertEquals(after(251), 5260);
});

Deno.test("LivedClock goes on where it is always read late", () => {
  const { clock, after } = clocks(1000);
  for (let i = 0; i < 10; i++) after(10_000);
  assertEquals(clock.now(), 15_000);
});
