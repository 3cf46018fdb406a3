/**
 * Where the metrics come from. Most are counts that the parts keep anyway, and are read when somebody
 * asks.
 *
 * @module
 */

import type { ClusterFigures, ClusterState } from "../bus/cluster.ts";
import type { ChatCensus } from "../core/chat.ts";
import type { Millis } from "../core/units.ts";
import type { Census } from "../outbound/census.ts";
import type { StoreReading } from "../store/store_watch.ts";
import type { ChatWatch } from "./chat_watch.ts";
import type { ConnectionCounts } from "./connection_counts.ts";
import type { Timings } from "./timings.ts";

/** What the gate knows of connections. */
export interface GateReading {
  /** Connections that were let in and are open. */
  readonly open: number;
  /** The most of them, by configuration; a reload may change it. */
  readonly limit: number;
  /** Operators that are connected. */
  readonly operators: number;
  /** The descriptors of all connections, those that are being refused included. */
  readonly descriptors: number;
  /** The most descriptors of connections that were let in; Infinity as long as it is not known. */
  readonly held: number;
  /** Whether one more connection would take more descriptors than the process can spare. */
  readonly isOutOfDescriptors: boolean;
}

/** What is known of the log that several nodes share. */
export interface ClusterReading {
  /** How the line to the other nodes is. */
  readonly state: ClusterState;
  /** What was counted. */
  readonly figures: ClusterFigures;
}

/** What is counted as it happens. */
export interface Watches {
  /** Durations. */
  readonly timings: Timings;
  /** What happens in the chat. */
  readonly chat: ChatWatch;
  /** Connections that come. */
  readonly connections: ConnectionCounts;
  /** Lines that come. */
  readonly received: { lines: number };
}

/** What is read when somebody asks: parts of the daemon, as far as the metrics know them. */
export interface Sources {
  /** Counts people and rooms. */
  readonly broadcaster: { census(): ChatCensus };
  /** Counts send queues, and the lines given to them. */
  readonly fanout: { census(): Census & { readonly lines: number } };
  /** Has the gate, and is told when the listener of the metrics could not accept, and waits for so long. */
  readonly entrance: {
    readonly gate: GateReading;
    /** Counts the connections that fetch the page; undefined if it is not served. */
    readonly pages?: { readonly open: number } | undefined;
    acceptFailed(error: unknown, pause: Millis): void;
  };
  /** Keeps what is said; undefined if nothing is kept. */
  readonly history: { read(): StoreReading } | undefined;
  /** The log that is shared with other nodes; undefined if the daemon is alone. */
  readonly cluster?: ClusterReading | undefined;
  /** The log, which may lose records. */
  readonly log: { readonly lost: number };
}

/** The process that is measured. */
export interface ProcessFacts {
  /** The version of the daemon. */
  readonly version: string;
  /** The version of the runtime. */
  readonly runtime: string;
  /** When the daemon was started, since the epoch. */
  readonly startedAt: Millis;
  /** The memory of the process, in bytes. */
  readonly memory: () => Deno.MemoryUsage;
}
