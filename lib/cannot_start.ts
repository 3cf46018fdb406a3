/**
 * Why the daemon cannot start, for the operator.
 *
 * @module
 */

import type { UnusableCredentials } from "./net/credentials.ts";
import { ENGLISH_STARTING } from "./words/en/starting.ts";
import { type ListenFault, sayStartProblem, type StartProblem } from "./words/starting.ts";

/** The environment does not allow a start; the message is the sentence in English. */
export class CannotStart extends Error {
  /** The name in stack traces. */
  override readonly name: string = "CannotStart";
  /** What stands in the way. */
  readonly problem: StartProblem;

  /** Made of the problem, and of what was found out. */
  constructor(problem: StartProblem, options?: ErrorOptions) {
    super(sayStartProblem(ENGLISH_STARTING, problem), options);
    this.problem = problem;
  }
}

/** A listener cannot be opened, by what the runtime says about it. */
export function cannotListen(address: string, error: unknown): CannotStart {
  return new CannotStart({ code: "cannot-listen", address, fault: faultOf(error) }, {
    cause: error,
  });
}

/** Credentials cannot be used. */
export function cannotUse(error: UnusableCredentials): CannotStart {
  return new CannotStart(error.problem, { cause: error });
}

function faultOf(error: unknown): ListenFault {
  if (error instanceof Deno.errors.AddrInUse) return { code: "taken" };
  if (error instanceof Deno.errors.AddrNotAvailable) return { code: "no-such-address" };
  if (error instanceof Deno.errors.PermissionDenied) return { code: "denied" };
  if (error instanceof Deno.errors.NotCapable) return { code: "not-capable" };
  if (error instanceof Deno.errors.NotFound) return { code: "no-folder" };
  const text = error instanceof Error ? error.message.split("\n", 1)[0] ?? "" : String(error);
  return /^failed to lookup address information\b/.test(text)
    ? { code: "no-host", text }
    : { code: "other", text };
}
