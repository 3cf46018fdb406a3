/**
 * Completion scripts for shells, made from the table of options.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { optionWording } from "../words/catalogue/options.ts";
import type { Option } from "./option.ts";
import { type Program, type Shell, SHOW_OPTIONS } from "./program.ts";

/** The script that completes a program's options in a shell, ending in a line end. Never throws. */
export function completionScript(program: Program, shell: Shell, language: Language): string {
  switch (shell) {
    case "bash":
      return bashScript(program);
    case "zsh":
      return zshScript(program, language);
    case "fish":
      return fishScript(program, language);
    default:
      return shell satisfies never;
  }
}

function bashScript({ name, options }: Program): string {
  const entries = Object.entries(options);
  const cases = entries.filter(([, option]) => option.kind.placeholder !== undefined)
    .map(([option, { kind }]) => `    --${option}) ${bashValues(kind)} return ;;`);
  const shows = SHOW_OPTIONS.flatMap(({ name: option, words }) =>
    words === undefined ? [] : [`    --${option}) ${bashWords(words)} return ;;`]
  );
  const all = [...entries.map(([option]) => option), ...SHOW_OPTIONS.map((each) => each.name)]
    .map((option) => `--${option}`).join(" ");
  return [
    `_${name}() {`,
    "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}",
    "  COMPREPLY=()",
    "  case $before in",
    ...cases,
    ...shows,
    "  esac",
    `  COMPREPLY=($(compgen -W '${all}' -- "$word"))`,
    "}",
    `complete -F _${name} ${name}`,
  ].join("\n") + "\n";
}

function bashValues({ words, isFile }: Option["kind"]): string {
  if (isFile) return 'COMPREPLY=($(compgen -f -- "$word"));';
  if (words === undefined) return "";
  return bashWords(words);
}

function bashWords(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W '${words.join(" ")}' -- "$word"));`;
}

function zshScript({ name, options }: Program, language: Language): string {
  const { shows: purposes } = optionWording(language);
  const entries = Object.entries(options).map(([option, { kind, summary, isRepeatable }]) => {
    const star = isRepeatable ? "*" : "";
    return `  '${star}--${option}[${zshText(summary[language])}]${zshValues(kind)}'`;
  });
  const shows = SHOW_OPTIONS.map(({ name: option, words }) => {
    const values = words === undefined ? "" : `:${option}:(${words.join(" ")})`;
    return `  '(- *)--${option}[${zshText(purposes[option])}]${values}'`;
  });
  return [`#compdef ${name}`, "_arguments \\", [...entries, ...shows].join(" \\\n")].join("\n") +
    "\n";
}

function zshValues({ placeholder, words, isFile }: Option["kind"]): string {
  if (placeholder === undefined) return "";
  if (isFile) return `:${placeholder}:_files`;
  return `:${zshText(placeholder)}:${words === undefined ? "" : `(${words.join(" ")})`}`;
}

/** Escapes text for zsh between single quotes, brackets and colons. */
function zshText(text: string): string {
  return text.replace(/[\\[\]:]/g, "\\$&").replaceAll("'", "'\\''");
}

function fishScript({ name, options }: Program, language: Language): string {
  const { shows: purposes } = optionWording(language);
  const entries = Object.entries(options).map(([option, { kind, summary }]) =>
    `complete -c ${name} -l ${option}${fishValues(kind)} -d ${fishText(summary[language])}`
  );
  const shows = SHOW_OPTIONS.map(({ name: option, words }) => {
    const values = words === undefined ? "" : ` -x -a ${fishText(words.join(" "))}`;
    return `complete -c ${name} -l ${option}${values} -d ${fishText(purposes[option])}`;
  });
  return [`complete -c ${name} -f`, ...entries, ...shows].join("\n") + "\n";
}

function fishValues({ placeholder, words, isFile }: Option["kind"]): string {
  if (placeholder === undefined) return "";
  if (isFile) return " -r -F";
  return words === undefined ? " -x" : ` -x -a ${fishText(words.join(" "))}`;
}

function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
