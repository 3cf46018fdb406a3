/**
 * What every subcommand is given, and how it ends without success.
 *
 * @module
 */

import { failureOf, StoreFailure, type StoreProblem } from "../store/failure.ts";
import type { UpkeepProblem, UpkeepProgress, UpkeepResult } from "../words/upkeep.ts";

/** What a subcommand works with; owned by `run.ts`. */
export interface Job {
  /** The folder of `--data`. */
  readonly folder: string;
  /** Aborted by a signal to stop. Work looks at it between two steps. */
  readonly signal: AbortSignal;
  /** Shows how far the work is, where somebody looks. Never throws. */
  report(progress: UpkeepProgress | (() => UpkeepProgress)): void;
}

/** What a subcommand has done, which is then said; undefined if its output says it. */
export type Outcome = UpkeepResult | undefined;

/** A subcommand cannot do its work. What it had begun is undone, unless the problem says otherwise. */
export class UpkeepFailure extends Error {
  /** The name in stack traces. */
  override readonly name: string = "UpkeepFailure";
  /** Why. */
  readonly problem: UpkeepProblem;

  /** For this problem; the error that revealed it is the cause. */
  constructor(problem: UpkeepProblem, options?: ErrorOptions) {
    super(`cannot go on: ${problem.code}`, options);
    this.problem = problem;
  }
}

/** The problem of an error that the store of a folder, or the file system, has thrown. Never throws. */
export function problemOf(error: unknown, folder: string): UpkeepProblem {
  if (error instanceof UpkeepFailure) return error.problem;
  return { code: "cannot-store", folder, problem: storeProblemOf(error) };
}

/** The same without saying whose problem it is. Never throws. */
export function storeProblemOf(error: unknown): StoreProblem {
  if (error instanceof Deno.errors.NotADirectory) return { code: "not-a-folder" };
  return isOfRow(error) ? { code: "damaged" } : failureOf(error).problem;
}

/** Whether an error comes from the outside, so that a sentence about it is enough. Never throws. */
export function isOutside(error: unknown): boolean {
  return error instanceof UpkeepFailure || error instanceof StoreFailure ||
    isOfRow(error) || isOfSystem(error) || isOfSqlite(error);
}

/** A row has no meaning, or a number that no row of ours has: the file is damaged. */
function isOfRow(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof RangeError;
}

function isOfSystem(error: unknown): boolean {
  return Object.values(Deno.errors).some((kind) => error instanceof kind) ||
    error instanceof Error && /\(os error \d+\)/.test(error.message);
}

/** The runtime marks these errors with a code of its own. */
function isOfSqlite(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

/** Settles as the promise does, or rejects with the signal's reason as soon as it is aborted. */
export async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
