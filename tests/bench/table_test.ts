import { assertEquals } from "@std/assert";
import { showCount, showMegabytes } from "../../bench/meter/column.ts";
import { formatSummaries, formatTable } from "../../bench/meter/table.ts";

Deno.test("formatTable() lines its columns up", () => {
  const table = formatTable([["server", "ms"], ["a", "1000"], ["longer name", "5"]]);
  assertEquals(
    table,
    [
      "| server      |   ms |",
      "| ----------- | ---: |",
      "| a           | 1000 |",
      "| longer name |    5 |",
    ].join("\n"),
  );
});

Deno.test("formatSummaries() shows ratios to the first server, faults, and what could not be had", () => {
  const columns = [{ title: "n/s", key: "n", show: (n: number) => n.toFixed(0), hasRatio: true }];
  const table = formatSummaries(columns, [
    { server: "a", figures: { n: 200 }, faults: {} },
    { server: "b", figures: { n: 500 }, faults: { lost: 3 } },
    { server: "c", figures: {}, faults: {}, error: "gone" },
  ]);
  assertEquals(
    table,
    [
      "| server | n/s |  x a |       faults |",
      "| ------ | --: | ---: | -----------: |",
      "| a      | 200 | 1.00 |         none |",
      "| b      | 500 | 2.50 |       lost=3 |",
      "| c      |     |      | failed: gone |",
    ].join("\n"),
  );
});

Deno.test("formatSummaries() says when the meter itself was the limit", () => {
  const table = formatSummaries([], [
    { server: "a", figures: { meterBusy: 0.95, cores: 0.5 }, faults: {} },
    { server: "b", figures: { meterBusy: 0.8, cores: 1 }, faults: {} },
  ]);
  const last =
    "a: the meter was at the limit (meter 95 % busy): compare its processor time, not its speed";
  assertEquals(table.split("\n").slice(-2), ["| b      |   none |", last]);
});

Deno.test("showCount() shortens thousands and millions", () => {
  assertEquals([999, 12_345, 1_234_567].map(showCount), ["999", "12.3k", "1.23M"]);
});

Deno.test("showMegabytes() keeps a digit where it matters", () => {
  assertEquals([1_572_864, 52_428_800].map(showMegabytes), ["1.5", "50"]);
});
