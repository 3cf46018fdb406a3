/**
 * Parses typed lines: users type the line dialect, and the client sends the JSON dialect. The table of
 * commands defines their names and arguments.
 *
 * @module
 */

import { bind } from "../../core/commands/bind.ts";
import type { Notice } from "../../core/notice.ts";
import type { CommandInfo } from "../../wire/json/commands.ts";
import { isOwnCommand, unaliased } from "./command_list.ts";

/** Something to ask of the daemon: one object of the JSON dialect. */
export type Request = Readonly<Record<string, string>> & {
  /** The command. */
  readonly type: string;
};

/** One object of the JSON dialect, as it is sent. */
export type Sendable = Readonly<Record<string, string | number | boolean>> & {
  /** The command. */
  readonly type: string;
};

/** One typed line. */
export type TypedLine =
  | { readonly kind: "request"; readonly request: Request }
  /** An empty line, which only counts as activity. */
  | { readonly kind: "blank" }
  /** A command without the argument that it needs. */
  | { readonly kind: "incomplete"; readonly notice: Notice }
  /** A line that begins like a command; `name` is that of no command of the daemon. */
  | { readonly kind: "command"; readonly name: string; readonly rest: string };

const RENAME_PREFIX = "rename|";

/**
 * Reads a line by the rules of the line dialect: commands begin with a slash, `/exit` is `/quit`, `//x` says
 * `/x`, `who` and `rename|NAME` stand alone, everything else is said. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { commandsWith } from "./command_list.ts";
 * import { parseTyped } from "./request.ts";
 *
 * assertEquals(parseTyped("/me waves", commandsWith()), {
 *   kind: "request",
 *   request: { type: "me", text: "waves" },
 * });
 * ```
 */
export function parseTyped(line: string, commands: readonly CommandInfo[]): TypedLine {
  if (line === "") return { kind: "blank" };
  if (line.startsWith("//")) return asked({ type: "say", text: line.slice(1) });
  if (line.startsWith("/")) return parseCommand(line.slice(1), commands);
  if (line.trimEnd() === "who") return asked({ type: "who" });
  if (line.startsWith(RENAME_PREFIX)) {
    return asked({ type: "nick", nick: line.slice(RENAME_PREFIX.length) });
  }
  return asked({ type: "say", text: line });
}

/** The line to type so that a text is said, even if it looks like a command. Never throws. */
export function typedForm(text: string): string {
  if (text.startsWith("/")) return `/${text}`;
  // Without a slash it is no command, whatever commands there are.
  const typed = parseTyped(text, []);
  return typed.kind === "request" && typed.request.type !== "say" ? ` ${text}` : text;
}

function asked(request: Request): TypedLine {
  return { kind: "request", request };
}

function parseCommand(line: string, commands: readonly CommandInfo[]): TypedLine {
  const space = line.search(/\s/);
  const name = unaliased(space < 0 ? line : line.slice(0, space));
  const rest = space < 0 ? "" : line.slice(space + 1);
  const info = commands.find((command) => command.name === name);
  if (info === undefined || isOwnCommand(name)) return { kind: "command", name, rest };
  const binding = bind(name, info.params, rest);
  return binding.kind === "bound"
    ? asked({ type: name, ...binding.args })
    : { kind: "incomplete", notice: binding.notice };
}
