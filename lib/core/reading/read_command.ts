/**
 * Reads a command: finds its row, parses its arguments, and makes texts of them that are safe to show and
 * need no further work.
 *
 * @module
 */

import { sanitize } from "../../text/sanitize.ts";
import type { BoundCommand, NamedCommand, RefusedCommand } from "../command.ts";
import { bind } from "../commands/bind.ts";
import { durationOf } from "../commands/durations.ts";
import { commandNamed } from "../commands/mod.ts";
import { type Param, type Spec, TOKEN_FIELD } from "../commands/spec.ts";
import type { Reader } from "./reader.ts";

/** The command, read. Never throws. */
export function readCommand(
  command: NamedCommand,
  reader: Reader,
): BoundCommand | RefusedCommand {
  const { name, input } = command;
  const spec = commandNamed(name);
  if (spec === undefined) {
    const code = typeof input === "string" ? "unknown-command" : "unknown-type";
    return { kind: "refused", notice: { code, name: sanitize(name) } };
  }
  const token = tokenIn(spec, command);
  const binding = bind(name, spec.params, input);
  const reading = binding.kind === "bound" ? readArguments(spec, binding.args, reader) : binding;
  const read = reading.kind === "bound" ? { ...reading, name } : reading;
  return token === undefined ? read : { ...read, token };
}

/** The token among the arguments of a command; undefined if it takes none, or none was given. Never throws. */
export function tokenOf(command: NamedCommand): string | undefined {
  const spec = commandNamed(command.name);
  return spec && tokenIn(spec, command);
}

function tokenIn({ params }: Spec, { input }: NamedCommand): string | undefined {
  if (typeof input === "string" || typeof input.token !== "string") return undefined;
  return params.includes(TOKEN_FIELD) ? sanitize(input.token) : undefined;
}

function readArguments(
  { params, read }: Spec,
  texts: Readonly<Record<string, string>>,
  reader: Reader,
): ReturnType<NonNullable<Spec["read"]>> {
  const args: Record<string, string | number> = {};
  for (const param of params) {
    const { field } = param;
    const text = texts[field];
    if (text === undefined) continue;
    const safe = sanitize(text);
    args[field] = read === undefined ? argumentOf(param, safe, reader) : safe;
  }
  return read === undefined
    ? { kind: "bound", args }
    : read(args as Record<string, string>, reader);
}

function argumentOf({ shape }: Param, text: string, reader: Reader): string | number {
  switch (shape) {
    case "nick":
      return reader.person(text);
    case "room":
      return reader.room(text);
    case "duration":
      // The binding has refused what is none.
      return durationOf(text) ?? 0;
    case "word":
    case "rest":
    case "text":
      return text;
    default:
      return shape satisfies never;
  }
}
