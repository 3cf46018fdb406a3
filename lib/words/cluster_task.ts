/**
 * What the subcommands for the engine of several daemons say, as data, and the types of their sentences.
 *
 * @module
 */

import type { Bytes, Millis } from "../core/units.ts";
import type { WithCode } from "../core/notice.ts";
import type { FileFault } from "../program/short_file.ts";
import type { StartProblem } from "./starting.ts";

/** Why a subcommand cannot do its work, beside what is wrong with the engine. */
export type ClusterFault =
  /** There is a log, and it is not to be replaced. */
  | { readonly code: "log-exists" }
  /** The engine has fewer servers than copies are wanted. */
  | { readonly code: "too-few-servers"; readonly replicas: number }
  /** The servers have no room for the log. */
  | { readonly code: "no-room"; readonly bytes: Bytes }
  /** The log was made so that nothing can be removed from it. */
  | { readonly code: "log-sealed" }
  /** Nobody can forget, because no node runs. */
  | { readonly code: "no-live-node" }
  /** These nodes are of a version that cannot forget. */
  | { readonly code: "nodes-too-old"; readonly nodes: readonly string[] }
  /** It was waited so long for the nodes; those that have not forgotten, or none if the snapshots are not there. */
  | { readonly code: "forget-late"; readonly nodes: readonly string[]; readonly after: Millis }
  /** The file of a key is there already. */
  | { readonly code: "key-exists"; readonly path: string }
  /** The file of a key cannot be written. */
  | { readonly code: "unwritable-key"; readonly path: string; readonly fault: FileFault };

/** Why a subcommand cannot do its work. */
export type ClusterTaskProblem = StartProblem | ClusterFault;

/** One server of the engine. */
export interface EngineServer {
  /** Its name. */
  readonly name: string;
  /** Whether it leads the log. */
  readonly isLeader: boolean;
  /** Whether it has all that the leader has. */
  readonly isCurrent: boolean;
}

/** One live node. */
export interface NodeStatus {
  /** Its name. */
  readonly node: string;
  /** Its epoch. */
  readonly epoch: string;
  /** The highest level that it knows. */
  readonly level: number;
  /** How many people and programs it has. */
  readonly clients: number;
  /** How far it had read when it said so last; undefined if it has not yet. */
  readonly position: number | undefined;
  /** When it put something into the log last, by the clock of the engine; undefined if that is no more known. */
  readonly seen: Millis | undefined;
}

/** How a cluster is doing. */
export interface ClusterStatus {
  /** The version of the server that was asked. */
  readonly version: string;
  /** The servers that keep the log; empty if there is one that is no cluster. */
  readonly servers: readonly EngineServer[];
  /** The first and the last record of the log, and its size on each server. */
  readonly log: { readonly first: number; readonly last: number; readonly bytes: Bytes };
  /** The epoch of the chat; undefined if the log has no birth. */
  readonly epoch: string | undefined;
  /** The level in force. */
  readonly level: number;
  /** Up to which record the newest snapshot goes; undefined if there is none. */
  readonly snapshot: number | undefined;
  /** The live nodes. */
  readonly nodes: readonly NodeStatus[];
}

/** A name was forgotten in the log. */
export interface Forgotten {
  /** The name as typed. */
  readonly name: string;
  /** Whether the nodes remembered anything of the name: if not, it may be misspelled. */
  readonly wasSeen: boolean;
  /** The log begins with this record now. */
  readonly before: number;
  /** How many records were removed. */
  readonly records: number;
}

/** One language's sentences for these subcommands. */
export interface ClusterTaskWords {
  /** Why it cannot do its work. */
  readonly faults: {
    readonly [C in ClusterFault["code"]]: (fault: WithCode<ClusterFault, C>) => string;
  };
  /** `cluster-init` has made a log with this epoch, and so many copies. */
  made(epoch: string, replicas: number): string;
  /** What stands above the lines of a key; undefined is a key of an administrator. */
  keyOf(node: string | undefined): string;
  /** `cluster-forget` has done it: what holds, and what is left to do. Several lines. */
  forgotten(forgotten: Forgotten): string;
  /** `cluster-status`: several lines. */
  status(status: ClusterStatus): string;
}
