/**
 * Files in which the client keeps its state, in the platform's folder for that, readable by their owner alone.
 *
 * @module
 */

import { folderFor } from "./base_folder.ts";

/** Where a file of state is. */
export interface StateFile {
  /** Its path. */
  readonly path: string;
  /** The folder of the client, in which it is. */
  readonly folder: string;
  /** The folder that must be there before that one is made; undefined if there is no such one. */
  readonly base: string | undefined;
}

/** The file of state with this name; undefined where the environment names no place. Never throws. */
export function stateFile(
  name: string,
  env: (name: string) => string | undefined,
  os: typeof Deno.build.os,
): StateFile | undefined {
  const folder = folderFor("state", env, os);
  if (folder === undefined) return undefined;
  const { path, base } = folder;
  return { path: `${path}${os === "windows" ? "\\" : "/"}${name}`, folder: path, base };
}

/**
 * Appends text to a file of state. Makes the client's folder if it is missing, but never the home of the user.
 * Rejects as the system does.
 */
export async function appendState({ path, folder, base }: StateFile, text: string): Promise<void> {
  if (base !== undefined) await Deno.stat(base);
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  await Deno.writeTextFile(path, text, { append: true, mode: 0o600 });
}
