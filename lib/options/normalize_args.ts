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
  /** Options that the arguments take back: neither the environment nor a file gives their values. */
  readonly takenBack: ReadonlySet<string>;
}

/**
 * Normalizes arguments for `parseArgs`, which would read `--plain true` as a flag with a value, `--no-x=1`
 * as the option `x`, and the 5 of `--rate -5` as a flag. Never throws.
 */
export function normalizeArgs(
  table: OptionTable,
  args: readonly string[],
): NormalizedArgs | Request | Mistake {
  const options: NormalizedOption[] = [];
  const positionals: string[] = [];
  const takenBack = new Set<string>();
  const result = (rest: readonly string[]) => ({
    // What was given before an option was taken back does not count.
    options: options.filter(({ isOver }) => !isOver).map(({ text }) => text),
    positionals: [...positionals, ...rest],
    takenBack,
  });
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") return result(args.slice(i + 1));
    const request = readRequest(arg, args[i + 1]);
    if (request !== undefined) return request;
    if (!arg.startsWith("-") || arg === "-") {
      positionals.push(arg);
      continue;
    }
    const normalized = normalizeOption(table, arg, args[i + 1]);
    if (isMistake(normalized)) return normalized;
    if (normalized.hasTakenNext) i++;
    const { name, isTakenBack } = normalized;
    if (isTakenBack) {
      for (const option of options) option.isOver ||= option.name === name;
      takenBack.add(name);
    } else options.push({ ...normalized, isOver: false });
  }
  return result([]);
}

/**
 * The option that an argument such as `--no-bell` or `--reconnect` takes back: each that has a variable and either
 * takes no value or may be taken back. Undefined if the argument is none of these. Never throws.
 */
export function takenBackBy(table: OptionTable, arg: string): string | undefined {
  const [, no, rest = ""] = /^--(no-)?(.+)$/s.exec(arg) ?? [];
  const name = no === undefined ? `no-${rest}` : rest;
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  if (option === undefined || option.isWithoutVariable) return undefined;
  return isFlag(option) || option.canBeTakenBack ? name : undefined;
}

interface NormalizedOption {
  readonly name: string;
  readonly text: string;
  /** Whether a later argument takes it back. */
  isOver: boolean;
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

interface Normalized {
  readonly name: string;
  readonly text: string;
  readonly hasTakenNext: boolean;
  readonly isTakenBack: boolean;
}

function normalizeOption(
  table: OptionTable,
  arg: string,
  next: string | undefined,
): Normalized | Mistake {
  const equals = arg.indexOf("=");
  const flag = equals < 0 ? arg : arg.slice(0, equals);
  const inline = equals < 0 ? undefined : arg.slice(equals + 1);
  const name = flag.replace(/^--/, "");
  const option = name !== flag && Object.hasOwn(table, name) ? table[name] : undefined;
  const isTakenBack = option === undefined;
  const taken = isTakenBack ? takenBackBy(table, flag) : name;
  if (taken === undefined) return unknownOption(table, flag);
  if (option === undefined || isFlag(option)) {
    if (inline !== undefined) {
      return mistake((wording) => wording.takesNoValue(flag, quote(inline)));
    }
    return { name: taken, text: flag, hasTakenNext: false, isTakenBack };
  }
  const value = inline ?? (next?.startsWith("--") ? undefined : next);
  if (value === undefined || value === "") {
    return mistake((wording) => wording.needsValue(flag, option.kind.allowed(wording)));
  }
  const text = `${flag}=${value}`;
  return { name, text, hasTakenNext: inline === undefined, isTakenBack };
}

function unknownOption(table: OptionTable, flag: string): Mistake {
  const near = nearest(flag.replace(/^-+/, ""), [
    ...Object.keys(table),
    ...SHOW_OPTIONS.map(({ name }) => name),
  ]);
  const shown = escapeUnprintable(shorten(flag, 80));
  return mistake((wording) => wording.unknownOption(shown, near));
}
