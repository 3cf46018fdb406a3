/**
 * The text of `--help`, made of the table of options.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { optionWording } from "../words/catalogue/options.ts";
import { wrapText } from "./wrap_text.ts";
import { defaultNoteOf, type Option, variableOf } from "./option.ts";
import { type Program, SHOW_OPTIONS } from "./program.ts";

const WIDTH = 80;
/** Where descriptions begin; an option longer than that has its line alone. */
const INDENT = 26;

/** Usage, paragraphs, and each option with its meaning, default and environment variable, in at most 80 columns. */
export function helpText(program: Program, language: Language): string {
  const wording = optionWording(language);
  const about = program.about.map((paragraph) =>
    `${wrapText(paragraph[language], WIDTH).join("\n")}\n`
  );
  const options = Object.entries(program.options).flatMap(([name, option]) =>
    entry(
      `--${usageOf(name, option)}`,
      wording.described(option.summary[language], notesOf(name, option, language)),
    )
  );
  return [
    `${wording.usage(`${program.name} ${program.usage[language]}`)}\n`,
    ...about,
    `${wording.optionsHeading}\n`,
    ...options,
    ...SHOW_OPTIONS.flatMap(({ name, usage }) => entry(usage, wording.shows[name])),
  ].join("\n") + "\n";
}

function usageOf(name: string, { kind }: Option): string {
  return kind.placeholder === undefined ? name : `${name} ${kind.placeholder}`;
}

function notesOf(name: string, option: Option, language: Language): string[] {
  const wording = optionWording(language);
  const fallback = defaultNoteOf(option, language);
  const parts: string[] = [];
  if (option.isRepeatable) parts.push(wording.repeatable);
  if (fallback !== undefined) parts.push(wording.defaultsTo(fallback));
  return [...parts, variableOf(name)];
}

function entry(usage: string, description: string): string[] {
  const lines = wrapText(description, WIDTH - INDENT);
  const head = `  ${usage}`;
  if (head.length > INDENT - 2) return [head, ...lines.map(indent)];
  return [head.padEnd(INDENT) + (lines[0] ?? ""), ...lines.slice(1).map(indent)];
}

function indent(line: string): string {
  return " ".repeat(INDENT) + line;
}
