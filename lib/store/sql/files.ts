/**
 * The files of a database, as the file system has them.
 *
 * @module
 */

/** A write-ahead log as it was when the database was opened. */
export interface LogFile {
  /** Its path. */
  readonly path: string;
  /** See {@linkcode identityOf}. */
  readonly identity: string;
}

/**
 * The log of an open database. SQLite has it beside the file itself, also if that was opened by a symbolic
 * link. Throws what the file system throws.
 */
export function logFileOf(path: string): LogFile {
  const log = `${Deno.realPathSync(path)}-wal`;
  return { path: log, identity: identityOf(log) };
}

/** Which file is there now; empty if there is none. Never throws. */
export function identityOf(path: string): string {
  try {
    const { dev, ino } = Deno.statSync(path);
    return `${dev}:${ino}`;
  } catch {
    return "";
  }
}

/** How many bytes a file has; 0 if there is none. Throws what the file system throws otherwise. */
export function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Removes a file, if there is one. Throws what the file system throws otherwise. */
export function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
