/**
 * The commands that can be typed after a slash: their names, and what their arguments may become.
 * What each is for is in the catalogue.
 *
 * @module
 */

import type { CommandName } from "../core/commands/mod.ts";
import { LANGUAGES } from "../core/language.ts";
import type { OwnCommandName, Phrases } from "../words/phrases.ts";

/** A command that can be typed after a slash. */
export interface CommandInfo {
  /** Its name, without the slash. */
  readonly name: CommandName | OwnCommandName;
  /** The placeholder of its argument, in brackets if optional, or empty. */
  readonly argument: string;
  /** What its argument can be completed to: one of a few words, or names in it; nothing if unset. */
  readonly completesTo?: readonly string[] | "names" | undefined;
}

/** The daemon's commands, in the order of `/help`. */
export const DAEMON_COMMANDS: readonly CommandInfo[] = [
  { name: "nick", argument: "NAME" },
  { name: "who", argument: "" },
  { name: "me", argument: "TEXT", completesTo: "names" },
  { name: "ping", argument: "[TOKEN]" },
  { name: "help", argument: "" },
  { name: "quit", argument: "[REASON]", completesTo: "names" },
];

/** Those that the client carries out by itself; the daemon has a `/lang` as well. */
const OWN_COMMANDS: readonly CommandInfo[] = [
  { name: "lang", argument: LANGUAGES.join("|"), completesTo: LANGUAGES },
  { name: "quiet", argument: "" },
  { name: "reconnect", argument: "" },
  { name: "clear", argument: "" },
];

/** Every command that can be typed on a terminal. */
export const ALL_COMMANDS: readonly CommandInfo[] = [...DAEMON_COMMANDS, ...OWN_COMMANDS];

/** The lines that the daemon's help cannot have. Never throws. */
export function ownHelp({ summaries }: Phrases): string[] {
  return OWN_COMMANDS.filter(({ name }) => name !== "lang")
    .map(({ name }) => `-- ${`/${name}`.padEnd(16)} ${summaries[name]}`);
}
