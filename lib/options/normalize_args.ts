/**
 * Brings arguments into a form that the library `parseArgs` reads in one way only.
 *
 * @module
 */

import { escapeUnprintable, quote, shorten } from "../text/printable.ts";
import { nearest } from "./nearest.ts";
import { isFlag, type OptionTable } from "./option.ts";
import { SHELLS, SHOW_OPTIONS } from "./program.ts";
import { isMistake, type Mistake, mistake, type Request } from "./startup.ts";

/** Arguments in a form that can be read in one way only. */
export interface NormalizedArgs {
  /** `--name=value`, or `--name` for a flag. */
  readonly options: readonly string[];
  /** The arguments that are not options, in order. */
  readonly positionals: readonly string[];
}

/**
 * Normalizes arguments for `parseArgs`, which would read `--plain true` as a flag with a value, `--no-x=1`
 * as the option `x`, and the 5 of `--rate -5` as a flag. Never throws.
 */
export function normalizeArgs(
  table: OptionTable,
  args: readonly string[],
): NormalizedArgs | Request | Mistake {
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
    const normalized = normalizeOption(table, arg, args[i + 1]);
    if (isMistake(normalized)) return normalized;
    options.push(normalized.text);
    if (normalized.hasTakenNext) i++;
  }
  return { options, positionals };
}

function readRequest(arg: string, next: string | undefined): Request | Mistake | undefined {
  if (arg === "--help" || arg === "-h") return { kind: "request", request: "help" };
  if (arg === "--version") return { kind: "request", request: "version" };
  if (arg === "--man") return { kind: "request", request: "man" };
  const [flag, value = next] = arg.split("=", 2);
  if (flag !== "--completions") return undefined;
  const shell = SHELLS.find((each) => each === value);
  if (shell !== undefined) return { kind: "request", request: "completions", shell };
  return mistake((wording) => {
    const allowed = wording.oneOf(SHELLS);
    return value === undefined || value === ""
      ? wording.needsValue(flag, allowed)
      : wording.isNot(`${flag} ${quote(value)}`, allowed);
  });
}

function normalizeOption(
  table: OptionTable,
  arg: string,
  next: string | undefined,
): { readonly text: string; readonly hasTakenNext: boolean } | Mistake {
  const equals = arg.indexOf("=");
  const flag = equals < 0 ? arg : arg.slice(0, equals);
  const inline = equals < 0 ? undefined : arg.slice(equals + 1);
  const name = flag.replace(/^--/, "");
  const option = name !== flag && Object.hasOwn(table, name) ? table[name] : undefined;
  if (option === undefined) return unknownOption(table, flag);
  if (isFlag(option)) {
    if (inline !== undefined) {
      return mistake((wording) => wording.takesNoValue(flag, quote(inline)));
    }
    return { text: flag, hasTakenNext: false };
  }
  const value = inline ?? (next?.startsWith("--") ? undefined : next);
  if (value === undefined || value === "") {
    return mistake((wording) => wording.needsValue(flag, option.kind.allowed(wording)));
  }
  return { text: `${flag}=${value}`, hasTakenNext: inline === undefined };
}

function unknownOption(table: OptionTable, flag: string): Mistake {
  const near = nearest(flag.replace(/^-+/, ""), [
    ...Object.keys(table),
    ...SHOW_OPTIONS.map(({ name }) => name),
  ]);
  const shown = escapeUnprintable(shorten(flag, 80));
  return mistake((wording) => wording.unknownOption(shown, near));
}
