import { assertEquals } from "@std/assert";
import { DURATION_BOUNDS, Histogram } from "../../lib/metrics/histogram.ts";

Deno.test("a histogram counts each value in every bucket that is large enough", () => {
  const histogram = new Histogram([1, 10, 100]);
  for (const value of [0, 1, 1.5, 10, 1000]) histogram.observe(value);
  assertEquals(histogram.read(), {
    buckets: [{ bound: 1, count: 2 }, { bound: 10, count: 4 }, { bound: 100, count: 4 }],
    sum: 1012.5,
    count: 5,
  });
});

Deno.test("a histogram without values is all zeros", () => {
  assertEquals(new Histogram([1]).read(), { buckets: [{ bound: 1, count: 0 }], sum: 0, count: 0 });
});

Deno.test("the bounds of durations rise", () => {
  assertEquals(DURATION_BOUNDS.toSorted((a, b) => a - b), DURATION_BOUNDS);
});
