/**
 * What keeps the daemon from starting, as data, and which sentences it needs: one for each problem,
 * complete in every language, or it does not compile.
 *
 * @module
 */

import type { WithCode } from "../core/notice.ts";
import type { CredentialProblem, FileFault } from "../net/credentials.ts";
import type { ListenFault } from "../net/listen_fault.ts";

/** Why the daemon cannot start. */
export type StartProblem =
  | { readonly code: "cannot-listen"; readonly address: string; readonly fault: ListenFault }
  | CredentialProblem;

/** A sentence for each code of a union. */
export type Sentences<T extends { readonly code: string }> = {
  readonly [C in T["code"]]: (problem: WithCode<T, C>) => string;
};

/** One language's sentences for what keeps the daemon from starting. */
export interface StartingWords {
  /** The sentence itself. */
  readonly problems: Sentences<StartProblem>;
  /** Why a listener cannot be opened. */
  readonly listening: Sentences<ListenFault>;
  /** Why a file cannot be read. */
  readonly reading: Sentences<FileFault>;
}

/** Says why the daemon cannot start. Never throws. */
export function sayStartProblem(words: StartingWords, problem: StartProblem): string {
  // The code picks the sentence for its own parts, which the compiler cannot follow.
  return words.problems[problem.code](problem as never);
}

/** Says why a listener cannot be opened. Never throws. */
export function sayListenFault(words: StartingWords, fault: ListenFault): string {
  return words.listening[fault.code](fault as never);
}

/** Says why a file cannot be read. Never throws. */
export function sayFileFault(words: StartingWords, fault: FileFault): string {
  return words.reading[fault.code](fault as never);
}
