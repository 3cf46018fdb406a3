/**
 * The hint about the command that is being typed. Pure.
 *
 * @module
 */

import { usageOf } from "../../core/commands/bind.ts";
import type { CommandInfo } from "../../wire/json/commands.ts";
import { explainCommand } from "../typed/command_list.ts";
import type { Phrases } from "../../words/phrases.ts";

/** The usage of the command in a draft, or the commands that it may become; empty for none. */
export function hintFor(text: string, commands: readonly CommandInfo[], phrases: Phrases): string {
  const typed = /^\/(?!\/)([^\s/]*)(\s?)/.exec(text);
  if (typed === null) return "";
  const [, name = "", blank = ""] = typed;
  const exact = commands.find((command) => command.name === name);
  const fitting = commands.filter((command) => command.name.startsWith(name));
  const only = exact ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (only !== undefined) return explainCommand(only, phrases);
  return blank === "" ? fitting.map(({ name, params }) => usageOf(name, params)).join("  ") : "";
}
