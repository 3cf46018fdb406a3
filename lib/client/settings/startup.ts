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
import { type ClientConfig, type ClientSurroundings, parseClientConfig } from "./config.ts";
import { escapeUnprintable } from "../../text/printable.ts";
import { configPath, parseConfigFile } from "./config_file.ts";
import { reasonOf } from "../connection/fault.ts";
import { CLIENT_OPTIONS } from "./options.ts";

/** What the start needs to know of the world. */
export interface StartupSurroundings extends ClientSurroundings {
  /** The system, for where it keeps configuration. */
  readonly os: typeof Deno.build.os;
  /** Reads a file; rejects with `Deno.errors.NotFound` if there is none. */
  readonly readFile: (path: string) => Promise<string>;
}

/** A file cannot name another. */
const { config: _, ...FILE_OPTIONS } = CLIENT_OPTIONS;

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
): Promise<Startup<ClientConfig>> {
  const { env, os, readFile } = surroundings;
  // Help is shown whatever the file says.
  const early = parseClientConfig(args, surroundings);
  if (early.kind === "show") return early;
  const { configFile, positionalAt } = peek(args, CLIENT_OPTIONS);
  const asked = configFile ?? env(variableOf("config"));
  const path = asked ?? configPath(env, os);
  if (path === undefined) return parseClientConfig(args, surroundings);
  const language = languageFor(args, env);
  const phrases = phrasesFor(language);
  let text = "";
  try {
    text = await readFile(path);
  } catch (error) {
    const isMissing = error instanceof Deno.errors.NotFound;
    if (!isMissing || asked !== undefined) {
      return problem(phrases.cannotRead(escapeUnprintable(path), reasonOf(error, phrases)));
    }
  }
  const file = parseConfigFile(text, path, FILE_OPTIONS);
  if (file.kind === "mistake") return problem(file.say(optionWording(language)));
  const profile = positionalAt === undefined ? undefined : args[positionalAt];
  const address = profile === undefined ? undefined : file.addressOf(profile);
  const values = file.valuesFor(address === undefined ? undefined : profile);
  return parseClientConfig(
    address === undefined ? args : args.with(positionalAt ?? 0, address),
    { ...surroundings, env: over(env, values) },
  );
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
