/**
 * The text of `--print-config`: every option with its value and where the value comes from, as a
 * configuration file that gives the same values.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { optionWording } from "../words/catalogue/options.ts";
import { defaultNoteOf, isFlag, type Option, type OptionTable, type Source } from "./option.ts";
import type { Parsed } from "./startup.ts";

/** What no terminal should be sent, and what TOML wants escaped. */
const ESCAPED = /["\\\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A number that TOML reads back as the same text. */
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,3})?$/;

/**
 * One line for each option that a file may name, in the order of the table. An option without a value is a
 * comment, and so is a secret, whose value is not shown. Never throws.
 */
export function printSettings<T extends OptionTable>(
  table: T,
  { sources }: Pick<Parsed<T>, "sources">,
  language: Language,
): string {
  const lines = Object.entries(table)
    .filter(([, option]) => !option.isNotInFile)
    .map(([name, option]) => lineOf(name, { option, source: sources[name], language }));
  return `${lines.join("\n")}\n`;
}

interface Row {
  readonly option: Option;
  readonly source: Source | undefined;
  readonly language: Language;
}

function lineOf(name: string, { option, source, language }: Row): string {
  const wording = optionWording(language);
  if (source === undefined) {
    if (option.default === undefined) {
      return `# ${name}: ${wording.notSet(defaultNoteOf(option, language))}`;
    }
    return `${name} = ${tomlValue(option.default)}  # ${wording.byDefault}`;
  }
  const origin = wording.givenBy(source.place ?? source.label);
  if (option.isSecret) return `# ${name} = "***"  # ${origin}; ${wording.secretNotShown}`;
  const values = source.texts.map((text) =>
    isFlag(option) ? flagValue(option, text) : tomlValue(text)
  );
  return `${name} = ${option.isRepeatable ? `[${values.join(", ")}]` : values.join()}  # ${origin}`;
}

function flagValue(option: Option, text: string): string {
  return option.kind.read(text) === true ? "true" : "false";
}

function tomlValue(text: string): string {
  return PLAIN_NUMBER.test(text) ? text : `"${text.replace(ESCAPED, escaped)}"`;
}

function escaped(char: string): string {
  if (char === '"' || char === "\\") return `\\${char}`;
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
