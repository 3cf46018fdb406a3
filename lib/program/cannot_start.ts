/**
 * Why the daemon cannot start, for the operator.
 *
 * @module
 */

import type { Doom } from "../bus/doom.ts";
import type { UnusableCredentials } from "../net/credentials.ts";
import type { ListenFailure } from "../net/open_listeners.ts";
import type { StoreFailure } from "../store/failure.ts";
import { ENGLISH_STARTING } from "../words/en/starting.ts";
import { sayStartProblem, type StartProblem } from "../words/starting.ts";

/** The daemon cannot start in this environment; the message is the sentence in English. */
export class CannotStart extends Error {
  /** The name in stack traces. */
  override readonly name: string = "CannotStart";
  /** The problem. */
  readonly problem: StartProblem;

  /** For this problem; the error that revealed it is the cause. */
  constructor(problem: StartProblem, options?: ErrorOptions) {
    super(sayStartProblem(ENGLISH_STARTING, problem), options);
    this.problem = problem;
  }
}

/** The daemon was told to stop before it had begun. */
export class StartStopped extends Error {
  /** The name in stack traces. */
  override readonly name: string = "StartStopped";
}

/** A listener cannot be opened. */
export function cannotListen(failure: ListenFailure): CannotStart {
  const { address, fault } = failure;
  return new CannotStart({ code: "cannot-listen", address, fault }, { cause: failure });
}

/** Credentials cannot be used. */
export function cannotUse(error: UnusableCredentials): CannotStart {
  return new CannotStart(error.problem, { cause: error });
}

/** The daemon cannot be a node of its cluster. */
export function cannotJoin(doom: Doom, cause?: unknown): CannotStart {
  return new CannotStart({ code: "no-node", doom }, { cause });
}

/** The data in a folder cannot be used. */
export function cannotStore(folder: string, failure: StoreFailure): CannotStart {
  const { problem } = failure;
  return new CannotStart({ code: "cannot-store", folder, problem }, { cause: failure });
}
