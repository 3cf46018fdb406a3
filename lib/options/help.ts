/**
 * The text of `--help`, made of the table of options.
 *
 * @module
 */

import { defaultOf, type Option, twinOf } from "./parse.ts";
import { type Program, SHOW_OPTIONS } from "./program.ts";

const WIDTH = 80;
/** Where descriptions begin; an option longer than that has its line alone. */
const INDENT = 26;

/** Usage, paragraphs, and each option with its meaning, default and twin, in at most 80 columns. */
export function helpText(program: Program): string {
  const about = program.about.map((paragraph) => `${fill(paragraph, 0).join("\n")}\n`);
  const options = Object.entries(program.options).flatMap(([name, option]) =>
    entry(`--${usageOf(name, option)}`, `${option.summary} (${notes(name, option)})`)
  );
  return [
    `Usage: ${program.name} ${program.usage}\n`,
    ...about,
    "Options, each with its environment variable, over which the option wins:\n",
    ...options,
    ...SHOW_OPTIONS.flatMap(({ usage, summary }) => entry(usage, summary)),
  ].join("\n") + "\n";
}

function usageOf(name: string, { kind }: Option): string {
  return kind.placeholder === undefined ? name : `${name} ${kind.placeholder}`;
}

function notes(name: string, option: Option): string {
  const parts: string[] = [];
  const fallback = option.defaultNote ?? defaultOf(option);
  if (option.isRepeatable) parts.push("repeatable");
  if (option.later !== undefined) parts.push("not available yet");
  if (fallback !== undefined) parts.push(`default ${fallback}`);
  return [...parts, twinOf(name)].join("; ");
}

function entry(usage: string, description: string): string[] {
  const lines = fill(description, INDENT);
  const head = `  ${usage}`;
  if (head.length > INDENT - 2) return [head, ...lines.map(indent)];
  return [head.padEnd(INDENT) + (lines[0] ?? ""), ...lines.slice(1).map(indent)];
}

function indent(line: string): string {
  return " ".repeat(INDENT) + line;
}

/** Breaks text at its spaces into lines that fit beside what stands to their left. */
function fill(text: string, left: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= WIDTH - left) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
