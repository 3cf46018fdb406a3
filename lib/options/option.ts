/**
 * The declaration of an option: one row in a table, with its kind, summary and default. Parsing,
 * environment variables, `--help` and all other code about options read that table. The kinds in kinds.ts
 * define the allowed values.
 *
 * @module
 */

import type { Language, Translated } from "../core/language.ts";
import type { OptionWording } from "../words/options.ts";

/** What an option takes, and how its text becomes a value. */
export interface Kind<T> {
  /** The placeholder of the value in `--help`; undefined for a flag, which takes no value. */
  readonly placeholder?: string | undefined;
  /** Says what is allowed, as a phrase: `a number from 0 to 9`. */
  allowed(wording: OptionWording): string;
  /** All allowed values, if they are a fixed list. */
  readonly words?: readonly string[] | undefined;
  /** Whether the value names a file, for shell completion. */
  readonly isFile?: boolean | undefined;
  /** Whether the value names a folder, for shell completion. */
  readonly isFolder?: boolean | undefined;
  /** Reads a value; undefined if it is not allowed. Never throws. */
  read(text: string): T | undefined;
  /** Advice about a value that is not allowed; undefined if there is none. */
  advise?(text: string, wording: OptionWording): string | undefined;
}

/** One option. Its name is its key in the table; a name that begins with `no-` must be a flag. */
export interface Option<T = unknown> {
  /** What it takes. */
  readonly kind: Kind<T>;
  /** What it is for, as a phrase in `--help`. */
  readonly summary: Translated;
  /** The default, as it would be typed. */
  readonly default?: string | undefined;
  /** Describes the default in `--help` if it is not one fixed value. */
  readonly defaultNote?: Translated | undefined;
  /** Whether it may be given more than once; its environment variable then has commas between the values. */
  readonly isRepeatable?: boolean | undefined;
  /** Whether no environment variable stands for it, because it is about one call and not about a machine. */
  readonly isWithoutVariable?: boolean | undefined;
  /** Whether no key of a configuration file stands for it, because it is about files or about one call. */
  readonly isNotInFile?: boolean | undefined;
  /** Whether `--no-NAME` takes back what the environment or a file says; of an option without a value it always does. */
  readonly canBeTakenBack?: boolean | undefined;
  /** Whether its value is shown to nobody. */
  readonly isSecret?: boolean | undefined;
}

/** The options of a program by name, in the order of its help. */
export type OptionTable = Readonly<Record<string, Option>>;

/** What one option becomes: a list, a value, or undefined where there is no default. */
export type ValueOf<O extends Option> = O extends { readonly kind: Kind<infer T> }
  ? O extends { readonly isRepeatable: true } ? readonly T[]
  : O extends { readonly default: string } ? T
  : [T] extends [boolean] ? boolean
  : T | undefined
  : never;

/** What a table of options becomes. */
export type Values<T extends OptionTable> = { readonly [Name in keyof T]: ValueOf<T[Name]> };

/** The texts that were given for an option, and where. */
export interface Source {
  /** How the option is called there, for sentences about it: `--rate`, `HUBBUB_RATE` or `rate`. */
  readonly label: string;
  /** One text, or for a repeatable option any number. */
  readonly texts: readonly string[];
  /** `PATH:LINE:COLUMN` of the key in a file; undefined for arguments and variables. */
  readonly place?: string | undefined;
}

/** What a file says of each option, by its name. */
export type FileValues = ReadonlyMap<string, Source>;

/** Looks up an environment variable; undefined if it is not set. */
export type Environment = (name: string) => string | undefined;

/** The environment variable of an option: `idle-timeout` has `HUBBUB_IDLE_TIMEOUT`. Never throws. */
export function variableOf(name: string): string {
  return `HUBBUB_${name.toUpperCase().replaceAll("-", "_")}`;
}

/** The default as `--help` shows it; undefined if there is none. Never throws. */
export function defaultNoteOf(option: Option, language: Language): string | undefined {
  return option.defaultNote?.[language] ?? option.default;
}

/** The options that a configuration file may name. Never throws. */
export function fileOptions(table: OptionTable): OptionTable {
  return Object.fromEntries(Object.entries(table).filter(([, option]) => !option.isNotInFile));
}

/** Whether the option takes no value. Never throws. */
export function isFlag(option: Option): boolean {
  return option.kind.placeholder === undefined;
}
