/**
 * Completion scripts for shells, made from the tables of options and subcommands.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { optionWording } from "../words/catalogue/options.ts";
import type { Option, OptionTable } from "./option.ts";
import { type Program, type Shell, SHOW_OPTIONS } from "./program.ts";
import type { Subcommand } from "./subcommands.ts";

type Kind = Option["kind"];

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

function bashScript({ name, options, subcommands = [] }: Program): string {
  // An option means the same wherever it is taken.
  const all = Object.assign({}, ...subcommands.map((each) => each.options), options);
  const cases = Object.entries<Option>(all)
    .filter(([, { kind }]) => kind.placeholder !== undefined)
    .map(([option, { kind }]) => `    --${option}) ${bashValues(kind)} return ;;`);
  const shows = SHOW_OPTIONS.flatMap(({ name: option, words }) =>
    words === undefined ? [] : [`    --${option}) ${bashWords(words.join(" "))} return ;;`]
  );
  return [
    `_${name}() {`,
    "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}",
    "  COMPREPLY=()",
    "  case $before in",
    ...cases,
    ...shows,
    "  esac",
    ...bashSubcommands(subcommands),
    `  ${bashWords([...flagsOf(options), ...showFlags()].join(" "))}`,
    "}",
    `complete -F _${name} ${name}`,
  ].join("\n") + "\n";
}

/** Offers the names as the first word, and behind one of them what it takes. */
function bashSubcommands(subcommands: readonly Subcommand[]): string[] {
  if (subcommands.length === 0) return [];
  const names = subcommands.map(({ name }) => name).join(" ");
  return [
    "  if [[ $COMP_CWORD -eq 1 && $word != -* ]]; then",
    `    ${bashWords(names)} return`,
    "  fi",
    "  case ${COMP_WORDS[1]} in",
    ...subcommands.map(({ name, options, operand }) => {
      const flags = bashWords([...flagsOf(options), "--help"].join(" "));
      const files = operand?.kind.isFile
        ? '[[ $word != -* ]] && COMPREPLY=($(compgen -f -- "$word"));'
        : "";
      return `    ${name}) ${flags} ${files} return ;;`;
    }),
    "  esac",
  ];
}

function bashValues({ words, isFile, isFolder }: Kind): string {
  if (isFile) return 'COMPREPLY=($(compgen -f -- "$word"));';
  if (isFolder) return 'COMPREPLY=($(compgen -d -- "$word"));';
  return words === undefined ? "" : bashWords(words.join(" "));
}

function bashWords(words: string): string {
  return `COMPREPLY=($(compgen -W '${words}' -- "$word"));`;
}

function flagsOf(options: OptionTable): string[] {
  return Object.keys(options).map((option) => `--${option}`);
}

function showFlags(): string[] {
  return SHOW_OPTIONS.map(({ name }) => `--${name}`);
}

function zshScript({ name, options, subcommands = [] }: Program, language: Language): string {
  const { shows: purposes } = optionWording(language);
  const shows = SHOW_OPTIONS.map(({ name: option, words }) => {
    const values = words === undefined ? "" : `:${option}:(${words.join(" ")})`;
    return `  '(- *)--${option}[${zshText(purposes[option])}]${values}'`;
  });
  const named = subcommands.map((row) => `${row.name}\\:"${zshText(row.summary[language])}"`);
  const first = subcommands.length === 0 ? [] : [`  '1: :((${named.join(" ")}))'`];
  return [
    `#compdef ${name}`,
    ...zshSubcommands(subcommands, language),
    "_arguments \\",
    [...zshOptions(options, language), ...shows, ...first].join(" \\\n"),
  ].join("\n") + "\n";
}

/** Behind a subcommand, completes what that takes, and nothing else. */
function zshSubcommands(subcommands: readonly Subcommand[], language: Language): string[] {
  if (subcommands.length === 0) return [];
  const { shows } = optionWording(language);
  const cases = subcommands.flatMap(({ name, options, operand }) => [
    `  ${name})`,
    "_arguments \\",
    [
      ...zshOptions(options, language),
      `  '(- *)--help[${zshText(shows.help)}]'`,
      `  '1: :(${name})'`,
      ...(operand === undefined ? [] : [`  '2${zshValues(operand.kind)}'`]),
    ].join(" \\\n"),
    "return ;;",
  ]);
  return ["(( CURRENT > 2 )) && case ${words[2]} in", ...cases, "esac"];
}

function zshOptions(options: OptionTable, language: Language): string[] {
  return Object.entries(options).map(([option, { kind, summary, isRepeatable }]) => {
    const star = isRepeatable ? "*" : "";
    return `  '${star}--${option}[${zshText(summary[language])}]${zshValues(kind)}'`;
  });
}

function zshValues({ placeholder, words, isFile, isFolder }: Kind): string {
  if (placeholder === undefined) return "";
  if (isFile) return `:${placeholder}:_files`;
  if (isFolder) return `:${placeholder}:_files -/`;
  return `:${zshText(placeholder)}:${words === undefined ? "" : `(${words.join(" ")})`}`;
}

/** Escapes text for zsh between single quotes, brackets and colons. */
function zshText(text: string): string {
  return text.replace(/[\\[\]:]/g, "\\$&").replaceAll("'", "'\\''");
}

function fishScript({ name, options, subcommands = [] }: Program, language: Language): string {
  const { shows: purposes } = optionWording(language);
  const names = subcommands.map((each) => each.name).join(" ");
  const outside = names === "" ? "" : ` -n 'not __fish_seen_subcommand_from ${names}'`;
  const shows = SHOW_OPTIONS.map(({ name: option, words }) => {
    const values = words === undefined ? "" : ` -x -a ${fishText(words.join(" "))}`;
    return `complete -c ${name} -l ${option}${values} -d ${fishText(purposes[option])}`;
  });
  const within = subcommands.flatMap((row) => {
    const behind = ` -n '__fish_seen_subcommand_from ${row.name}'`;
    return [
      `complete -c ${name} -n __fish_use_subcommand -a ${row.name} -d ` +
      fishText(row.summary[language]),
      ...fishOptions(`${name}${behind}`, row.options, language),
      ...(row.operand?.kind.isFile ? [`complete -c ${name}${behind} -F`] : []),
    ];
  });
  return [
    `complete -c ${name} -f`,
    ...fishOptions(`${name}${outside}`, options, language),
    ...within,
    ...shows,
  ].join("\n") + "\n";
}

function fishOptions(command: string, options: OptionTable, language: Language): string[] {
  return Object.entries(options).map(([option, { kind, summary }]) =>
    `complete -c ${command} -l ${option}${fishValues(kind)} -d ${fishText(summary[language])}`
  );
}

function fishValues({ placeholder, words, isFile, isFolder }: Kind): string {
  if (placeholder === undefined) return "";
  if (isFile) return " -r -F";
  if (isFolder) return " -x -a '(__fish_complete_directories)'";
  return words === undefined ? " -x" : ` -x -a ${fishText(words.join(" "))}`;
}

function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
