import { assertEquals } from "@std/assert";
import { fairness, Histogram, median } from "../../bench/meter/stats.ts";

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.add(value);
  return histogram;
}

Deno.test("Histogram.percentile() is exact for values below 128", () => {
  const histogram = histogramOf([9, 1, 7, 3, 5, 2, 8, 4, 6, 10]);
  assertEquals(histogram.percentile(0.5), 5);
  assertEquals(histogram.percentile(0.9), 9);
  assertEquals(histogram.percentile(0.99), 10);
  assertEquals(histogram.percentile(1), 10);
});

Deno.test("Histogram.percentile() gives the lower edge of a bucket above 128", () => {
  assertEquals(histogramOf([128, 5000]).percentile(0.5), 128);
  assertEquals(histogramOf([129, 5000]).percentile(0.5), 128);
  assertEquals(histogramOf([1000, 5000]).percentile(0.5), 1000);
  assertEquals(histogramOf([1_000_000, 2_000_000]).percentile(0.5), 999_424);
});

Deno.test("Histogram.percentile() never exceeds the largest value", () => {
  assertEquals(histogramOf([130, 131]).percentile(1), 130);
  assertEquals(histogramOf([131]).max, 131);
});

Deno.test("Histogram counts negative values as zero and cuts fractions off", () => {
  const histogram = histogramOf([-5, 3.9]);
  assertEquals(histogram.percentile(0.5), 0);
  assertEquals(histogram.percentile(1), 3);
});

Deno.test("Histogram holds the longest times without falling out of its buckets", () => {
  const histogram = histogramOf([1e12]);
  assertEquals(histogram.count, 1);
  assertEquals(histogram.max, 4_294_967_295);
  assertEquals(histogram.percentile(0.5), 4_261_412_864);
});

Deno.test("Histogram is 0 everywhere while it is empty, and after reset()", () => {
  const histogram = histogramOf([5, 6]);
  histogram.reset();
  assertEquals([histogram.count, histogram.max, histogram.percentile(0.5)], [0, 0, 0]);
});

Deno.test("Histogram.merge() adds what another one has counted", () => {
  const histogram = histogramOf([1, 2]);
  histogram.merge(histogramOf([3, 4]));
  assertEquals([histogram.count, histogram.max, histogram.percentile(0.75)], [4, 4, 3]);
});

Deno.test("median() takes the middle, or the mean of the two middle ones", () => {
  assertEquals(median([3, 1, 2]), 2);
  assertEquals(median([4, 1, 3, 2]), 2.5);
  assertEquals(median([]), NaN);
});

Deno.test("fairness() is 1 for equal shares and falls to 1/n when one has everything", () => {
  assertEquals(fairness([7, 7, 7, 7]), 1);
  assertEquals(fairness([8, 0, 0, 0]), 0.25);
});
