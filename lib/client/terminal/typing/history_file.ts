/**
 * Keeps the sent lines across runs, in the platform's folder for state, readable only by its owner. The
 * client works without it: a failure does not stop the client, and is reported at the end.
 *
 * @module
 */

import { REAL_CLOCK } from "../../clock.ts";
import { appendState, type StateFile } from "../../settings/state_file.ts";
import { History, isKeepable, MAX_HISTORY } from "./history.ts";

/** The name of the file, in the folder for state. */
export const HISTORY_FILE = "history";

/** How old what another client writes must be, in milliseconds, to count as left behind. */
const LEFT_BEHIND = 60_000;

/** The lines of earlier runs. A file that cannot be read counts as empty. Never rejects. */
export async function loadHistory(path: string | undefined): Promise<History> {
  if (path === undefined) return new History();
  try {
    const kept = linesOf(await Deno.readTextFile(path));
    const lines = kept.filter(isKeepable);
    // Sometimes the file is rewritten with the lines that are still used, without lines that must not be kept.
    // If the disk is full, the file stays as it is.
    if (isDue(lines, kept)) await rewrite(path).catch(() => {});
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

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

function isDue(lines: readonly string[], kept: readonly string[]): boolean {
  return lines.length > 2 * MAX_HISTORY || lines.length < kept.length;
}

/**
 * Replaces the file by one with the lines that are still used. One client does it at a time, and what others add to
 * the file meanwhile is kept. If it cannot be done, the file stays as it is.
 */
async function rewrite(path: string): Promise<void> {
  const beside = `${path}.new`;
  await removeLeftBehind(beside);
  // Rejects while another client writes it.
  (await Deno.open(beside, { write: true, createNew: true, mode: 0o600 })).close();
  try {
    // It is read anew: another client may have replaced it.
    using old = await Deno.open(path);
    const kept = linesOf(await readRest(old));
    const lines = kept.filter(isKeepable);
    if (!isDue(lines, kept)) return await Deno.remove(beside);
    const used = lines.slice(-MAX_HISTORY);
    await Deno.writeTextFile(beside, used.map((line) => `${line}\n`).join(""));
    await Deno.rename(beside, path);
    const added = await readRest(old);
    if (added !== "") await Deno.writeTextFile(path, added, { append: true });
  } catch (error) {
    await Deno.remove(beside).catch(() => {});
    throw error;
  }
}

/** Removes what a client wrote that was killed before it had replaced the file. Rejects as the system does. */
async function removeLeftBehind(path: string): Promise<void> {
  const mtime = await Deno.stat(path).then((info) => info.mtime, () => null);
  if (mtime !== null && REAL_CLOCK.wall() - mtime.getTime() > LEFT_BEHIND) await Deno.remove(path);
}

/** Reads from where the file was read before to its end. Rejects as the system does. */
async function readRest(file: Deno.FsFile): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let text = "";
  for (let count = await file.read(buffer); count !== null; count = await file.read(buffer)) {
    text += decoder.decode(buffer.subarray(0, count), { stream: true });
  }
  return text + decoder.decode();
}
