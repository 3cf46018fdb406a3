/**
 * The text of `--help`, made of the table of options.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { optionWording } from "../words/catalogue/options.ts";
import { wrapText } from "./wrap_text.ts";
import { defaultNoteOf, type Option, type OptionTable, variableOf } from "./option.ts";
import { type Program, SHOW_OPTIONS } from "./program.ts";
import type { SubcommandName } from "./subcommand_names.ts";
import { usageOf } from "./subcommands.ts";

const WIDTH = 80;
/** Where descriptions begin; an option longer than that has its line alone. */
const INDENT = 26;

/**
 * Usage, paragraphs, each option with its meaning, default and environment variable, and the subcommands,
 * in at most 80 columns. Never throws.
 */
export function helpText(program: Program, language: Language): string {
  const { subcommands = [] } = program;
  const wording = optionWording(language);
  return [
    `${wording.usage(`${program.name} ${program.usage[language]}`)}\n`,
    ...program.about.map((each) => paragraph(each[language])),
    `${wording.optionsHeading}\n`,
    ...optionEntries(program.options, language),
    ...SHOW_OPTIONS.flatMap(({ name, usage }) => entry(usage, wording.shows[name])),
    ...(subcommands.length > 0 ? [`\n${wording.subcommandsHeading}\n`] : []),
    ...subcommands.flatMap((each) => entry(usageOf(each), each.summary[language])),
  ].join("\n") + "\n";
}

/** The same for one subcommand of a program; empty if it has none of this name. Never throws. */
export function subcommandHelp(
  { name, subcommands = [] }: Program,
  wanted: SubcommandName,
  language: Language,
): string {
  const row = subcommands.find((each) => each.name === wanted);
  if (row === undefined) return "";
  const wording = optionWording(language);
  return [
    `${wording.usage(`${name} ${usageOf(row)}`)}\n`,
    paragraph(wording.paragraph([capitalized(row.summary[language])])),
    ...row.about.map((each) => paragraph(each[language])),
    paragraph(row.beside[language]),
    `${wording.subcommandOptionsHeading}\n`,
    ...optionEntries(row.options, language),
    ...entry("-h, --help", wording.shows.help),
  ].join("\n") + "\n";
}

function paragraph(text: string): string {
  return `${wrapText(text, WIDTH).join("\n")}\n`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function optionEntries(options: OptionTable, language: Language): string[] {
  const wording = optionWording(language);
  return Object.entries(options).flatMap(([name, option]) =>
    entry(
      `--${flagOf(name, option)}`,
      wording.described(option.summary[language], notesOf(name, option, language)),
    )
  );
}

function flagOf(name: string, { kind }: Option): string {
  return kind.placeholder === undefined ? name : `${name} ${kind.placeholder}`;
}

function notesOf(name: string, option: Option, language: Language): string[] {
  const wording = optionWording(language);
  const fallback = defaultNoteOf(option, language);
  const parts: string[] = [];
  if (option.isRepeatable) parts.push(wording.repeatable);
  if (fallback !== undefined) parts.push(wording.defaultsTo(fallback));
  return option.isWithoutVariable ? parts : [...parts, variableOf(name)];
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
