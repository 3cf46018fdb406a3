/**
 * Manual pages in the format of `man(7)`, made of the table of options and of what the help says.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { VERSION } from "../program/version.ts";
import { optionWording } from "../words/catalogue/options.ts";
import { pieces } from "./wrap_text.ts";
import { defaultNoteOf, type Option, variableOf } from "./option.ts";
import { type Program, SHOW_OPTIONS } from "./program.ts";
import { usageOf } from "./subcommands.ts";

/** The manual page of a program, as source for `man`. Never throws. */
export function manPage(program: Program, language: Language): string {
  const { name, usage, about, options } = program;
  const { section, purpose, more } = program.manual;
  const { headings, paragraph, shows } = optionWording(language);
  return [
    `.TH ${name.toUpperCase()} ${section} "" "${name} ${roff(VERSION)}"`,
    ".nh",
    // Chinese has few blanks that the formatter could stretch to justify a line.
    ...language === "zh" ? [".ad l"] : [],
    `.SH ${headings.name}`,
    `${name} \\- ${roff(purpose[language])}`,
    `.SH ${headings.synopsis}`,
    `.B ${name}`,
    roff(usage[language]),
    `.SH ${headings.description}`,
    about.map((each) => roff(each[language])).join("\n.PP\n"),
    `.SH ${headings.options}`,
    ...Object.entries(options).flatMap(([each, option]) => optionEntry(each, option, language)),
    ...SHOW_OPTIONS.flatMap((each) =>
      termEntry(`.B ${roff(each.usage)}`, paragraph([shows[each.name]]))
    ),
    ...subcommandSection(program, language),
    ...more.flatMap(({ title, entries }) => [
      `.SH ${roff(title[language])}`,
      ...entries.flatMap(([term, text]) => termEntry(`.B ${roff(term)}`, text[language])),
    ]),
  ].join("\n") + "\n";
}

function optionEntry(name: string, option: Option, language: Language): string[] {
  const { kind, summary, isRepeatable } = option;
  const wording = optionWording(language);
  const value = kind.placeholder === undefined ? "" : ` \\fI${roff(kind.placeholder)}\\fR`;
  const fallback = defaultNoteOf(option, language);
  const sentences = [
    summary[language],
    ...(fallback === undefined ? [] : [wording.defaultIs(fallback)]),
    ...(isRepeatable ? [wording.mayBeRepeated] : []),
    ...(option.isWithoutVariable ? [] : [wording.environmentIs(variableOf(name))]),
  ];
  return termEntry(`\\fB\\-\\-${roff(name)}\\fR${value}`, wording.paragraph(sentences));
}

/** One entry for each subcommand, with its own options in it. */
function subcommandSection({ subcommands = [] }: Program, language: Language): string[] {
  if (subcommands.length === 0) return [];
  const { headings, paragraph } = optionWording(language);
  return [
    `.SH ${headings.subcommands}`,
    ...subcommands.flatMap((row) => [
      ...termEntry(`.B ${roff(usageOf(row))}`, paragraph([capitalized(row.summary[language])])),
      ...[...row.about, row.beside].map((each) => roff(each[language])),
      ".RS",
      ...Object.entries(row.options).flatMap(([name, option]) =>
        optionEntry(name, option, language)
      ),
      ".RE",
    ]),
  ];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function termEntry(term: string, text: string): string[] {
  return [".TP", term, roff(text)];
}

/**
 * Escapes text for the formatter: a backslash, a hyphen and a leading dot have a meaning there, and not
 * every formatter knows where Chinese text may be broken.
 */
function roff(text: string): string {
  const escaped = pieces(text).map((piece) => piece.replaceAll("\\", "\\e").replaceAll("-", "\\-"));
  return escaped.join("\\:").replaceAll(" \\:", " ").replace(/^(?=[.'])/gm, "\\&");
}
