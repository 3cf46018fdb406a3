/**
 * The table of commands in the JSON dialect. It is sent in `welcome`, so that a client completes,
 * explains and binds the commands of its daemon, also those that it does not know. The client does not
 * trust the table: it leaves out invalid rows, and limits all sizes.
 *
 * @module
 */

import { canBeLeftOut } from "../../core/commands/usage.ts";
import { commands } from "../../core/commands/mod.ts";
import type { Param, Shape } from "../../core/commands/spec.ts";
import { lazy } from "../../text/lazy.ts";
import { sanitize } from "../../text/sanitize.ts";
import type { Language } from "../../core/language.ts";
import type { Summaries } from "../../words/notice_words.ts";
import { isFields } from "./object.ts";
import { ENGLISH_TONGUE, type Tongue, TONGUES } from "./tongue.ts";

/** A command as a client knows it. */
export interface CommandInfo {
  /** The name after the slash, and the `type` of its object. */
  readonly name: string;
  /** Its arguments. */
  readonly params: readonly Param[];
  /** Its purpose, in the language that the client asked for; empty if the daemon does not send it. */
  readonly summary: string;
}

/** The most rows, arguments and words that a client accepts from a daemon. */
const MAX_ROWS = 256;
/** See {@linkcode MAX_ROWS}. */
const MAX_PARAMS = 16;
/** See {@linkcode MAX_ROWS}. */
const MAX_WORDS = 64;
/** The most UTF-16 units of a summary that are shown. */
const MAX_SUMMARY = 200;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
/** The name of a field. `type` is reserved for the name of the command. */
const FIELD = /^(?!type$)[a-z][A-Za-z0-9]{0,31}$/;
const WORD = /^[^\s\p{C}]{1,32}$/u;
/** Words with one blank between them. */
const PLACEHOLDER = /^(?=.{1,32}$)[^\s\p{C}]+(?: [^\s\p{C}]+)*$/u;
const SHAPES: readonly Shape[] = ["word", "nick", "room", "rest", "text", "duration"];

/**
 * The rows of this program's own commands, which a client of the same version has too. They describe
 * typed lines: parameters that a program alone can give are left out, because an older client would
 * take the first typed word for them.
 */
export const ownRows: () => readonly CommandInfo[] = lazy(() => rowsIn(ENGLISH_TONGUE.summaries));

function rowsIn(summaries: Summaries): readonly CommandInfo[] {
  return Array.from(commands, ([name, { params }]) => ({
    name,
    params: params.filter(({ isFieldOnly }) => !isFieldOnly).map(asTyped),
    summary: summaries[name],
  }));
}

/** A typed argument is a text, and perhaps needed, whatever else programs may give. */
function asTyped(row: Param): Param {
  const {
    isNumber: _isNumber,
    isFlag: _isFlag,
    isNeededTyped: _isNeeded,
    isOptional: _,
    ...param
  } = row;
  return canBeLeftOut(row) ? { ...param, isOptional: true } : param;
}

/**
 * The rows of this program's own commands as JSON, in each language. Made once, because thousands of
 * clients may enter in a second.
 */
export const ownRowsJson: Readonly<Record<Language, () => string>> = {
  en: lazy(() => rowsJson(TONGUES.en)),
  zh: lazy(() => rowsJson(TONGUES.zh)),
};

function rowsJson({ summaries }: Tongue): string {
  return JSON.stringify(
    rowsIn(summaries).map((row) => ({
      ...row,
      params: row.params.map(paramFields),
    })),
  );
}

function paramFields({ field, shape, words, placeholder, keyword, isOptional }: Param): object {
  return {
    field,
    shape,
    ...(placeholder && { placeholder }),
    ...(words && { words }),
    ...(keyword && { keyword }),
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
  if (!isFields(value)) return undefined;
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
  if (!isFields(value)) return undefined;
  const { field, shape, words, placeholder, keyword, optional } = value;
  if (typeof field !== "string" || !FIELD.test(field) || typeof shape !== "string") {
    return undefined;
  }
  return {
    field,
    // An unknown shape is treated as a word; the last argument is treated as the rest.
    shape: SHAPES.find((each) => each === shape) ?? "word",
    ...(Array.isArray(words) && { words: words.filter(isWord).slice(0, MAX_WORDS) }),
    ...(isPlaceholder(placeholder) && { placeholder }),
    ...(isWord(keyword) && { keyword }),
    ...(optional === true && { isOptional: true }),
  };
}

function isPlaceholder(value: unknown): value is string {
  return typeof value === "string" && PLACEHOLDER.test(value) && sanitize(value) === value;
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && WORD.test(value) && sanitize(value) === value;
}
