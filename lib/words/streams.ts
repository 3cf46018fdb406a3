/**
 * Why a standard stream of either program cannot be used, as data, and which sentences it needs: one
 * for each problem, complete in every language, or it does not compile.
 *
 * @module
 */

import type { Sentences } from "./starting.ts";

/** What the system says of a stream: a usual reason, or its own words. */
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
  // The code picks the sentence for its own parts, which the compiler cannot follow.
  return words.problems[code](words.faults[fault.code](fault as never));
}
