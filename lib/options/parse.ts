/**
 * Reads options by their table. Arguments have priority over environment variables, these over a file, and
 * that over defaults.
 *
 * @module
 */

import { parseArgs } from "jsr:@std/cli@^1/parse-args";
import { optionWording } from "../words/catalogue/options.ts";
import { languageFor } from "./language.ts";
import {
  type Environment,
  type FileValues,
  isFlag,
  type Option,
  type OptionTable,
  type Source,
  type Values,
  variableOf,
} from "./option.ts";
import { normalizeArgs } from "./normalize_args.ts";
import {
  isMistake,
  type Mistake,
  mistakeAt,
  type Parsed,
  type Problem,
  problem,
  refusal,
  type Request,
} from "./startup.ts";

/**
 * Reads arguments by the table. An option on the command line has priority over its environment variable,
 * and that over the default. An empty variable counts as unset. If an option that is not repeatable is given
 * several times, the last counts. Mistakes are reported in the language of `languageFor`. `SHOW_OPTIONS`
 * belong to every table; the first of them counts, unless a mistake comes before it. Throws `TypeError`
 * only for a default that its own kind refuses.
 */
export function parseOptions<T extends OptionTable>(
  table: T,
  args: readonly string[],
  env: Environment,
): Parsed<T> | Request | Problem {
  const parsed = parseGiven(table, { args, env });
  return isMistake(parsed) ? problem(parsed.say(optionWording(languageFor(args, env)))) : parsed;
}

/** All that may say something of options, the first with the highest priority. */
export interface Given {
  /** The arguments. */
  readonly args: readonly string[];
  /** The environment variables. */
  readonly env: Environment;
  /** What a configuration file says; its texts have been checked. */
  readonly file?: FileValues | undefined;
}

/**
 * The same as `parseOptions`, with a configuration file between the environment and the defaults, and with
 * the mistake in no language yet.
 */
export function parseGiven<T extends OptionTable>(
  table: T,
  { args, env, file }: Given,
): Parsed<T> | Request | Mistake {
  const normalized = normalizeArgs(table, args);
  if ("kind" in normalized) return normalized;
  const names = Object.keys(table);
  const flags: Readonly<Record<string, unknown>> = parseArgs([...normalized.options], {
    string: names,
    collect: names,
  });
  const values: Record<string, unknown> = {};
  const sources: Record<string, Source | undefined> = {};
  for (const [name, option] of Object.entries(table)) {
    const given = flagSource(name, option, flags[name] as readonly string[]);
    const source = given ??
      (normalized.takenBack.has(name)
        ? undefined
        : variableSource(name, option, env) ?? file?.get(name));
    const value = valueOf(option, source);
    if (isMistake(value)) return value;
    values[name] = value;
    sources[name] = source;
  }
  return {
    kind: "parsed",
    values: values as Values<T>,
    sources: sources as Parsed<T>["sources"],
    positionals: normalized.positionals,
  };
}

function flagSource(name: string, option: Option, texts: readonly string[]): Source | undefined {
  if (texts.length === 0) return undefined;
  if (isFlag(option)) return { label: `--${name}`, texts: ["yes"] };
  return { label: `--${name}`, texts: option.isRepeatable ? texts : texts.slice(-1) };
}

function variableSource(name: string, option: Option, env: Environment): Source | undefined {
  if (option.isWithoutVariable) return undefined;
  const label = variableOf(name);
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
    if (value === undefined) {
      return mistakeAt(source.place, refusal(option.kind, source.label, text));
    }
    values.push(value);
  }
  return option.isRepeatable ? values : values[0];
}

function defaultValue(option: Option): unknown {
  if (option.isRepeatable) return [];
  const text = option.default;
  if (text === undefined) return isFlag(option) ? false : undefined;
  const value = option.kind.read(text);
  if (value === undefined) throw new TypeError(`the default "${text}" is not allowed`);
  return value;
}
