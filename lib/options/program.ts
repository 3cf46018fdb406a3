/**
 * The description of a program, from which its help, its manual page and its completions are made.
 *
 * @module
 */

import type { Translated } from "../core/language.ts";
import type { Shown } from "../words/options.ts";
import type { OptionTable } from "./option.ts";
import type { Subcommand } from "./subcommands.ts";

/** What the help contains. */
export interface Program {
  /** The name of the executable. */
  readonly name: string;
  /** What follows the name: `[options]`. */
  readonly usage: Translated;
  /** Paragraphs: what it is for, and what else a reader should know. */
  readonly about: readonly Translated[];
  /** Its options. */
  readonly options: OptionTable;
  /** What it does in place of its usual work if the first argument names it; undefined for nothing. */
  readonly subcommands?: readonly Subcommand[] | undefined;
  /** What the manual page says beside all that. */
  readonly manual: Manual;
}

/** What a manual page says beside the help. */
export interface Manual {
  /** The section of the manual: 1 for commands, 8 for daemons. */
  readonly section: 1 | 8;
  /** What the program is, in a few words. */
  readonly purpose: Translated;
  /** Further sections, after the options. */
  readonly more: readonly ManualSection[];
}

/** A section that only the manual page of one program has. */
export interface ManualSection {
  /** Its heading, e.g. `EXIT STATUS`. */
  readonly title: Translated;
  /** Terms and what they mean, in order. */
  readonly entries: readonly (readonly [term: string, text: Translated])[];
}

/** An option that shows a text and ends; every program has the same. What it does is in the catalogue. */
export interface ShowOption {
  /** Its name. */
  readonly name: Shown;
  /** How it is written in the help. */
  readonly usage: string;
  /** The words that it takes; undefined if it takes none. */
  readonly words?: readonly string[] | undefined;
}

/** The shells that there are completions for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** A shell that there are completions for. */
export type Shell = typeof SHELLS[number];

/** The options of every program that show a text and end, in the order of the help. */
export const SHOW_OPTIONS: readonly ShowOption[] = [
  { name: "help", usage: "-h, --help" },
  { name: "version", usage: "--version" },
  { name: "man", usage: "--man" },
  { name: "completions", usage: `--completions ${SHELLS.join("|")}`, words: SHELLS },
];
