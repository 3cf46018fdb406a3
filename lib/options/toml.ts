/**
 * Reads TOML as far as a configuration needs it: keys with values or lists of values, at the top and
 * under headings. Every key and every value comes with its place, for sentences about mistakes. Pure:
 * the text is passed in. Loaded only when there is a file.
 *
 * @module
 */

// @ts-types="./toml_parser.d.ts"
import { ParseError, parseTOML } from "npm:toml-eslint-parser@1.0.3";
import type { Content, Key, KeyValue, Position, Scalar, Table } from "./toml_parser.d.ts";
import type { TomlFault } from "../words/options.ts";

/** A place in a file, both from 1; columns are in UTF-16 units. */
export interface Place {
  /** The line. */
  readonly line: number;
  /** The column. */
  readonly column: number;
}

/** One value: a text, a number, true or false. */
export interface TomlValue extends Place {
  /** The text itself; the number as it is written; `true` or `false`. */
  readonly text: string;
  /** Tells `true` from `"true"`. */
  readonly isBoolean: boolean;
}

/** A key with its values. */
export interface TomlEntry extends Place {
  /** The key. */
  readonly key: string;
  /** The value, or the values of the list, in order. */
  readonly values: readonly TomlValue[];
  /** Whether the value is a list. */
  readonly isList: boolean;
}

/** What stands under one heading. */
export interface TomlSection extends Place {
  /** The heading; undefined for what stands before the first. */
  readonly name: string | undefined;
  /** The keys, in order; none twice. */
  readonly entries: readonly TomlEntry[];
}

/** A file that was read. */
export interface TomlFile {
  /** Tells it from a fault. */
  readonly kind: "toml";
  /** The sections, in order: first what stands before the first heading. No heading is there twice. */
  readonly sections: readonly TomlSection[];
}

/** The first thing in a text that cannot be read. */
export interface TomlProblem extends Place {
  /** Tells it from a file that was read. */
  readonly kind: "fault";
  /** What is wrong there. */
  readonly fault: TomlFault;
}

/** What each message of the library means. */
const FAULTS: ReadonlyMap<string, TomlFault> = new Map([
  ["Unterminated string constant", "text-not-ended"],
  ["Unterminated table-key", "heading-not-ended"],
  ["Unterminated array", "list-not-ended"],
  ["Empty bare keys are not allowed", "bad-key"],
  ["Must be a newline", "not-one-value"],
  ["Expected equal (=) token", "no-equals"],
  ["Unspecified values are invalid", "no-value"],
  ["Expected comma (,) token", "no-comma"],
  ["Defining a key multiple times is invalid", "given-before"],
  ["Unexpected character", "unexpected"],
  ["Control characters (codes < 0x1f and 0x7f) are not allowed", "control-character"],
  ["The key, equals sign, and value must be on the same line", "not-on-one-line"],
  ["Underscores are allowed between digits", "bad-number"],
  ["Leading zeros are not allowed", "bad-number"],
  ["Unexpected invalid date", "bad-value"],
  ["Unexpected invalid time", "bad-value"],
  ["Invalid character in escape sequence", "bad-escape"],
  ["Consecutive dots are not permitted in keys", "bad-key"],
  ["Keys cannot end with a dot", "bad-key"],
  ["Keys cannot start with a dot", "bad-key"],
]);

/** Reads TOML 1.0. Returns the first fault if it cannot be read or has more than a configuration needs. */
export function readToml(text: string): TomlFile | TomlProblem {
  const toml = text.replace(/^\ufeff/, "");
  try {
    return { kind: "toml", sections: sectionsOf(toml) };
  } catch (error) {
    if (error instanceof Unfit) return { kind: "fault", fault: error.fault, ...error.place };
    if (error instanceof ParseError) return problemOf(error, toml);
    // The library calls itself for each bracket; so many of them exhaust the stack.
    if (error instanceof RangeError) {
      return { kind: "fault", fault: "bad-value", line: 1, column: 1 };
    }
    throw error;
  }
}

/** What the library has found. Of a heading without its end it says so on the next line, or of that line. */
function problemOf({ message, lineNumber: line, column }: ParseError, text: string): TomlProblem {
  const fault = FAULTS.get(message) ?? "unexpected";
  const before = column === 0 ? text.split("\n")[line - 2]?.trimEnd() ?? "" : "";
  const isHeading = fault === "heading-not-ended" || fault === "not-on-one-line";
  if (isHeading && /^\s*\[[^\]]*$/.test(before)) {
    return { kind: "fault", fault: "heading-not-ended", line: line - 1, column: before.length + 1 };
  }
  return { kind: "fault", fault, line, column: column + 1 };
}

/** TOML that no configuration needs. */
class Unfit extends Error {
  readonly fault: TomlFault;
  readonly place: Place;

  constructor(fault: TomlFault, start: Position) {
    super(fault);
    this.fault = fault;
    this.place = placeOf(start);
  }
}

function sectionsOf(text: string): TomlSection[] {
  const [{ body }] = parseTOML(text, { tomlVersion: "1.0" }).body;
  const top: KeyValue[] = [];
  const tables: Table[] = [];
  for (const node of body) {
    if (node.type === "TOMLTable") tables.push(node);
    else top.push(node);
  }
  const entriesOf = (nodes: readonly KeyValue[]) => nodes.map((node) => entryOf(node, text));
  return [
    { name: undefined, line: 1, column: 1, entries: entriesOf(top) },
    ...tables.map(({ kind, key, body }) => {
      if (kind === "array") throw new Unfit("bad-heading", key.loc.start);
      return {
        name: nameOf(key, "bad-heading"),
        ...placeOf(key.loc.start),
        entries: entriesOf(body),
      };
    }),
  ];
}

function entryOf({ key, value }: KeyValue, text: string): TomlEntry {
  const isList = value.type === "TOMLArray";
  const contents = isList ? value.elements : [value];
  return {
    key: nameOf(key, "bad-key"),
    ...placeOf(key.loc.start),
    values: contents.map((each) => valueOf(each, text)),
    isList,
  };
}

function valueOf(content: Content, text: string): TomlValue {
  if (content.type !== "TOMLValue") throw new Unfit("bad-value", content.loc.start);
  return {
    text: textOf(content, text),
    isBoolean: content.kind === "boolean",
    ...placeOf(content.loc.start),
  };
}

function textOf(scalar: Scalar, text: string): string {
  switch (scalar.kind) {
    case "string":
      return scalar.value;
    case "boolean":
      return String(scalar.value);
    case "integer":
    case "float":
      // As it is written, because 0o660 is not 432 to those who wrote it.
      return text.slice(...scalar.range).replaceAll("_", "");
    default:
      throw new Unfit("bad-value", scalar.loc.start);
  }
}

function nameOf({ keys: [part, more], loc }: Key, fault: TomlFault): string {
  if (part === undefined || more !== undefined) throw new Unfit(fault, loc.start);
  return part.type === "TOMLBare" ? part.name : part.value;
}

function placeOf({ line, column }: Position): Place {
  return { line, column: column + 1 };
}
