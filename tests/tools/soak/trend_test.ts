import { assertEquals } from "@std/assert";
import { trendOf } from "../../../tools/soak/trend.ts";

const SLACK = { absolute: 10, share: 0.1 };

/** So many samples of a function of the time, from 0 to 1. */
function samples(at: (time: number) => number): number[] {
  return Array.from({ length: 100 }, (_, n) => at(n / 100));
}

Deno.test("trendOf() sees what grows steadily, through the noise of a collector", () => {
  assertEquals(trendOf(samples((time) => 100 + 80 * time), SLACK).isRising, true);
  const leaky = samples((time) => 100 + 80 * time + 30 * ((time * 37) % 1));
  assertEquals(trendOf(leaky, SLACK).isRising, true);
});

Deno.test("trendOf() forgives the warm-up, saw-teeth, a hill, and growth within the slack", () => {
  assertEquals(trendOf(samples((time) => Math.min(200, 2000 * time)), SLACK).isRising, false);
  assertEquals(trendOf(samples((time) => 100 + 50 * ((time * 9) % 1)), SLACK).isRising, false);
  assertEquals(
    trendOf(samples((time) => time > 0.5 && time < 0.7 ? 300 : 100), SLACK).isRising,
    false,
  );
  assertEquals(trendOf(samples((time) => 100 + 15 * time), SLACK).isRising, false);
});

Deno.test("trendOf() takes the greater slack, absolute or relative", () => {
  assertEquals(trendOf(samples((time) => 1000 + 150 * time), SLACK).isRising, false);
  assertEquals(trendOf(samples((time) => 1000 + 300 * time), SLACK).isRising, true);
});

Deno.test("trendOf() gives the medians of the quarters", () => {
  assertEquals(trendOf([1, 2, 9, 4, 4, 4, 8, 7, 6, 5, 5, 5], SLACK).quarters, [2, 4, 7, 5]);
});

Deno.test("trendOf() finds nothing in too few samples", () => {
  for (const few of [[], [1], [1, 100], [NaN, NaN, NaN, NaN]]) {
    assertEquals(trendOf(few, SLACK).isRising, false);
  }
});
