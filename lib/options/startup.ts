/**
 * The result of parsing the arguments of a program: values to run with, a text to show, or a mistake.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../text/printable.ts";
import type { Kind, OptionTable, Source, Values } from "./option.ts";
import type { Shell } from "./program.ts";
import type { OptionWording } from "../words/options.ts";

/** One sentence, without its full stop, that says what is wrong and what is allowed: exit code 2. */
export interface Problem {
  /** Tells it from other results. */
  readonly kind: "problem";
  /** The sentence. */
  readonly problem: string;
}

/** What the arguments ask for instead of a run: a text to show. */
export type Request =
  | { readonly kind: "request"; readonly request: "help" | "version" | "man" }
  | { readonly kind: "request"; readonly request: "completions"; readonly shell: Shell };

/** The values of the options, and the other arguments. */
export interface Parsed<T extends OptionTable> {
  /** Tells it from other results. */
  readonly kind: "parsed";
  /** The value of every option of the table. */
  readonly values: Values<T>;
  /** Where each value was given; undefined for a default. */
  readonly sources: { readonly [Name in keyof T]: Source | undefined };
  /** The arguments that are not options. */
  readonly positionals: readonly string[];
}

/** What a program should do: run, show a text on stdout and end well, or complain and exit with 2. */
export type Startup<C> =
  | { readonly kind: "run"; readonly config: C }
  | {
    readonly kind: "show";
    /** Makes the text, which ends in a line end. Rejects only if the program is incomplete. */
    readonly text: () => Promise<string>;
  }
  | Problem;

/** Makes a problem of a sentence. Never throws. */
export function problem(sentence: string): Problem {
  return { kind: "problem", problem: sentence };
}

/** A mistake, whose sentence can be made in each language. */
export interface Mistake {
  /** Tells it from other results. */
  readonly kind: "mistake";
  /** The sentence, without its full stop, in a language. */
  say(wording: OptionWording): string;
}

/** Makes a mistake of the function that makes its sentence. Never throws. */
export function mistake(say: (wording: OptionWording) => string): Mistake {
  return { kind: "mistake", say };
}

/** Whether something is a mistake. Never throws. */
export function isMistake(value: unknown): value is Mistake {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "mistake";
}

/** The mistake of a value that its kind does not allow; `label` says whose value. Never throws. */
export function refusal(kind: Kind<unknown>, label: string, text: string): Mistake {
  return mistake((wording) =>
    wording.isNot(`${label} ${quote(text)}`, kind.allowed(wording), kind.advise?.(text, wording))
  );
}

/** Writes a place as compilers do: `PATH:LINE:COLUMN`. Never throws. */
export function placeIn(
  path: string,
  { line, column }: { readonly line: number; readonly column: number },
): string {
  return `${escapeUnprintable(path)}:${line}:${column}`;
}

/** The same mistake with its place before the sentence, if there is one. Never throws. */
export function mistakeAt(place: string | undefined, { say }: Mistake): Mistake {
  return place === undefined ? mistake(say) : mistake((wording) => `${place}: ${say(wording)}`);
}
