/**
 * Typed commands, by the table of the daemon's `welcome`. PURE.
 *
 * @module
 */

import type { Wire } from "./change.ts";
import { objects, text, texts } from "./fields.ts";

/** A parameter of a command, see `welcome` in docs/protocol.md. */
export interface CommandParam {
  /** Its key in the object. */
  readonly field: string;
  /** `word`, `nick`, `room`, `rest`, `text`, `duration`; take others for a word. */
  readonly shape: string;
  /** Whether it may be left out. */
  readonly isOptional: boolean;
  /** All words that it can begin with, where they can be counted. */
  readonly words: readonly string[];
  /** What stands for it in the usage. */
  readonly placeholder: string;
  /** The word that is typed before it; empty for none. */
  readonly keyword: string;
}

/** A command of the daemon. */
export interface CommandRow {
  /** As it is typed, without `/`. */
  readonly name: string;
  /** In the order in which they are typed. */
  readonly params: readonly CommandParam[];
  /** What it is for, in the language of the page. */
  readonly summary: string;
}

/** What a typed line asks for. */
export type Typed =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "ask"; readonly object: Wire & { readonly type: string } }
  | { readonly kind: "unknown-command"; readonly name: string }
  | { readonly kind: "usage"; readonly usage: string };

/** What can read commands: loaded later than the model. */
export interface CommandReader {
  /** Reads the table of the `welcome`. */
  readonly rows: (table: unknown) => CommandRow[];
  /** Reads a typed line. */
  readonly typed: (line: string, rows: readonly CommandRow[]) => Typed;
}

/** The most commands and parameters that are taken from a daemon. */
const MAX_ROWS = 200;

/** Reads the table; what is no command is left out. Never throws. */
export function readCommands(value: unknown): CommandRow[] {
  return objects(value).slice(0, MAX_ROWS).map((row) => ({
    name: text(row.name),
    params: objects(row.params).slice(0, MAX_ROWS).map(readParam),
    summary: text(row.summary),
  })).filter(({ name }) => name !== "");
}

/**
 * Reads a typed line: a command begins with `/`, or with the wide slash of Chinese and Japanese keyboards if
 * there is such a command; `//x` says `/x`; everything else is said. Never throws.
 */
export function readTyped(line: string, rows: readonly CommandRow[]): Typed {
  if (line.startsWith("//")) return { kind: "say", text: line.slice(1) };
  const found = /^([/／])(\S*)\s?(.*)$/su.exec(line);
  if (found === null) return { kind: "say", text: line };
  const [, slash, name = "", rest = ""] = found;
  const row = rows.find((each) => each.name === name.normalize("NFKC").toLowerCase());
  if (row !== undefined) return bind(row, rest);
  return slash === "/" ? { kind: "unknown-command", name } : { kind: "say", text: line };
}

/** Reads commands. */
export const COMMAND_READER: CommandReader = { rows: readCommands, typed: readTyped };

function bind(row: CommandRow, line: string): Typed {
  const object: Record<string, string> & { type: string } = { type: row.name };
  let rest = line;
  for (const [index, { field, shape, isOptional, keyword }] of row.params.entries()) {
    const isLast = index === row.params.length - 1;
    if (keyword !== "") {
      const [word, after] = firstWord(rest);
      if (word.toLowerCase() !== keyword) {
        // To ignore what stands there would make `/mute bob 10m` a mute without an end.
        if (isLast && word !== "") return { kind: "usage", usage: usageOf(row) };
        continue;
      }
      rest = after;
    }
    const whole = shape === "text" ? rest : rest.trim();
    const [value, after] = isLast ? [whole, ""] : firstWord(rest);
    rest = after;
    if (value !== "") object[field] = value;
    else if (keyword !== "" || !isOptional) return { kind: "usage", usage: usageOf(row) };
  }
  return { kind: "ask", object };
}

/** How a command is typed: `/mute NAME [for DUR]`. Never throws. */
export function usageOf({ name, params }: CommandRow): string {
  const parts = params.map(({ placeholder, keyword, isOptional }) => {
    const part = keyword === "" ? placeholder : `${keyword} ${placeholder}`;
    return isOptional ? `[${part}]` : part;
  });
  return [`/${name}`, ...parts].join(" ");
}

function readParam(param: Wire): CommandParam {
  const words = texts(param.words);
  return {
    field: text(param.field),
    shape: text(param.shape),
    isOptional: param.optional === true,
    words,
    placeholder: text(param.placeholder) || words.join("|") || text(param.field).toUpperCase(),
    keyword: text(param.keyword),
  };
}

/** The first word, and what stands behind the blank after it. */
function firstWord(line: string): [word: string, rest: string] {
  const [, word = "", rest = ""] = /^\s*(\S*)\s?(.*)$/su.exec(line) ?? [];
  return [word, rest];
}
