/**
 * The table of a series of kills, as text: one row for each.
 *
 * @module
 */

import { describe } from "./findings.ts";
import type { Outcome } from "./run_kill.ts";

/** The head of the table. Longest stops are those of the people of the nodes a, b and c. */
export const KILL_HEAD = [
  "| what                                                 | said / back   | p50 / p99       | longest stop of a, b, c  | left, after      | broken |",
  "| ---------------------------------------------------- | ------------- | --------------- | ------------------------ | ---------------- | ------ |",
].join("\n");

/** A row. */
export function killRow(title: string, { figures, findings, ended }: Outcome): string {
  const { said, acknowledged, p50, p99, departures } = figures;
  const stops = Object.entries(figures.stops).filter(([node]) => node !== "")
    .toSorted(([a], [b]) => a < b ? -1 : 1).map(([, millis]) => seconds(millis));
  const left = departures.count === 0
    ? "-"
    : `${departures.count}, ${seconds(departures.first)} to ${seconds(departures.last)} s`;
  const broken = findings.map(({ kind, count }) => `${kind} ${count}`);
  if (ended.length > 0) broken.push(`ended ${ended.length}`);
  return cells([
    title.padEnd(52),
    `${said} / ${acknowledged}`.padEnd(13),
    `${millis(p50)} / ${millis(p99)} ms`.padEnd(15),
    `${stops.join(", ")} s`.padEnd(24),
    left.padEnd(16),
    (broken.join(", ") || "no").padEnd(6),
  ]);
}

/** What is broken, for people who look for the cause; empty if nothing is. */
export function killReport({ findings, ended }: Outcome): string {
  return [describe(findings), ...ended].filter((text) => text !== "").join("\n");
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(" | ")} |`;
}

function seconds(millis: number): string {
  return (millis / 1000).toFixed(1);
}

function millis(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}
