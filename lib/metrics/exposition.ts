/**
 * Writes metrics in the text format of Prometheus, version 0.0.4. Pure.
 *
 * @module
 */

import type { Family, Sample } from "./family.ts";
import type { Distribution } from "./histogram.ts";

/** The content type of the format. */
export const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** All families as text, in this order. Never throws. */
export function expose(families: readonly Family[]): string {
  return families.map(exposeOne).join("");
}

function exposeOne(family: Family): string {
  const { name, help, type } = family;
  const samples = family.type === "histogram"
    ? histogramLines(name, family.distribution)
    : family.samples.map((sample) => sampleLine(name, sample));
  return [`# HELP ${name} ${escapeHelp(help)}\n`, `# TYPE ${name} ${type}\n`, ...samples].join("");
}

function histogramLines(name: string, { buckets, sum, count }: Distribution): string[] {
  const bucket = (le: string, value: number) =>
    sampleLine(`${name}_bucket`, { labels: { le }, value });
  return [
    ...buckets.map(({ bound, count: upTo }) => bucket(numberText(bound), upTo)),
    bucket("+Inf", count),
    sampleLine(`${name}_sum`, { labels: {}, value: sum }),
    sampleLine(`${name}_count`, { labels: {}, value: count }),
  ];
}

function sampleLine(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escapeLabel(text)}"`);
  const braces = pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
  return `${name}${braces} ${numberText(value)}\n`;
}

function numberText(value: number): string {
  if (value === Infinity) return "+Inf";
  if (value === -Infinity) return "-Inf";
  return String(value);
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
