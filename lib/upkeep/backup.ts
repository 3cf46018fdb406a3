/**
 * `backup`: copies the database into a new file that nobody but its owner can read.
 *
 * @module
 */

import { type Job, type Outcome, storeProblemOf, UpkeepFailure } from "./job.ts";
import { callWorker } from "./worker_call.ts";

/** What SQLite may leave beside a file that it could not finish. */
const LEFTOVERS: readonly string[] = ["", "-journal"];

/**
 * Copies the database at `path`, which is in the folder of the job, to `file`. If that fails, no file is left.
 *
 * @throws {UpkeepFailure} `file-exists`, or as the work does.
 * @throws what the file system throws, or the signal's reason.
 */
export async function backUp(job: Job, path: string, file: string): Promise<Outcome> {
  const total = sizeOf(path);
  makeEmpty(file);
  let isDone = false;
  try {
    job.report(() => ({ step: "copying", done: sizeOf(file), total, unit: "bytes" }));
    const result = await callWorker(job, { kind: "copy", folder: job.folder, file });
    isDone = true;
    return result;
  } finally {
    if (!isDone) LEFTOVERS.forEach((end) => removeIfThere(file + end));
  }
}

function makeEmpty(file: string): void {
  try {
    Deno.openSync(file, { createNew: true, write: true, mode: 0o600 }).close();
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) {
      const problem = storeProblemOf(error);
      throw new UpkeepFailure({ code: "cannot-copy", path: file, problem }, { cause: error });
    }
    throw new UpkeepFailure({ code: "file-exists", path: file }, { cause: error });
  }
}

/** 0 if that cannot be told. Never throws. */
function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
