/**
 * What a person types, given meaning: the client speaks the JSON dialect, its users type the line
 * dialect. Knows the daemon's commands by name and how each carries its argument, nothing else.
 *
 * @module
 */

/** Something to ask of the daemon: one object of the JSON dialect. */
export type Request =
  | { readonly type: "say" | "me"; readonly text: string }
  | { readonly type: "nick"; readonly nick: string }
  | { readonly type: "ping"; readonly token: string }
  | { readonly type: "quit"; readonly reason?: string }
  | { readonly type: "who" | "help" };

/** One typed line. */
export type TypedLine =
  | { readonly kind: "request"; readonly request: Request }
  /** Nothing to ask, but a sign of life. */
  | { readonly kind: "blank" }
  /** A command without the argument that it needs. */
  | { readonly kind: "incomplete"; readonly usage: string }
  /** A line that begins like a command; `name` is that of no command of the daemon. */
  | { readonly kind: "command"; readonly name: string; readonly rest: string };

const RENAME_PREFIX = "rename|";

/**
 * Reads a line by the rules of the line dialect: commands begin with a slash, `//x` says `/x`, `who`
 * and `rename|NAME` stand alone, everything else is said. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseTyped } from "./request.ts";
 *
 * assertEquals(parseTyped("/me waves"), {
 *   kind: "request",
 *   request: { type: "me", text: "waves" },
 * });
 * ```
 */
export function parseTyped(line: string): TypedLine {
  if (line === "") return { kind: "blank" };
  if (line.startsWith("//")) return say(line.slice(1));
  if (line.startsWith("/")) return parseCommand(line.slice(1));
  if (line.trimEnd() === "who") return asked({ type: "who" });
  if (line.startsWith(RENAME_PREFIX)) {
    return asked({ type: "nick", nick: line.slice(RENAME_PREFIX.length) });
  }
  return say(line);
}

/** How a text is typed so that it is said, whatever it looks like. Never throws. */
export function typedForm(text: string): string {
  if (text.startsWith("/")) return `/${text}`;
  const typed = parseTyped(text);
  return typed.kind === "request" && typed.request.type !== "say" ? ` ${text}` : text;
}

function say(text: string): TypedLine {
  return asked({ type: "say", text });
}

function asked(request: Request): TypedLine {
  return { kind: "request", request };
}

function incomplete(name: string, argument: string): TypedLine {
  return { kind: "incomplete", usage: `/${name} ${argument}` };
}

function parseCommand(line: string): TypedLine {
  const space = line.search(/\s/);
  const name = space < 0 ? line : line.slice(0, space);
  const rest = space < 0 ? "" : line.slice(space + 1);
  const trimmed = rest.trim();
  switch (name) {
    case "me":
    case "say":
      return trimmed === "" ? incomplete(name, "TEXT") : asked({ type: name, text: rest });
    case "nick":
      return trimmed === "" ? incomplete(name, "NAME") : asked({ type: name, nick: trimmed });
    case "ping":
      return asked({ type: "ping", token: trimmed });
    case "quit":
      return asked(trimmed === "" ? { type: "quit" } : { type: "quit", reason: trimmed });
    case "who":
    case "help":
      return asked({ type: name });
    default:
      return { kind: "command", name, rest };
  }
}
