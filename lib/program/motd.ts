/**
 * The message of the day: the lines of a file, for everybody who enters.
 *
 * @module
 */

import { sanitize } from "../text/sanitize.ts";
import { CannotStart } from "./cannot_start.ts";
import { fileFaultOf, readShortFile } from "./short_file.ts";

/** The most lines of a message of the day. */
export const MAX_MOTD_LINES = 100;

/** The most bytes of its file. */
export const MAX_MOTD_BYTES = 16_384;

/** The part of a send queue that it may take, so that a newcomer has room for what else it is told. */
const MOTDS_IN_QUEUE = 2;

/** What a line takes in a send queue besides its text, in the dialect that needs more. */
const LINE_BYTES = 80;

/**
 * Reads the file and makes its lines safe to show. Empty lines at the end are left out. Rejects with
 * `CannotStart` if it cannot be read or is too long for a send queue of so many bytes.
 */
export async function readMotd(path: string, sendQueueMax: number): Promise<readonly string[]> {
  const lines = linesOf(await contentsOf(path));
  const bytes = lines.reduce((sum, line) => sum + LINE_BYTES + byteLength(line), 0);
  if (lines.length > MAX_MOTD_LINES) {
    throw new CannotStart({ code: "long-motd", path, why: "lines", limit: MAX_MOTD_LINES });
  }
  if (bytes > sendQueueMax / MOTDS_IN_QUEUE) {
    throw new CannotStart({ code: "long-motd", path, why: "send-queue", limit: sendQueueMax });
  }
  return lines;
}

async function contentsOf(path: string): Promise<string> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readShortFile(path, MAX_MOTD_BYTES + 1);
  } catch (error) {
    const problem = { code: "unreadable-motd", path, fault: fileFaultOf(error) } as const;
    throw new CannotStart(problem, { cause: error });
  }
  if (bytes === undefined) {
    throw new CannotStart({ code: "long-motd", path, why: "bytes", limit: MAX_MOTD_BYTES });
  }
  return new TextDecoder().decode(bytes);
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/).map((line) => sanitize(line.trimEnd()));
  return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
}

/** As JSON writes it, which is never shorter than the text. */
function byteLength(line: string): number {
  return new TextEncoder().encode(JSON.stringify(line)).length;
}
