/**
 * What the client answers to `/help`: all commands, one of them, or the keys. It knows them from the welcome of
 * the daemon, so it answers in its own language, and without a connection as well. Pure.
 *
 * @module
 */

import { usageOf } from "../../core/commands/usage.ts";
import type { CommandInfo } from "../../wire/json/commands.ts";
import { KEY_ROWS } from "../../words/keys.ts";
import type { Phrases } from "../../words/phrases.ts";
import { summaryOf } from "./command_list.ts";

/** What `/help` tells of. */
export interface HelpParts {
  /** Every command that can be typed. */
  readonly commands: readonly CommandInfo[];
  /** The words. */
  readonly phrases: Phrases;
  /** Whether the client draws the screen; in append-only mode some commands and most keys do nothing. */
  readonly isDrawn: boolean;
}

/** Commands that do nothing where nothing is drawn. */
const DRAWN_ONLY: readonly string[] = ["clear"];
/** Commands for programs, which do the same as another one. */
const FOR_PROGRAMS: readonly string[] = ["private"];
/** Wide enough for the usage of most commands. */
const USAGE_COLUMNS = 21;
const KEY_COLUMNS = Math.max(...KEY_ROWS.map(({ keys }) => keys.length));

/** The lines of the answer; `topic` is `keys`, the name of a command, or empty for all commands. Never throws. */
export function helpOn(topic: string, parts: HelpParts): string[] {
  const { commands, phrases } = parts;
  const name = topic.replace(/^\//, "").toLowerCase();
  if (name === "") return helpOnAll(parts);
  if (name === "keys") return helpOnKeys(parts);
  const command = commands.find((each) => each.name === name);
  return [command === undefined ? phrases.unknownCommand(name) : lineFor(command, phrases)];
}

function helpOnAll({ commands, phrases, isDrawn }: HelpParts): string[] {
  const left = isDrawn ? FOR_PROGRAMS : [...FOR_PROGRAMS, ...DRAWN_ONLY];
  return [
    ...commands.filter(({ name }) => !left.includes(name)).map((each) => lineFor(each, phrases)),
    row("//text", phrases.summaries.literal),
  ];
}

function helpOnKeys({ phrases, isDrawn }: HelpParts): string[] {
  if (!isDrawn) return [phrases.plainKeys];
  return KEY_ROWS.map(({ keys, name }) => `-- ${keys.padEnd(KEY_COLUMNS)}  ${phrases.keys[name]}`);
}

function lineFor(command: CommandInfo, phrases: Phrases): string {
  return row(usageOf(command.name, command.params), summaryOf(command, phrases));
}

function row(usage: string, summary: string): string {
  return `-- ${usage.padEnd(USAGE_COLUMNS)}  ${summary}`.trimEnd();
}
