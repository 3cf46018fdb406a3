/**
 * English: the notices about the line between the nodes.
 *
 * @module
 */

import type { ClusterWords } from "../notice_words.ts";

/** Every notice about the line between the nodes in English. */
export const ENGLISH_CLUSTER: ClusterWords = {
  "cluster-waiting": () => "the line to the other nodes is down; what you say waits",
  "cluster-back": () => "the line to the other nodes is back; what waited has been said",
  "cluster-shut": () =>
    "the line to the other nodes is down, so nobody can come in now; try again later",
};
