/**
 * Finds the secret in a command, so that a session can replace it by a digest before the command enters
 * the loop.
 *
 * @module
 */

import { sanitize } from "../../text/sanitize.ts";
import type { Command } from "../command.ts";
import { bind } from "./bind.ts";
import { commandNamed } from "./mod.ts";

/** A secret in a command. */
export interface FoundSecret {
  /** The secret: sanitised, composed (NFC), without blanks around it. */
  readonly text: string;
  /** The same command with another text in the place of the secret. */
  replacedBy(text: string): Command;
}

/**
 * The secret in a command; undefined if it has none, or if its arguments will be refused. The cost for
 * a command without secrets is one look into the table. Never throws.
 */
export function secretIn(command: Command): FoundSecret | undefined {
  if (command.kind !== "ask") return undefined;
  const { name, input } = command;
  const spec = commandNamed(name);
  if (spec?.secretIn === undefined) return undefined;
  const binding = bind(name, spec.params, input);
  if (binding.kind === "refused") return undefined;
  const { args } = binding;
  // Found in the text that the command will get: a blank such as a line separator is none there.
  const place = spec.secretIn(sanitized(args));
  if (place === undefined) return undefined;
  const { field, from } = place;
  // What comes before a secret is plain text, which the sanitiser does not change.
  const argument = args[field] ?? "";
  return {
    text: sanitize(argument.slice(from)).normalize("NFC").trim(),
    replacedBy(text) {
      return { kind: "ask", name, input: { ...args, [field]: argument.slice(0, from) + text } };
    },
  };
}

function sanitized(args: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(args).map(([field, text]) => [field, sanitize(text)]));
}
