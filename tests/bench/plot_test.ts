import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { drawChart } from "../../bench/meter/plot.ts";

const AXES = { title: "Growth", xLabel: "clients", yLabel: "ms" };

Deno.test("drawChart() puts points where their logarithms belong", () => {
  const svg = drawChart({
    ...AXES,
    series: [{ name: "a", points: [[1, 1], [10, 10], [100, 100]] }],
  });
  // The field is 624 wide from 72 and 284 high up to 348: two decades each way.
  assertStringIncludes(svg, 'd="M72.0 348.0L384.0 206.0L696.0 64.0"');
});

Deno.test("drawChart() labels whole powers of ten in thousands and millions", () => {
  const svg = drawChart({ ...AXES, series: [{ name: "a", points: [[100, 0.1], [1e6, 2e3]] }] });
  const labels = Array.from(
    svg.matchAll(/text-anchor="(?:middle|end)">([^<]+)</g),
    (match) => match[1],
  );
  assertEquals(labels, [
    "100",
    "1k",
    "10k",
    "100k",
    "1M",
    "0.1",
    "1",
    "10",
    "100",
    "1k",
    "10k",
    "clients",
    "ms",
  ]);
});

Deno.test("drawChart() leaves out what a logarithmic axis cannot show", () => {
  const svg = drawChart({ ...AXES, series: [{ name: "a", points: [[1, 0], [10, NaN], [10, 5]] }] });
  assertEquals(svg.match(/<circle/g)?.length, 1);
});

Deno.test("drawChart() has no background, follows the reader's theme, and escapes names", () => {
  const svg = drawChart({
    ...AXES,
    series: [{ name: "a<b & c", isDashed: true, points: [[1, 2]] }],
  });
  assert(!svg.includes("<rect"));
  assertStringIncludes(svg, "prefers-color-scheme:dark");
  assertStringIncludes(svg, "a&lt;b &amp; c");
  assertStringIncludes(svg, "stroke-dasharray");
});

Deno.test("drawChart() refuses to draw nothing", () => {
  assertThrows(() => drawChart({ ...AXES, series: [] }), RangeError, "without points");
});
