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
import { type ClientConfig, type ClientSurroundings, parseClientConfig } from "./config.ts";
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
  const { configFile, positionalAt } = peek(args, CLIENT_OPTIONS);
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
  const address = profile === undefined ? undefined : file.addressOf(profile);
  const values = file.valuesFor(address === undefined ? undefined : profile);
  const startup = parseClientConfig(
    address === undefined ? args : args.with(positionalAt ?? 0, address),
    { ...surroundings, env: over(env, values) },
  );
  if (file.format === "toml") return startup;
  const { path } = found.file;
  const command = conversionOf(path, { isUsual: asked === undefined, os });
  return { ...startup, hint: phrases.oldConfig(escapeUnprintable(path), command) };
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
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      return { configFile, positionalAt: at + 1 < args.length ? at + 1 : undefined };
    }
    if (!arg.startsWith("-")) {
      return { configFile: configFile ?? later(args, at), positionalAt: at };
    }
    const [name = "", value] = arg.replace(/^--/, "").split("=", 2);
    const takesNext = value === undefined && options[name]?.kind.placeholder !== undefined;
    if (name === "config") configFile = value ?? args[at + 1];
    if (takesNext) at += 1;
  }
  return { configFile, positionalAt: undefined };
}

/** The value of `--config` after the address. */
function later(args: readonly string[], from: number): string | undefined {
  const at = args.findIndex((arg, index) => index > from && /^--config(?:=|$)/.test(arg));
  if (at < 0) return undefined;
  const [, value] = (args[at] ?? "").split("=", 2);
  return value ?? args[at + 1];
}
