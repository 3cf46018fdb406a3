/**
 * The commands that can be typed after a slash: the daemon's, as it tells them in its welcome, and
 * the client's own.
 *
 * @module
 */

import { usageOf } from "../../core/commands/usage.ts";
import type { Param } from "../../core/commands/spec.ts";
import { LANGUAGES } from "../../core/language.ts";
import { type CommandInfo, ownRows } from "../../wire/json/commands.ts";
import type { OwnCommandName, Phrases } from "../../words/phrases.ts";

/** The commands that the client carries out itself; the daemon has a `/lang` as well. */
const OWN_PARAMS: Readonly<Record<"lang" | OwnCommandName, readonly Param[]>> = {
  lang: [{ field: "lang", shape: "word", words: LANGUAGES }],
  quiet: [],
  only: [],
  reconnect: [],
  clear: [],
  since: [],
  exit: [{ field: "reason", shape: "rest", isOptional: true }],
  resend: [{ field: "text", shape: "word", words: ["drop"], isOptional: true }],
};

/** Commands of the client that are another name for one of the daemon. */
const ALIASES: ReadonlyMap<string, string> = new Map([["exit", "quit"]]);

/** The client answers `/help` by itself, and tells of more than the daemon: the keys, and each command. */
function helpParams(names: readonly string[]): readonly Param[] {
  const words = ["keys", ...names];
  return [{ field: "topic", shape: "word", words, placeholder: "COMMAND|keys", isOptional: true }];
}

/**
 * Every command that can be typed: the commands of the daemon, then those of the client. As long as no daemon
 * has sent its commands, those of this version are used. A command of the client replaces one of the same
 * name. Never throws.
 */
export function commandsWith(told: readonly CommandInfo[] = ownRows()): readonly CommandInfo[] {
  const own = Object.entries(OWN_PARAMS).map(([name, params]) => ({ name, params, summary: "" }));
  const others = told.filter(({ name }) => !isOwnCommand(name));
  const help = helpParams([...others, ...own].map(({ name }) => name));
  return [...others.map((row) => row.name === "help" ? { ...row, params: help } : row), ...own];
}

/** Whether the client carries a command out by itself. Never throws. */
export function isOwnCommand(name: string): boolean {
  return Object.hasOwn(OWN_PARAMS, name);
}

/** The command that a name stands for: `quit` for `exit`, for most names the name itself. Never throws. */
export function unaliased(name: string): string {
  return ALIASES.get(name) ?? name;
}

/** A command's usage and what it is for, in the client's words if it has any. Never throws. */
export function explainCommand(command: CommandInfo, phrases: Phrases): string {
  const { name, params } = command;
  return `${usageOf(name, params)}  ${summaryOf(command, phrases)}`.trimEnd();
}

/** What a command is for, in the client's words if it has any; may be empty. Never throws. */
export function summaryOf({ name, summary }: CommandInfo, { summaries }: Phrases): string {
  return Object.hasOwn(summaries, name) ? summaries[name as keyof typeof summaries] : summary;
}

/** The usage of a command in a table. Never throws. */
export function usageIn(commands: readonly CommandInfo[], name: string): string {
  return usageOf(name, commands.find((command) => command.name === name)?.params ?? []);
}
