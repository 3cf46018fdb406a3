/**
 * English: why the daemon cannot be a node of its cluster.
 *
 * @module
 */

import { escapeUnprintable } from "../../text/printable.ts";
import type { StartingWords } from "../starting.ts";

/** Why the daemon cannot be, or cannot stay, a node, in English. */
export const ENGLISH_JOINING: StartingWords["joining"] = {
  "no-log": () => "the servers of --cluster have no log; hubbubd cluster-init makes it",
  "unreachable": ({ text }) => `cannot reach the servers of --cluster: ${escapeUnprintable(text)}`,
  "lost-log": ({ applied, last }) =>
    `the log of the cluster is not the one that this node knows: it ends at record ${last}, and ` +
    `this node has carried out record ${applied}`,
  "another-birth": () =>
    "the log of the cluster is not the one that this node knows: it was made anew",
  "expired": ({ from, first }) =>
    `the log of the cluster begins at record ${first}, and this node needs record ${from}, which ` +
    "follows the newest snapshot",
  "fenced": ({ node }) =>
    `another daemon runs under the name ${node}; each node needs a --node of its own`,
  "level": ({ level, known }) =>
    `the cluster follows rules of level ${level}, and this version knows them up to level ` +
    `${known}; a newer version is needed`,
  "settings": ({ setting, ours, theirs }) => {
    const flag = `--${escapeUnprintable(setting)}`;
    if (setting === "data") {
      return ours === "true"
        ? `${flag} is given here, and not on the other nodes; it is given on all nodes, or on none`
        : `${flag} is given on the other nodes, and not here; it is given on all nodes, or on none`;
    }
    return `${flag} is ${escapeUnprintable(ours)} here, and ${escapeUnprintable(theirs)} on the ` +
      "other nodes; it must be the same on all nodes";
  },
  "full": () => "the cluster has as many nodes as it can",
  "differs": ({ position }) =>
    `after record ${position} this node has another state than the other nodes; it begins again ` +
    "from a snapshot when it is started",
};
