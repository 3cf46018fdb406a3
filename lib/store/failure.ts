/**
 * Why the store cannot be used, as data. `words/` has the sentences.
 *
 * @module
 */

/** Why the store cannot be used. */
export type StoreProblem =
  /** Another process has the folder; `process` is its id, undefined if that is not known. */
  | { readonly code: "in-use"; readonly process?: number | undefined }
  /** The file belongs to another program, or is no database. It was not changed. */
  | { readonly code: "foreign" }
  /** The file is of a later version of this program. It was not changed. */
  | { readonly code: "newer"; readonly version: number }
  /** The contents of the file contradict themselves. */
  | { readonly code: "damaged" }
  /** The disk is full. */
  | { readonly code: "full" }
  /** Another process has locked the database. */
  | { readonly code: "locked" }
  /** The folder or the file cannot be opened, or is no longer where it was. */
  | { readonly code: "gone" }
  /** The folder or the file cannot be written. */
  | { readonly code: "denied" }
  /** The folder is a file. */
  | { readonly code: "not-a-folder" }
  /** Something else; the text is that of the system. */
  | { readonly code: "other"; readonly text: string };

/** The store cannot be used now. What was asked of it has not happened. */
export class StoreFailure extends Error {
  /** The name in stack traces. */
  override readonly name: string = "StoreFailure";
  /** Why. */
  readonly problem: StoreProblem;

  /** For this problem; the error that revealed it is the cause. */
  constructor(problem: StoreProblem, options?: ErrorOptions) {
    super(`The store cannot be used: ${problem.code}`, options);
    this.problem = problem;
  }
}

/** How SQLite says it. Its sentences are fixed, and the runtime passes on nothing else. */
const SAYINGS: readonly (readonly [RegExp, StoreProblem["code"] & Plain])[] = [
  [/database or disk is full|No space left/i, "full"],
  [/database (?:table |schema )?is locked/i, "locked"],
  [/malformed|file is not a database|corrupt|vtable constructor failed/i, "damaged"],
  [/readonly|read-only|permission denied|not permitted/i, "denied"],
  [/unable to open database file|no such file/i, "gone"],
];

type Plain = "full" | "locked" | "damaged" | "denied" | "gone";

/** The failure that an error of SQLite or of the file system means. Never throws. */
export function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  return new StoreFailure(problemOf(error), { cause: error });
}

function problemOf(error: unknown): StoreProblem {
  if (error instanceof Deno.errors.PermissionDenied) return { code: "denied" };
  if (error instanceof Deno.errors.NotCapable) return { code: "denied" };
  if (error instanceof Deno.errors.NotFound) return { code: "gone" };
  // What a row means is checked as it is read.
  if (error instanceof SyntaxError) return { code: "damaged" };
  const text = error instanceof Error ? error.message : String(error);
  const known = SAYINGS.find(([saying]) => saying.test(text));
  return known === undefined ? { code: "other", text } : { code: known[1] };
}
