/**
 * What a client asks: the codecs in `wire/` make a `Command` of a line; the table in
 * `commands/mod.ts` says what each name means.
 *
 * @module
 */

import type { Notice } from "./notice.ts";

/** The rest of a typed line, or the fields of a JSON object. Nothing in it has been checked. */
export type RawArgs = string | Readonly<Record<string, unknown>>;

/** One line of a client, given meaning by its dialect. Nothing in it has been checked. */
export type Command =
  /** A named command: `input` is the rest of a typed line, or the fields of a JSON object. */
  | {
    readonly kind: "ask";
    readonly name: string;
    readonly input: RawArgs;
  }
  /** An empty line: it shows that somebody is there. */
  | { readonly kind: "blank" }
  /** A line over the limit; `bytes` of it were seen when it was given up. */
  | { readonly kind: "overlong"; readonly bytes: number }
  /** A line that the dialect cannot read. */
  | { readonly kind: "malformed"; readonly notice: Notice }
  /** A first line that asks for the JSON dialect after the greeting had gone out. */
  | { readonly kind: "hello"; readonly nick?: string | undefined };
