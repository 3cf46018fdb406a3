/**
 * The key of the digests of passwords. It is in a file of its own: a copy of the database, or an export,
 * without it tells nothing of a password.
 *
 * @module
 */

import { StoreFailure } from "./failure.ts";
import { removeIfThere } from "./sql/files.ts";
import { SEAL_KEY_BYTES } from "./store.ts";

/** The name of the file in the folder of the data. */
export const SEAL_KEY_FILE = "hubbub.key";

/**
 * The key of a folder whose lock the caller holds. If there is none, `known` becomes the key, or random
 * bytes; nobody but the owner of the file can read it.
 *
 * @throws {StoreFailure} if the file has something else.
 * @throws what the file system throws.
 */
export function sealKeyOf(
  folder: string,
  known?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const path = `${folder}/${SEAL_KEY_FILE}`;
  try {
    const key = Deno.readFileSync(path);
    if (key.length === SEAL_KEY_BYTES) return key;
    const text = `${SEAL_KEY_FILE} has ${key.length} bytes, not ${SEAL_KEY_BYTES}`;
    throw new StoreFailure({ code: "other", text });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const key = known ?? crypto.getRandomValues(new Uint8Array(SEAL_KEY_BYTES));
  // It gets its name when it is complete: a crash leaves no half of one.
  const unfinished = `${path}.new`;
  removeIfThere(unfinished);
  Deno.writeFileSync(unfinished, key, { createNew: true, mode: 0o600 });
  {
    using file = Deno.openSync(unfinished, { read: true, write: true });
    file.syncSync();
  }
  Deno.renameSync(unfinished, path);
  return key;
}
