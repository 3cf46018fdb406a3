/**
 * Names of nodes, and the epochs that begin with them. PURE.
 *
 * @module
 */

/** The longest name of a node, that of a host. */
const MAX_NODE_NAME = 63;
/** What a name of a node may be: that of a host, in ASCII. */
const NODE_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
/** The random part of an epoch, which has no dot. */
const RANDOM_PART = /^[a-z0-9]{8,32}$/;

/** Whether a node may be called so: 1 to 63 letters and digits of ASCII, within it also `.`, `_` and `-`. Never throws. */
export function isNodeName(name: string): boolean {
  return name.length <= MAX_NODE_NAME && NODE_NAME.test(name);
}

/** The name of the node whose epoch this is; undefined if it is no epoch. Never throws. */
export function nodeOf(epoch: string): string | undefined {
  const dot = epoch.lastIndexOf(".");
  if (dot < 0 || !RANDOM_PART.test(epoch.slice(dot + 1))) return undefined;
  const node = epoch.slice(0, dot);
  return isNodeName(node) ? node : undefined;
}
