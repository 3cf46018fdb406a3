/**
 * A folder beside the database in which a new one is made, until it is complete.
 *
 * @module
 */

const NAME = "hubbub.unfinished";

/** The folder; it is removed at the end. */
export interface Unfinished extends Disposable {
  /** Its path. */
  readonly path: string;
}

/**
 * The folder for a new database in a folder whose lock the caller holds. What a run left that was killed is
 * removed first. Throws what the file system throws.
 */
export function unfinishedFolder(folder: string): Unfinished {
  removeUnfinished(folder);
  return { path: `${folder}/${NAME}`, [Symbol.dispose]: () => removeUnfinished(folder) };
}

/**
 * Removes what a run left that was killed: it may have what retention has to delete. The caller holds the
 * lock of the folder. Throws what the file system throws.
 */
export function removeUnfinished(folder: string): void {
  try {
    Deno.removeSync(`${folder}/${NAME}`, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
