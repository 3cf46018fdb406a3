/**
 * Tables that read well on a terminal and in Markdown alike.
 *
 * @module
 */

import type { Column } from "./column.ts";
import type { Summary } from "./runner.ts";

// Above this share of its time the meter has too little left to be sure that it waited for the server.
const BUSY_LIMIT = 0.9;

/** Rows and columns as a Markdown table whose columns line up; the first row is the header. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const widths = header.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, i) => pad(row[i] ?? "", width, i === 0)).join(" | ")} |`;
  const rule = `| ${
    widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(
      " | ",
    )
  } |`;
  return [line(header), rule, ...body.map(line)].join("\n");
}

function pad(text: string, width: number, isLeft: boolean): string {
  return isLeft ? text.padEnd(width) : text.padStart(width);
}

/** What the servers came to on one work, with ratios to the first of them. */
export function formatSummaries(columns: readonly Column[], summaries: readonly Summary[]): string {
  const first = summaries[0];
  const titles = columns.flatMap(({ title, hasRatio }) =>
    hasRatio ? [title, `x ${first?.server ?? ""}`] : [title]
  );
  const rows = summaries.map((summary) => [
    summary.server,
    ...columns.flatMap((column) => cells(column, summary, first)),
    summary.error === undefined ? faultWords(summary.faults) : `failed: ${summary.error}`,
  ]);
  return [formatTable([["server", ...titles, "faults"], ...rows]), ...limitWords(summaries)].join(
    "\n",
  );
}

function cells(
  { key, show, hasRatio }: Column,
  summary: Summary,
  first: Summary | undefined,
): string[] {
  const value = summary.figures[key] ?? NaN;
  const shown = Number.isNaN(value) ? "" : show(value);
  if (!hasRatio) return [shown];
  const ratio = value / (first?.figures[key] ?? NaN);
  return [shown, Number.isNaN(ratio) ? "" : ratio.toFixed(2)];
}

function faultWords(faults: Record<string, number>): string {
  const words = Object.entries(faults).map(([kind, count]) => `${kind}=${count}`);
  return words.length === 0 ? "none" : words.join(" ");
}

function limitWords(summaries: readonly Summary[]): string[] {
  return summaries.flatMap(({ server, figures }) => {
    const busy = figures["meterBusy"] ?? figures["meterCores"] ?? NaN;
    if (!(busy > BUSY_LIMIT)) return [];
    const both = (figures["cores"] ?? 0) > BUSY_LIMIT
      ? "the meter and the server were both"
      : "the meter was";
    return [
      `${server}: ${both} at the limit (meter ${
        (busy * 100).toFixed(0)
      } % busy): compare its processor time, not its speed`,
    ];
  });
}
