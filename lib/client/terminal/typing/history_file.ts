/**
 * Keeps the sent lines across runs, in the platform's folder for state, readable only by its owner. The
 * client works without it: a failure does not stop the client, and is reported at the end.
 *
 * @module
 */

import { appendState, type StateFile } from "../../settings/state_file.ts";
import { History, isKeepable, MAX_HISTORY } from "./history.ts";

/** The name of the file, in the folder for state. */
export const HISTORY_FILE = "history";

/** The lines of earlier runs. A file that cannot be read counts as empty. Never rejects. */
export async function loadHistory(path: string | undefined): Promise<History> {
  if (path === undefined) return new History();
  try {
    const kept = (await Deno.readTextFile(path)).split("\n").filter((line) => line !== "");
    const lines = kept.filter(isKeepable);
    // Sometimes the file is rewritten with the lines that are still used, without lines that must not be kept.
    const isDue = lines.length > 2 * MAX_HISTORY || lines.length < kept.length;
    if (isDue) {
      // If the disk is full, the file stays as it is.
      await replace(path, lines.slice(-MAX_HISTORY)).catch(() => {});
    }
    return new History(lines);
  } catch {
    return new History();
  }
}

/** Adds a line to the file, if it may be kept. Rejects if that cannot be written. */
export async function rememberLine(file: StateFile | undefined, line: string): Promise<void> {
  if (file === undefined || !isKeepable(line)) return;
  await appendState(file, `${line}\n`);
}

/** Replaces the contents of the file; on a full disk, the file stays as it is. */
async function replace(path: string, lines: readonly string[]): Promise<void> {
  const text = lines.map((line) => `${line}\n`).join("");
  const beside = `${path}.new`;
  try {
    await Deno.writeTextFile(beside, text, { mode: 0o600 });
    await Deno.rename(beside, path);
  } catch (error) {
    await Deno.remove(beside).catch(() => {});
    throw error;
  }
}
