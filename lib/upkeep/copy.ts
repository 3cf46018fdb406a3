/**
 * The work of `backup` in its worker: copies the database as it is at one moment, also while a daemon
 * writes.
 *
 * @module
 */

import { backup } from "node:sqlite";
import { failureOf } from "../store/failure.ts";
import { Database } from "../store/sql/database.ts";
import type { UpkeepResult } from "../words/upkeep.ts";
import { UpkeepFailure } from "./job.ts";
import { READING } from "./reading.ts";

/** More pages than a file has: all are copied in one step, so that no write comes between two. */
const ALL_PAGES = 2 ** 30;

/** What to copy, and where to. */
export interface CopyOrder {
  /** Tells it from other orders. */
  readonly kind: "copy";
  /** The folder. */
  readonly folder: string;
  /** The path of an empty file. */
  readonly file: string;
}

/**
 * Copies the database into the file, and resolves when it is on the disk. Rejects as the store does; the
 * file is then of no use.
 */
export async function copy({ folder, file }: CopyOrder): Promise<UpkeepResult> {
  using database = Database.open(folder, READING);
  // SQLite would take what begins so for an address with parameters. `VACUUM INTO` would copy no free
  // pages, but the runtime allows it only to programs that may do everything.
  const path = file.startsWith("file:") ? `./${file}` : file;
  try {
    await backup(database.db, path, { rate: ALL_PAGES });
    using written = Deno.openSync(file, { read: true, write: true });
    written.syncSync();
    return { code: "copied", path: file, bytes: written.statSync().size };
  } catch (error) {
    const { problem } = failureOf(error);
    // Nothing is written to the database itself, so it is the copy that had no room.
    const isOfCopy = ["full", "denied", "gone"].includes(problem.code);
    if (!isOfCopy) throw error;
    throw new UpkeepFailure({ code: "cannot-copy", path: file, problem }, { cause: error });
  }
}
