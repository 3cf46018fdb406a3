/**
 * Command line options, declared once: a table says for each option what it takes, what it means
 * and what holds without it; parsing, environment twins, `--help` and whatever else needs to know
 * the options all read that table. What a value may be is said by the kinds in kinds.ts.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { nearest } from "./nearest.ts";
import { type Shell, SHELLS, SHOW_OPTIONS } from "./program.ts";
import { escapeUnprintable, quote, shorten } from "../printable.ts";

/** What an option takes, and how its text becomes a value. */
export interface Kind<T> {
  /** Stands for the value in `--help`; a flag takes none. */
  readonly placeholder?: string | undefined;
  /** Says what is allowed, to follow "is not": `a number from 0 to 9`. */
  readonly allowed: string;
  /** Every word that is allowed, where they can be counted. */
  readonly words?: readonly string[] | undefined;
  /** Whether the value names a file, for shell completion. */
  readonly isFile?: boolean | undefined;
  /** Reads a value; undefined if it is not allowed. Never throws. */
  read(text: string): T | undefined;
  /** A word of advice about text that is not allowed; undefined where there is none. */
  advise?(text: string): string | undefined;
}

/** One option. Its name is its key in the table; a name that begins with `no-` must be a flag. */
export interface Option<T = unknown> {
  /** What it takes. */
  readonly kind: Kind<T>;
  /** What it is for, as a phrase in `--help`. */
  readonly summary: string;
  /** What holds without it, as it would be typed. */
  readonly default?: string | undefined;
  /** What holds without it where that is not one value, for `--help` alone. */
  readonly defaultNote?: string | undefined;
  /** Whether it may be given more than once; its twin then separates values by commas. */
  readonly isRepeatable?: boolean | undefined;
  /**
   * Set while the work behind the option is not done: only `off` is accepted, and it replaces the
   * default; without `off` the option cannot be given at all.
   */
  readonly later?: Later | undefined;
}

/** What may be said of an option whose work is not done. */
export interface Later {
  /** The value that turns it off, as it would be typed. */
  readonly off?: string | undefined;
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

/** Looks up an environment variable; undefined if it is not set. */
export type Environment = (name: string) => string | undefined;

/** One sentence, without its full stop, that says what is wrong and what is allowed: exit code 2. */
export interface Problem {
  /** Tells it from other results. */
  readonly kind: "problem";
  /** The sentence. */
  readonly problem: string;
}

/** What the arguments ask for instead of a run: a text to show. */
export type Request =
  | { readonly kind: "request"; readonly request: "help" | "version" | "man" }
  | { readonly kind: "request"; readonly request: "completions"; readonly shell: Shell };

/** Options that could be read, and what was given beside them. */
export interface Parsed<T extends OptionTable> {
  /** Tells it from other results. */
  readonly kind: "parsed";
  /** The value of every option of the table. */
  readonly values: Values<T>;
  /** What is no option. */
  readonly positionals: readonly string[];
}

/** What a program should do: run, show a text on stdout and end well, or complain and exit with 2. */
export type Startup<C> =
  | { readonly kind: "run"; readonly config: C }
  | { readonly kind: "show"; readonly text: string }
  | Problem;

/** Makes a problem of a sentence. Never throws. */
export function problem(sentence: string): Problem {
  return { kind: "problem", problem: sentence };
}

/** The environment twin of an option: `idle-timeout` has `HUBBUB_IDLE_TIMEOUT`. Never throws. */
export function twinOf(name: string): string {
  return `HUBBUB_${name.toUpperCase().replaceAll("-", "_")}`;
}

/** What holds without the option, as it would be typed; undefined if nothing does. Never throws. */
export function defaultOf(option: Option): string | undefined {
  return option.later === undefined ? option.default : option.later.off;
}

/**
 * Reads arguments by the table: a flag of the command line wins over its environment twin, and that
 * over the default; an empty twin counts as unset; of an option that may be given once the last
 * wins. `SHOW_OPTIONS` belong to every table, and the first of them wins over mistakes that come
 * after it. Throws `TypeError` only for a default that its own kind refuses.
 */
export function parseOptions<T extends OptionTable>(
  table: T,
  args: readonly string[],
  env: Environment,
): Parsed<T> | Request | Problem {
  const spelled = spellOut(table, args);
  if ("kind" in spelled) return spelled;
  const names = Object.keys(table);
  const flags: Readonly<Record<string, unknown>> = parseArgs([...spelled.options], {
    string: names,
    collect: names,
  });
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(table)) {
    const source = flagSource(name, option, flags[name] as readonly string[]) ??
      twinSource(name, option, env);
    const value = valueOf(option, source);
    if (isProblem(value)) return value;
    values[name] = value;
  }
  return { kind: "parsed", values: values as Values<T>, positionals: spelled.positionals };
}

/** Arguments, each of which means one thing. */
interface Spelled {
  /** `--name=value`, or `--name` for a flag. */
  readonly options: readonly string[];
  readonly positionals: readonly string[];
}

/**
 * Makes each argument mean one thing to `parseArgs`, which would take `--plain true` for a flag with
 * a value, `--no-x=1` for `x`, and the 5 of `--rate -5` for a flag.
 */
function spellOut(table: OptionTable, args: readonly string[]): Spelled | Request | Problem {
  const options: string[] = [];
  const positionals: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") return { options, positionals: [...positionals, ...args.slice(i + 1)] };
    const request = readRequest(arg, args[i + 1]);
    if (request !== undefined) return request;
    if (!arg.startsWith("-") || arg === "-") {
      positionals.push(arg);
      continue;
    }
    const spelled = spellOption(table, arg, args[i + 1]);
    if (isProblem(spelled)) return spelled;
    options.push(spelled.text);
    if (spelled.hasTakenNext) i++;
  }
  return { options, positionals };
}

function readRequest(arg: string, next: string | undefined): Request | Problem | undefined {
  if (arg === "--help" || arg === "-h") return { kind: "request", request: "help" };
  if (arg === "--version") return { kind: "request", request: "version" };
  if (arg === "--man") return { kind: "request", request: "man" };
  const [flag, value = next] = arg.split("=", 2);
  if (flag !== "--completions") return undefined;
  const shell = SHELLS.find((each) => each === value);
  if (shell !== undefined) return { kind: "request", request: "completions", shell };
  const allowed = `one of ${SHELLS.join(", ")}`;
  return value === undefined || value === ""
    ? problem(`${flag} needs a value: ${allowed}`)
    : problem(`${flag} ${quote(value)} is not ${allowed}`);
}

function spellOption(
  table: OptionTable,
  arg: string,
  next: string | undefined,
): { readonly text: string; readonly hasTakenNext: boolean } | Problem {
  const equals = arg.indexOf("=");
  const flag = equals < 0 ? arg : arg.slice(0, equals);
  const inline = equals < 0 ? undefined : arg.slice(equals + 1);
  const name = flag.replace(/^--/, "");
  const option = name !== flag && Object.hasOwn(table, name) ? table[name] : undefined;
  if (option === undefined) return unknownOption(table, flag);
  if (isFlag(option)) {
    if (inline !== undefined) return problem(`${flag} takes no value, not ${quote(inline)}`);
    return { text: flag, hasTakenNext: false };
  }
  const value = inline ?? (next?.startsWith("--") ? undefined : next);
  if (value === undefined || value === "") {
    return problem(`${flag} needs a value: ${option.kind.allowed}`);
  }
  return { text: `${flag}=${value}`, hasTakenNext: inline === undefined };
}

function unknownOption(table: OptionTable, flag: string): Problem {
  const near = nearest(flag.replace(/^-+/, ""), [
    ...Object.keys(table),
    ...SHOW_OPTIONS.map(({ name }) => name),
  ]);
  const advice = near === undefined ? "see --help" : `did you mean --${near}?`;
  return problem(`unknown option ${escapeUnprintable(shorten(flag, 80))}; ${advice}`);
}

/** Texts given for an option, and by what. */
interface Source {
  /** The flag or the variable, for sentences about it. */
  readonly label: string;
  readonly texts: readonly string[];
}

function flagSource(name: string, option: Option, texts: readonly string[]): Source | undefined {
  if (texts.length === 0) return undefined;
  if (isFlag(option)) return { label: `--${name}`, texts: ["yes"] };
  return { label: `--${name}`, texts: option.isRepeatable ? texts : texts.slice(-1) };
}

function twinSource(name: string, option: Option, env: Environment): Source | undefined {
  const label = twinOf(name);
  const text = env(label)?.trim() ?? "";
  const texts = option.isRepeatable ? text.split(",").map((part) => part.trim()) : [text];
  const given = texts.filter((part) => part !== "");
  return given.length === 0 ? undefined : { label, texts: given };
}

function valueOf(option: Option, source: Source | undefined): unknown {
  if (source === undefined) return defaultValue(option);
  const values: unknown[] = [];
  for (const text of source.texts) {
    const value = option.kind.read(text);
    if (value === undefined) return refusal(option, source.label, text);
    if (option.later !== undefined && value !== readOff(option)) {
      return notAvailable(option, source.label, text);
    }
    values.push(value);
  }
  return option.isRepeatable ? values : values[0];
}

function defaultValue(option: Option): unknown {
  if (option.isRepeatable) return [];
  const text = defaultOf(option);
  if (text === undefined) return isFlag(option) ? false : undefined;
  const value = option.kind.read(text);
  if (value === undefined) throw new TypeError(`the default "${text}" is not allowed`);
  return value;
}

function readOff(option: Option): unknown {
  const off = option.later?.off;
  return off === undefined ? undefined : option.kind.read(off);
}

function refusal(option: Option, label: string, text: string): Problem {
  const advice = option.kind.advise?.(text);
  const tail = advice === undefined ? "" : `; ${advice}`;
  return problem(`${label} ${quote(text)} is not ${option.kind.allowed}${tail}`);
}

function notAvailable(option: Option, label: string, text: string): Problem {
  const off = option.later?.off;
  const tail = off === undefined ? "leave it out" : `only ${off} is accepted`;
  return problem(`${label} ${quote(text)} is not available yet; ${tail}`);
}

/** Whether the option takes no value. */
function isFlag(option: Option): boolean {
  return option.kind.placeholder === undefined;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "problem";
}
