/**
 * From the command line to the client's configuration, by way of the configuration file: flags over
 * environment over the profile over what the file says for all. Reads the file, nothing else.
 *
 * @module
 */

import { optionWording } from "../../words/catalogue/options.ts";
import { languageFor } from "../../options/language.ts";
import { type Environment, type OptionTable, variableOf } from "../../options/option.ts";
import { problem, type Startup } from "../../options/startup.ts";
import { phrasesFor } from "../../words/catalogue/phrases.ts";
import { configPaths } from "./base_folder.ts";
import {
  type ClientConfig,
  type ClientSurroundings,
  parseClientConfig,
  SERVER_FLAG,
} from "./config.ts";
import type { ConfigFile, ConfigText } from "./config_file.ts";
import { escapeUnprintable } from "../../text/printable.ts";
import { findConfig } from "./find_config.ts";
import { CLIENT_OPTIONS } from "./options.ts";

/** What the start needs to know of the world. */
export interface StartupSurroundings extends ClientSurroundings {
  /** The system, for where it keeps configuration. */
  readonly os: typeof Deno.build.os;
  /** Reads a file as `readConfigText` does; rejects with `Deno.errors.NotFound` if there is none. */
  readonly readFile: (path: string) => Promise<string>;
}

/** What the client should do, and what to tell its person before. */
export type ClientStartup = Startup<ClientConfig> & {
  /** Why the usual configuration file is not used; undefined if it is, or is not there. */
  readonly warning?: string;
  /** How to bring the configuration file into its present format; undefined if it has that. */
  readonly hint?: string;
};

/** A file cannot name another, nor ask for its own conversion. */
const { config: _, "convert-config": __, ...FILE_OPTIONS } = CLIENT_OPTIONS;

/** What of the arguments must be known before the file is read. */
interface Peek {
  readonly configFile: string | undefined;
  /** Whether no file is to be read. */
  readonly isWithoutFile: boolean;
  /** Whether addresses are given by `--server`. */
  readonly hasServers: boolean;
  /** The place of the first argument that is neither an option nor a value of one. */
  readonly positionalAt: number | undefined;
}

/**
 * Reads arguments, environment and file. A mistake in any comes back as a problem, in the language
 * that holds without the file as long as that is not read. A file that was asked for must be there;
 * the usual one need not.
 */
export async function startClient(
  args: readonly string[],
  surroundings: StartupSurroundings,
): Promise<ClientStartup> {
  const { env, os, readFile } = surroundings;
  // Help is shown whatever the file says.
  const early = parseClientConfig(args, surroundings);
  const isConverting = asksToConvert(args);
  if (early.kind === "show" || (isConverting && early.kind === "problem")) return early;
  const { configFile, isWithoutFile, hasServers, positionalAt } = peek(args, CLIENT_OPTIONS);
  if (isWithoutFile && !isConverting) return early;
  const asked = configFile ?? env(variableOf("config"));
  const usual = configPaths(env, os);
  // The shell makes the file that the result goes to before the client is there to look for one.
  const paths = asked !== undefined ? [asked] : isConverting ? usual.toReversed() : usual;
  const language = languageFor(args, env);
  const [phrases, wording] = [phrasesFor(language), optionWording(language)];
  const isNeeded = isConverting || asked !== undefined;
  const found = await findConfig({ paths, isNeeded, readFile, phrases, wording });
  if (found.kind === "missing") return problem(found.why);
  if (found.kind === "none") {
    const startup = parseClientConfig(args, surroundings);
    return found.why === undefined ? startup : { ...startup, warning: found.why };
  }
  const { parseConfigFile } = await import("./config_file.ts");
  const file = parseConfigFile(found.file, FILE_OPTIONS);
  if (file.kind === "mistake") return problem(file.say(wording));
  if (isConverting) return { kind: "show", text: () => converted(found.file, file) };
  const profile = positionalAt === undefined ? undefined : args[positionalAt];
  const addresses = file.addressesOf(profile);
  const values = file.valuesFor(addresses.length === 0 ? undefined : profile);
  const isElsewhere = hasServers ||
    (positionalAt === undefined && (env(variableOf("server")) ?? "") !== "");
  const startup = parseClientConfig(
    withAddresses(args, positionalAt, addresses, isElsewhere),
    { ...surroundings, env: over(env, values) },
  );
  if (file.format === "toml") return startup;
  const { path } = found.file;
  const command = conversionOf(path, { isUsual: asked === undefined, os });
  return { ...startup, hint: phrases.oldConfig(escapeUnprintable(path), command) };
}

/**
 * The arguments with the addresses of the file in the place of a profile, or behind them where there is none; without
 * the profile, if the addresses are given `isElsewhere`.
 */
function withAddresses(
  args: readonly string[],
  positionalAt: number | undefined,
  [address, ...others]: readonly string[],
  isElsewhere: boolean,
): readonly string[] {
  if (address === undefined) return args;
  if (isElsewhere) return positionalAt === undefined ? args : args.toSpliced(positionalAt, 1);
  const flags = others.map((other) => `${SERVER_FLAG}=${other}`);
  if (positionalAt !== undefined) return [...flags, ...args.with(positionalAt, address)];
  return [...flags, ...args, ...args.includes("--") ? [] : ["--"], address];
}

/** The file as TOML. */
async function converted({ text }: ConfigText, { format }: ConfigFile): Promise<string> {
  if (format === "toml") return text;
  const { convertConfig } = await import("./convert_config.ts");
  return convertConfig(text, FILE_OPTIONS);
}

/** The command for a shell that writes a file as TOML beside it; the usual file is found there. */
function conversionOf(
  path: string,
  { isUsual, os }: { readonly isUsual: boolean; readonly os: typeof Deno.build.os },
): string {
  const inShell = (text: string) => {
    if (/^[\w.:/\\-]+$/.test(text)) return text;
    return os === "windows" ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
  };
  const which = isUsual ? "" : ` --config ${inShell(escapeUnprintable(path))}`;
  return `hubbub${which} --convert-config > ${inShell(escapeUnprintable(`${path}.toml`))}`;
}

function asksToConvert(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? undefined : end).includes("--convert-config");
}

/** What the environment says, and where it is silent, what the file says. */
function over(env: Environment, values: Environment): Environment {
  return (name) => {
    const said = env(name);
    return said === undefined || said === "" ? values(name) ?? said : said;
  };
}

function peek(args: readonly string[], options: OptionTable): Peek {
  let configFile: string | undefined;
  let isWithoutFile = false;
  let hasServers = false;
  let positionalAt: number | undefined;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      if (at + 1 < args.length) positionalAt ??= at + 1;
      break;
    }
    if (!arg.startsWith("-")) {
      positionalAt ??= at;
      continue;
    }
    const equals = arg.indexOf("=");
    const flag = equals < 0 ? arg : arg.slice(0, equals);
    const option = options[flag.replace(/^--/, "")];
    const takesNext = equals < 0 && option?.kind.placeholder !== undefined;
    hasServers ||= flag === SERVER_FLAG;
    if (flag === "--no-config") [configFile, isWithoutFile] = [undefined, true];
    if (flag === "--config") {
      [configFile, isWithoutFile] = [takesNext ? args[at + 1] : arg.slice(equals + 1), false];
    }
    if (takesNext) at += 1;
  }
  return { configFile, isWithoutFile, hasServers, positionalAt };
}
