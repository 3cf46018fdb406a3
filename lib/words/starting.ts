/**
 * The problems that prevent a start of the daemon, as data, and the types of their sentences. A sentence
 * that is missing in a language does not compile.
 *
 * @module
 */

import type { Doom } from "../bus/doom.ts";
import type { WithCode } from "../core/notice.ts";
import type { CredentialProblem } from "../net/credentials.ts";
import type { ListenFault } from "../net/listen_fault.ts";
import type { FileFault } from "../program/short_file.ts";
import type { StoreProblem } from "../store/failure.ts";
import type { EngineProblem } from "./engine.ts";

/** Why the daemon cannot start. */
export type StartProblem =
  | { readonly code: "cannot-listen"; readonly address: string; readonly fault: ListenFault }
  | { readonly code: "cannot-store"; readonly folder: string; readonly problem: StoreProblem }
  | { readonly code: "unreadable-motd"; readonly path: string; readonly fault: FileFault }
  /** The message of the day has more bytes or lines than the limit, or too many for a send queue. */
  | {
    readonly code: "long-motd";
    readonly path: string;
    readonly why: "bytes" | "lines" | "send-queue";
    readonly limit: number;
  }
  /** No name was given to the node, and the machine has none that could be it. */
  | { readonly code: "no-node-name" }
  /** The daemon cannot be, or cannot stay, a node of its cluster. */
  | { readonly code: "no-node"; readonly doom: Doom }
  | CredentialProblem
  | EngineProblem;

/** A sentence for each code of a union. */
export type Sentences<T extends { readonly code: string }> = {
  readonly [C in T["code"]]: (problem: WithCode<T, C>) => string;
};

/** One language's sentences for problems at the start. */
export interface StartingWords {
  /** The sentence itself. */
  readonly problems: Sentences<StartProblem>;
  /** Why a listener cannot be opened. */
  readonly listening: Sentences<ListenFault>;
  /** Why a file cannot be read. */
  readonly reading: Sentences<FileFault>;
  /** Why the daemon cannot be a node, the whole sentence. */
  readonly joining: Sentences<Doom>;
  /** Why the data cannot be used; of another process that has it, the whole end of the sentence. */
  readonly storing: Sentences<StoreProblem>;
  /** On a terminal, after the start: the command with which a person joins. */
  joinWith(command: string): string;
}

/** Says why the daemon cannot start. Never throws. */
export function sayStartProblem(words: StartingWords, problem: StartProblem): string {
  // The code selects the function for this variant. TypeScript cannot prove it, so the argument is cast.
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

/** Says why the daemon cannot be a node. Never throws. */
export function sayDoom(words: StartingWords, doom: Doom): string {
  return words.joining[doom.code](doom as never);
}

/** Says why the data cannot be used. Never throws. */
export function sayStoreProblem(words: StartingWords, problem: StoreProblem): string {
  return words.storing[problem.code](problem as never);
}
