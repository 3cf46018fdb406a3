/**
 * One process at a time has a folder of data. The lock is one of the operating system, which releases it
 * when the process ends, however it ends. The file beside it says which process that is.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { StoreFailure } from "./failure.ts";
import { identityOf } from "./sql/files.ts";

/** The file that is locked; it stays empty. */
const LOCK_FILE = "hubbub.lock";
/** The file that has the id of the process. */
const PROCESS_FILE = "hubbub.pid";

/** A folder that this process has; held with `using`. */
export class FolderLock implements Disposable {
  readonly #lock: DatabaseSync;
  readonly #lockFile: string;
  readonly #identity: string;
  readonly #processFile: string;

  private constructor(lock: DatabaseSync, lockFile: string, processFile: string) {
    this.#lock = lock;
    this.#lockFile = lockFile;
    this.#identity = identityOf(lockFile);
    this.#processFile = processFile;
  }

  /**
   * Whether the file that is locked is still the one in the folder: otherwise another process may have taken
   * the folder. Never throws.
   */
  get isInPlace(): boolean {
    return identityOf(this.#lockFile) === this.#identity;
  }

  /**
   * Takes the folder, which exists.
   *
   * @throws {StoreFailure} `in-use` if another process has it.
   * @throws what the file system throws if the lock cannot be made.
   */
  static take(folder: string): FolderLock {
    const lockFile = `${folder}/${LOCK_FILE}`;
    const processFile = `${folder}/${PROCESS_FILE}`;
    Deno.openSync(lockFile, { create: true, write: true, mode: 0o600 }).close();
    // SQLite locks a file on every system, and the runtime does not in all its versions.
    const lock = new DatabaseSync(lockFile, { timeout: 0 });
    try {
      lock.exec("PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE");
    } catch (error) {
      lock.close();
      if (!String(error).includes("locked")) throw error;
      throw new StoreFailure({ code: "in-use", process: processIn(processFile) }, { cause: error });
    }
    Deno.writeTextFileSync(processFile, `${Deno.pid}\n`, { mode: 0o600 });
    return new FolderLock(lock, lockFile, processFile);
  }

  /** Gives the folder back. */
  [Symbol.dispose](): void {
    try {
      if (processIn(this.#processFile) === Deno.pid) Deno.removeSync(this.#processFile);
    } catch {
      // The folder may be gone; then nobody can read the file.
    }
    this.#lock.close();
  }
}

/** Which process has the folder, as its file says; undefined if that is not known. Never throws. */
function processIn(file: string): number | undefined {
  try {
    const text = Deno.readTextFileSync(file).trim();
    return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}
