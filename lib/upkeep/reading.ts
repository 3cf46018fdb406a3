/**
 * How the subcommands that may run beside a running daemon open its database.
 *
 * @module
 */

import { DATABASE_FILE, type OpenOptions } from "../store/sql/database.ts";
import { UpkeepFailure } from "./job.ts";

/** They write nothing, and wait while the daemon has locked the file. */
export const READING: OpenOptions = { patience: 5000, isReadOnly: true };

/**
 * The path of the database in a folder.
 *
 * @throws {UpkeepFailure} `no-file` if there is none.
 * @throws what the file system throws.
 */
export function existingFile(folder: string): string {
  const path = `${folder}/${DATABASE_FILE}`;
  try {
    Deno.statSync(path);
  } catch (error) {
    const isMissing = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory;
    if (!isMissing) throw error;
    throw new UpkeepFailure({ code: "no-file", path }, { cause: error });
  }
  return path;
}
