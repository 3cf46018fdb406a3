/**
 * English: what the subcommands for the engine of several daemons say.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import type { ClusterTaskWords, EngineServer, NodeStatus } from "../cluster_task.ts";
import { sayFileFault } from "../starting.ts";
import { sizeShown } from "../upkeep.ts";
import { ENGLISH_STARTING } from "./starting.ts";

/** What these subcommands say, in English. */
export const ENGLISH_CLUSTER_TASKS: ClusterTaskWords = {
  faults: {
    "log-exists": () =>
      "the NATS servers have a log already; nothing is changed. --new-epoch deletes it and begins " +
      "a new chat",
    "too-few-servers": ({ replicas }) =>
      `the NATS servers are fewer than ${replicas}, or not all of them are there; --replicas 1 is ` +
      "for one server",
    "no-room": ({ bytes }) =>
      `the NATS servers have no room for a log of ${
        sizeShown(bytes)
      }: see max_file_store of their ` +
      "jetstream block",
    "log-sealed": () =>
      "the log was made by an older version, and nothing can be removed from it; nothing is changed. " +
      '"hubbubd cluster-init --new-epoch" begins another one',
    "no-live-node": () =>
      "no node runs, and only nodes can make the snapshots anew without what is to be forgotten; nothing is " +
      "changed",
    "nodes-too-old": ({ nodes }) =>
      `${
        nodesShown(nodes)
      } of an older version, which cannot forget; nothing is changed. Upgrade all ` +
      "nodes first",
    "forget-late": ({ nodes, after }) =>
      (nodes.length === 0
        ? `the nodes have not kept two snapshots within ${after / 1000} s`
        : `waited ${after / 1000} s for the nodes ${nodes.join(", ")}`) +
      "; the others may have forgotten, but nothing is removed from the log: say it again",
    "key-exists": ({ path }) => `the file ${quote(path)} is there already; nothing is changed`,
    "unwritable-key": ({ path, fault }) =>
      `cannot write the key ${quote(path)}: ${sayFileFault(ENGLISH_STARTING, fault)}`,
  },
  made: (epoch, replicas) =>
    `made the log of a new chat, epoch ${epoch}, with ${
      replicas === 1 ? "1 copy" : `${replicas} copies`
    }`,
  keyOf: (node) =>
    node === undefined
      ? "# an administrator of hubbub: an entry of users in the account of the NATS servers"
      : `# node ${node} of hubbub: an entry of users in the account of the NATS servers`,
  forgotten: ({ name, wasSeen, before, records }) =>
    [
      ...wasSeen
        ? []
        : [`the nodes remembered nobody of the name ${quote(name)}: is it misspelled?`],
      `all nodes have forgotten ${quote(name)}; ${records} ${
        records === 1 ? "record is" : "records are"
      } removed from the log, which begins with record ${before} now`,
      "what nodes keep in --data is not changed: stop one node after the other, and at each say " +
      `"hubbubd forget NAME --data DIR"`,
      "several NATS servers have it in their journals for some minutes more; copies of old files, and " +
      "blocks of the disk that the file system has not used again, may still have it later",
    ].join("\n"),
  status: ({ version, servers, log, epoch, level, snapshot, nodes }) =>
    [
      `engine: nats-server ${escapeUnprintable(version)}${
        servers.length === 0 ? ", one server" : `: ${servers.map(serverShown).join(", ")}`
      }`,
      `log: ${log.last < log.first ? "no records" : `records ${log.first} to ${log.last}`}, ${
        sizeShown(log.bytes)
      }; epoch ${epoch ?? "unknown"}, level ${level}`,
      `snapshot: ${snapshot === undefined ? "none" : `up to record ${snapshot}`}`,
      ...nodes.map((node) => nodeShown(node, log.last)),
      ...nodes.length === 0 ? ["no node is live"] : [],
    ].join("\n"),
};

function nodesShown(nodes: readonly string[]): string {
  return nodes.length === 1 ? `the node ${nodes[0]} is` : `the nodes ${nodes.join(", ")} are`;
}

function serverShown({ name, isLeader, isCurrent }: EngineServer): string {
  const notes = [...isLeader ? ["leader"] : [], ...isCurrent ? [] : ["behind or away"]];
  const shown = escapeUnprintable(name);
  return notes.length === 0 ? shown : `${shown} (${notes.join(", ")})`;
}

function nodeShown(node: NodeStatus, last: number): string {
  const { position, seen } = node;
  return [
    `node ${node.node}: epoch ${node.epoch}`,
    `level ${node.level}`,
    `${node.clients} ${node.clients === 1 ? "client" : "clients"}`,
    position === undefined
      ? "nothing said yet"
      : `at record ${position}, ${Math.max(0, last - position)} behind`,
    `last sign of life ${seen === undefined ? "unknown" : new Date(seen).toISOString()}`,
  ].join(", ");
}
