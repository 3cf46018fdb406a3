/**
 * The part of `toml-eslint-parser` that hubbub uses. Its own declarations need those of ESLint.
 *
 * @module
 */

/** A position in the text. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 0, in UTF-16 units. */
  readonly column: number;
}

/** What every node has. */
export interface Node {
  /** Where it begins. */
  readonly loc: { readonly start: Position };
  /** Where it begins and ends, in UTF-16 units from the beginning of the text. */
  readonly range: readonly [number, number];
}

/** One part of a key. */
export type KeyPart =
  & Node
  & (
    | { readonly type: "TOMLBare"; readonly name: string }
    | { readonly type: "TOMLQuoted"; readonly value: string }
  );

/** A key; more than one part if it has dots. */
export interface Key extends Node {
  /** Its parts. */
  readonly keys: readonly KeyPart[];
}

/** A number or a moment has its own text in the source; only strings and booleans are read by `value`. */
export type Scalar =
  & Node
  & { readonly type: "TOMLValue" }
  & (
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "integer" | "float"; readonly number: string }
    | { readonly kind: "offset-date-time" | "local-date-time" | "local-date" | "local-time" }
  );

/** Whatever stands behind an equals sign. */
export type Content =
  | Scalar
  | (Node & { readonly type: "TOMLArray"; readonly elements: readonly Content[] })
  | (Node & { readonly type: "TOMLInlineTable" });

/** `key = value`. */
export interface KeyValue extends Node {
  /** Tells it from a table. */
  readonly type: "TOMLKeyValue";
  /** What stands before the equals sign. */
  readonly key: Key;
  /** What stands behind it. */
  readonly value: Content;
}

/** `[key]`, or `[[key]]`, and what stands below. */
export interface Table extends Node {
  /** Tells it from a key with a value. */
  readonly type: "TOMLTable";
  /** `array` is `[[key]]`. */
  readonly kind: "standard" | "array";
  /** The key. */
  readonly key: Key;
  /** What stands below. */
  readonly body: readonly KeyValue[];
}

/** A whole document. */
export interface Program {
  /** The table at the top, which has all others. */
  readonly body: readonly [{ readonly body: readonly (KeyValue | Table)[] }];
}

/** The text is not TOML; the message is one of a fixed list. */
export declare class ParseError extends SyntaxError {
  /** From 1. */
  readonly lineNumber: number;
  /** From 0, in UTF-16 units. */
  readonly column: number;
}

/** Parses a document. Throws `ParseError`. */
export declare function parseTOML(
  code: string,
  options?: { readonly tomlVersion?: "1.0" | "1.1" },
): Program;
