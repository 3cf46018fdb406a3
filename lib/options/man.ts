/**
 * Manual pages in the format of `man(7)`, made of the table of options and of what the help says.
 *
 * @module
 */

import { VERSION } from "../version.ts";
import { defaultOf, type Option, twinOf } from "./parse.ts";
import { type Program, SHOW_OPTIONS } from "./program.ts";

/** The manual page of a program, as source for `man`. Never throws. */
export function manPage({ name, usage, about, options, manual }: Program): string {
  const { section, purpose, more } = manual;
  return [
    `.TH ${name.toUpperCase()} ${section} "" "${name} ${roff(VERSION)}"`,
    ".nh",
    ".SH NAME",
    `${name} \\- ${roff(purpose)}`,
    ".SH SYNOPSIS",
    `.B ${name}`,
    roff(usage),
    ".SH DESCRIPTION",
    about.map(roff).join("\n.PP\n"),
    ".SH OPTIONS",
    ...Object.entries(options).flatMap(optionEntry),
    ...SHOW_OPTIONS.flatMap((each) => [".TP", `.B ${roff(each.usage)}`, roff(`${each.summary}.`)]),
    ...more.flatMap(({ title, entries }) => [
      `.SH ${roff(title)}`,
      ...entries.flatMap(([term, text]) => [".TP", `.B ${roff(term)}`, roff(text)]),
    ]),
  ].join("\n") + "\n";
}

function optionEntry([name, option]: readonly [string, Option]): string[] {
  const { kind, summary, isRepeatable } = option;
  const value = kind.placeholder === undefined ? "" : ` \\fI${roff(kind.placeholder)}\\fR`;
  const fallback = option.defaultNote ?? defaultOf(option);
  const notes = [
    ...(fallback === undefined ? [] : [`Default: ${fallback}.`]),
    ...(isRepeatable ? ["May be given more than once."] : []),
    `Environment: ${twinOf(name)}.`,
  ];
  return [".TP", `\\fB\\-\\-${roff(name)}\\fR${value}`, roff(`${summary}. ${notes.join(" ")}`)];
}

/** Text that the formatter takes as it is: a backslash, a hyphen and a leading dot mean something. */
function roff(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^(?=[.'])/gm, "\\&");
}
