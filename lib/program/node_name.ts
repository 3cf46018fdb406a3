/**
 * The names of nodes, and the one that a node has if nobody gave it another: that of its machine.
 *
 * @module
 */

import { readShortFile } from "./short_file.ts";

/** A name stands in subjects of the engine and in the log: a plain word, no longer than a label in DNS. */
const NODE_NAME = /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i;

/** Where the machine's name is. To ask the system for it would take a permission that nothing else needs. */
const HOSTNAME_FILE = "/etc/hostname";

/** A file with a name of a machine has less. */
const HOSTNAME_BYTES = 512;

/** Whether a node may have this name. Never throws. */
export function isNodeName(text: string): boolean {
  return NODE_NAME.test(text);
}

/**
 * The first label of the name of this machine; undefined if it is not in this file, or no name for a
 * node. Never rejects.
 */
export async function machineName(path: string = HOSTNAME_FILE): Promise<string | undefined> {
  try {
    const bytes = await readShortFile(path, HOSTNAME_BYTES);
    const [label = ""] = new TextDecoder().decode(bytes).trim().split(".");
    return isNodeName(label) ? label : undefined;
  } catch {
    return undefined;
  }
}
