/**
 * From the command line to the daemon's configuration, by way of the file of `--config`. Reads that file,
 * nothing else.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { type DaemonStartup, parseDaemon } from "./config.ts";
import { DAEMON_OPTIONS } from "../options/daemon.ts";
import { languageFor } from "../options/language.ts";
import { normalizeArgs } from "../options/normalize_args.ts";
import { type Environment, fileOptions, type FileValues, variableOf } from "../options/option.ts";
import { isMistake, type Problem, problem } from "../options/startup.ts";
import { quote } from "../text/printable.ts";
import { optionWording } from "../words/catalogue/options.ts";

/** A configuration file with the longest lists that make sense has less. */
export const MAX_CONFIG_BYTES = 262_144;

/**
 * Reads arguments, environment and the file that one of them names. Without a file, nothing of TOML is
 * loaded. A file that cannot be read is a problem, and so is the first mistake in it. Problems are in this
 * language. Never rejects.
 */
export async function startDaemon(
  args: readonly string[],
  env: Environment,
  language: Language = languageFor(args, env),
): Promise<DaemonStartup> {
  const path = configPath(args, env);
  const file = path === undefined ? undefined : await readConfigFile(path, language);
  if (file !== undefined && "kind" in file) return file;
  return parseDaemon({ args, env, file }, language);
}

/** The last `--config`, or its variable; undefined if there is none, or the arguments have a mistake. */
function configPath(args: readonly string[], env: Environment): string | undefined {
  const normalized = normalizeArgs(DAEMON_OPTIONS, args);
  if ("kind" in normalized) return undefined;
  const flag = "--config=";
  const given = normalized.options.findLast((option) => option.startsWith(flag));
  return given?.slice(flag.length) ?? (env(variableOf("config"))?.trim() || undefined);
}

async function readConfigFile(path: string, language: Language): Promise<FileValues | Problem> {
  const { fileFaultOf, readShortFile } = await import("../program/short_file.ts");
  const wording = optionWording(language);
  try {
    const bytes = await readShortFile(path, MAX_CONFIG_BYTES + 1);
    if (bytes === undefined) return problem(wording.fileTooLong(quote(path), MAX_CONFIG_BYTES));
    const text = textOf(bytes);
    if (text === undefined) return problem(wording.fileNotText(quote(path)));
    const { readFileValues } = await import("../options/file_values.ts");
    const values = readFileValues(text, { path, options: fileOptions(DAEMON_OPTIONS) });
    return isMistake(values) ? problem(values.say(wording)) : values;
  } catch (error) {
    const { fileFaultIn } = await import("../words/catalogue/starting.ts");
    const why = fileFaultIn(language, fileFaultOf(error));
    return problem(wording.cannotReadFile(quote(path), why));
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
