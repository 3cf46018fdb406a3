/**
 * Reads a file that an operator has named, and says why it cannot be read.
 *
 * @module
 */

/** Why a file cannot be read: a common reason, or the system's message. */
export type FileFault =
  | { readonly code: "missing" | "denied" | "folder" | "not-a-file" }
  | { readonly code: "other"; readonly text: string };

/** The path is not a regular file: to open a FIFO may block, and a device may be endless. */
class NotAFile extends Error {}

/**
 * The contents of a file; undefined if it has `limit` bytes or more. Checks its type first: to open a FIFO
 * would block the whole process until there is a writer, and a device may never end. Rejects with what
 * `fileFaultOf` explains.
 */
export async function readShortFile(
  path: string,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { isFile, isDirectory } = await Deno.stat(path);
  if (isDirectory) throw new Deno.errors.IsADirectory(path);
  if (!isFile) throw new NotAFile(path);
  using file = await Deno.open(path);
  const buffer = new Uint8Array(limit);
  let length = 0;
  while (length < buffer.length) {
    const count = await file.read(buffer.subarray(length));
    if (count === null) return buffer.subarray(0, length);
    length += count;
  }
  return undefined;
}

/** Why a file could not be read, by the error. Never throws. */
export function fileFaultOf(error: unknown): FileFault {
  if (error instanceof Deno.errors.NotFound) return { code: "missing" };
  if (error instanceof Deno.errors.PermissionDenied) return { code: "denied" };
  // What the runtime keeps from every executable, such as most of /proc.
  if (error instanceof Deno.errors.NotCapable) return { code: "denied" };
  if (error instanceof Deno.errors.IsADirectory) return { code: "folder" };
  if (error instanceof NotAFile) return { code: "not-a-file" };
  const text = error instanceof Error ? error.message : String(error);
  return { code: "other", text: text.split("\n", 1)[0] ?? "" };
}
