/**
 * The commands that can be typed after a slash: the daemon's, as it tells them in its welcome, and
 * the client's own.
 *
 * @module
 */

import { usageOf } from "../../core/commands/bind.ts";
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
};

/**
 * Every command that can be typed: the commands of the daemon, then those of the client. As long as no daemon
 * has sent its commands, those of this version are used. A command of the client replaces one of the same
 * name. Never throws.
 */
export function commandsWith(told: readonly CommandInfo[] = ownRows()): readonly CommandInfo[] {
  const own = Object.entries(OWN_PARAMS).map(([name, params]) => ({ name, params, summary: "" }));
  return [...told.filter(({ name }) => !isOwnCommand(name)), ...own];
}

/** Whether the client carries a command out by itself. Never throws. */
export function isOwnCommand(name: string): boolean {
  return Object.hasOwn(OWN_PARAMS, name);
}

/** A command's usage and what it is for, in the client's words if it has any. Never throws. */
export function explainCommand({ name, params, summary }: CommandInfo, phrases: Phrases): string {
  const { summaries } = phrases;
  const words = Object.hasOwn(summaries, name)
    ? summaries[name as keyof typeof summaries]
    : summary;
  return `${usageOf(name, params)}  ${words}`.trimEnd();
}

/** The usage of a command in a table. Never throws. */
export function usageIn(commands: readonly CommandInfo[], name: string): string {
  return usageOf(name, commands.find((command) => command.name === name)?.params ?? []);
}

/** The lines of help for the client's own commands. Never throws. */
export function ownHelp({ summaries }: Phrases): string[] {
  return (["quiet", "only", "reconnect", "clear"] as const).map((name) =>
    `-- ${`/${name}`.padEnd(16)} ${summaries[name]}`
  );
}
