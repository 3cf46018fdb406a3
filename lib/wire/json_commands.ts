/**
 * The table of commands in the JSON dialect: it travels in `welcome`, so that a client completes,
 * explains and binds the commands of its daemon, also those that it has never heard of. What a daemon
 * tells is not trusted: a row that is not what it should be is left out, and all is bounded.
 *
 * @module
 */

import { commands } from "../core/commands/mod.ts";
import type { Param, Shape } from "../core/commands/spec.ts";
import { lazy } from "../text/lazy.ts";
import { sanitize } from "../text/sanitize.ts";
import { ENGLISH_SUMMARIES } from "../words/en/notices.ts";

/** A command as a client knows it. */
export interface CommandInfo {
  /** What is typed after the slash, and the `type` of its object. */
  readonly name: string;
  /** Its arguments. */
  readonly params: readonly Param[];
  /** What it is for, in English; empty if the daemon does not say. */
  readonly summary: string;
}

/** As many rows, arguments and words of a daemon's as a client listens to. */
const MAX_ROWS = 256;
/** See {@linkcode MAX_ROWS}. */
const MAX_PARAMS = 16;
/** See {@linkcode MAX_ROWS}. */
const MAX_WORDS = 64;
/** So many UTF-16 units of a summary are shown. */
const MAX_SUMMARY = 200;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
/** `type` says which command it is. */
const FIELD = /^(?!type$)[a-z][A-Za-z0-9]{0,31}$/;
const WORD = /^[^\s\p{C}]{1,32}$/u;
const SHAPES: readonly Shape[] = ["word", "nick", "rest", "text"];

/** The rows of this daemon's commands, of which a client of the same version knows as much. */
export const ownRows: () => readonly CommandInfo[] = lazy(() =>
  Array.from(commands, ([name, { params }]) => ({
    name,
    params,
    summary: ENGLISH_SUMMARIES[name],
  }))
);

/** The rows as JSON, made once: thousands may be welcomed in a second. */
export const ownRowsJson: () => string = lazy(() =>
  JSON.stringify(ownRows().map((row) => ({ ...row, params: row.params.map(paramFields) })))
);

function paramFields({ field, shape, words, placeholder, isOptional }: Param): object {
  return {
    field,
    shape,
    ...(placeholder && { placeholder }),
    ...(words && { words }),
    ...(isOptional && { optional: true }),
  };
}

/** Reads the rows of a welcome; undefined if there are none. Never throws. */
export function readRows(value: unknown): readonly CommandInfo[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const rows = value.slice(0, MAX_ROWS).map(readRow).filter((row) => row !== undefined);
  return rows.filter(({ name }, index) => rows.findIndex((other) => other.name === name) === index);
}

function readRow(value: unknown): CommandInfo | undefined {
  if (!isObject(value)) return undefined;
  const { name, params = [], summary } = value;
  if (typeof name !== "string" || !NAME.test(name)) return undefined;
  if (!Array.isArray(params) || params.length > MAX_PARAMS) return undefined;
  const read = params.map(readParam).filter((param) => param !== undefined);
  if (new Set(read.map(({ field }) => field)).size < params.length) return undefined;
  return {
    name,
    params: read,
    summary: typeof summary === "string" ? sanitize(summary.slice(0, MAX_SUMMARY)) : "",
  };
}

function readParam(value: unknown): Param | undefined {
  if (!isObject(value)) return undefined;
  const { field, shape, words, placeholder, optional } = value;
  if (typeof field !== "string" || !FIELD.test(field) || typeof shape !== "string") {
    return undefined;
  }
  return {
    field,
    // What is made otherwise than a client knows is typed as a word, or as the last as the rest.
    shape: SHAPES.find((each) => each === shape) ?? "word",
    ...(Array.isArray(words) && { words: words.filter(isWord).slice(0, MAX_WORDS) }),
    ...(isWord(placeholder) && { placeholder }),
    ...(optional === true && { isOptional: true }),
  };
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && WORD.test(value) && sanitize(value) === value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
