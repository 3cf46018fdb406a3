/**
 * What the log of several nodes and the daemon need of each other.
 *
 * @module
 */

import type { ChatData } from "../core/chat_data.ts";
import type { ChatEvent } from "../core/event.ts";
import type { LoopWatch } from "../loop/loop_watch.ts";
import type { Log } from "../log/log.ts";
import type { Pacer } from "../time/pacer.ts";
import type { Doom } from "./doom.ts";
import type { Engine } from "./engine.ts";

/** The parts of the log of several nodes. */
export interface ClusterParts {
  /** The engine, connected; the log becomes its owner. */
  readonly engine: Engine;
  /** The name of the node, one of its own in the cluster. */
  readonly node: string;
  /** The settings that all nodes must have alike, as a JSON object in one fixed order of keys. */
  readonly settings: string;
  /** Timers, and the steady clock. */
  readonly pacer: Pacer;
  /** Where it is logged what an operator should know. */
  readonly log: Log;
  /** Makes the random part of an epoch of the node: letters and digits, another one at each call. */
  random(): string;
  /** Told when each batch of events is taken; undefined if nobody measures. */
  readonly watch?: LoopWatch | undefined;
  /** So many records lie between two snapshots, or 20 times as many events; 5,000 by default. */
  readonly snapshotEvery?: number | undefined;
  /** So many numbers for clients are asked for at once; 256 by default. */
  readonly idBlock?: number | undefined;
}

/** What the log needs of the daemon, once there is a chat and its loop runs. */
export interface ClusterHouse {
  /** What all nodes know alike of the chat, to be kept. */
  snapshot(): ChatData;
  /**
   * What brings the clients of this node back after the others gave it up, each with its name and its
   * rooms: a `connected` with `isBack`. Asked after their `gone` was applied.
   */
  returning(): readonly ChatEvent[];
  /** The line to the other nodes is down, or there again. Must not throw. */
  changed(state: ClusterState): void;
  /** The node cannot go on: it says bye to its people, and the process ends. Called at most once; must not throw. */
  doomed(doom: Doom): void;
}

/** How the line to the other nodes is. */
export interface ClusterState {
  /** Nothing has come back for 2 s though something waits, or the engine is not connected: own clients were told. */
  readonly isWaiting: boolean;
  /** That has lasted for 30 s: newcomers are refused, and the node is not ready. */
  readonly isShut: boolean;
}

/** Figures of the log, for metrics and probes; counted since the start. */
export interface ClusterFigures {
  /** The last record that is applied. */
  readonly applied: number;
  /** How many records were applied. */
  readonly received: number;
  /** The live nodes, this one included. */
  readonly nodes: number;
  /** The last record that the log is known to have. */
  readonly last: number;
  /** Entries of this node that have not come back. */
  readonly waiting: number;
  /** Records given to the engine, those that were given again included. */
  readonly appended: number;
  /** Appends that failed. */
  readonly failed: number;
  /** Records that were filled by reading, because they were not heard. */
  readonly filled: number;
  /** How often this node was given up for dead, and came back. */
  readonly reentries: number;
}
