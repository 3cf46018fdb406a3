/**
 * The problems of standard streams, as data, and the types of their sentences. A sentence that is missing
 * in a language does not compile.
 *
 * @module
 */

import type { Sentences } from "./starting.ts";

/** Why a stream has failed: a known reason, or the text of the system. */
export type StreamFault =
  | {
    readonly code:
      | "no-space"
      | "quota"
      | "too-large"
      | "io"
      | "bad-descriptor"
      | "directory"
      | "denied";
  }
  | { readonly code: "other"; readonly text: string };

/** What cannot be done with a standard stream, or with the file of the lines that were sent. */
export type StreamProblem = {
  readonly code: "cannot-write" | "cannot-read" | "cannot-keep";
  readonly fault: StreamFault;
};

/** One language's sentences for standard streams. */
export interface StreamWords {
  /** The sentence itself, given its reason. */
  readonly problems: Readonly<Record<StreamProblem["code"], (why: string) => string>>;
  /** The reason. */
  readonly faults: Sentences<StreamFault>;
}

/** Says why a standard stream cannot be used. Never throws. */
export function sayStreamProblem(words: StreamWords, { code, fault }: StreamProblem): string {
  // The code selects the function for this variant. TypeScript cannot prove it, so the argument is cast.
  return words.problems[code](words.faults[fault.code](fault as never));
}
