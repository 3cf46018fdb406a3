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
  const path = `${folder}/${NAME}`;
  const remove = () => {
    try {
      Deno.removeSync(path, { recursive: true });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  };
  remove();
  return { path, [Symbol.dispose]: remove };
}
