/**
 * A running daemon, as those see it who have started it.
 *
 * @module
 */

import type { Config } from "../config/config.ts";
import type { Engine } from "../bus/engine.ts";
import type { Log } from "../log/log.ts";
import type { Connection } from "../net/connection.ts";
import type { Tap } from "../loop/tap.ts";
import type { Clock } from "../time/system_pacer.ts";
import type { StartProblem } from "../words/starting.ts";

/** What a test has otherwise than a cluster. */
export interface ClusterOverrides {
  /** Connects to the engine as this node, in place of the servers of the configuration. */
  engine(node: string): Promise<Engine>;
  /** So many numbers for clients are asked for at once. */
  readonly idBlock?: number | undefined;
}

/** What a server is given besides its configuration. */
export interface ServerParts {
  /** The log. */
  readonly log: Log;
  /** Further receivers of what is published to rooms. */
  readonly taps?: readonly Tap[] | undefined;
  /** The real one by default. */
  readonly clock?: Clock | undefined;
  /** In place of the engine of the cluster; for tests. Without `Config.cluster` it has no effect. */
  readonly cluster?: ClusterOverrides | undefined;
  /**
   * Resolves when the daemon is to stop. A start that waits for a cluster then rejects with `StartStopped`; a
   * daemon that has begun is stopped by `stop`. Undefined if a start goes on until it has ended.
   */
  readonly stopped?: Promise<unknown> | undefined;
  /** Lets a bug end the loop, for tests; otherwise the client that caused it is disconnected. */
  readonly rethrows?: boolean | undefined;
}

/** A running daemon. Held with `await using`, it stops when the block is left. */
export interface Server extends AsyncDisposable {
  /** Where it listens, with the ports that the system picked. */
  readonly addresses: readonly string[];
  /**
   * Connects from within this process, without a socket. The connection uses the two dialects of
   * docs/protocol.md. All limits except those for addresses apply: it counts among the connections, is
   * `guest-N` until it chooses a name, and is disconnected for the same reasons as all others. After
   * `stop` the connection is closed already.
   */
  connect(): Connection;
  /**
   * Reads the certificate and the message of the day again, and takes over from another configuration, if
   * one is given, what can change while it runs; nobody is disconnected. Resolves with false if a file
   * cannot be used; then nothing has changed. The log says how it went. Never rejects.
   */
  reload(next?: Config): Promise<boolean>;
  /**
   * Checks the timeouts now, without waiting for the next tick; resolves when the effects are carried out.
   * For tests with their own clock: a jump of that clock counts as a standstill of the process.
   */
  tick(): Promise<void>;
  /**
   * Resolves when an operator has ordered the server to stop, with `/shutdown`; then it stops by itself, and
   * `stop` resolves when it has. Otherwise never settles.
   */
  readonly stopOrdered: Promise<void>;
  /**
   * Resolves with the reason when this daemon cannot stay a node of its cluster; then it stops by itself, and
   * `stop` resolves when it has. Otherwise never settles.
   */
  readonly failed: Promise<StartProblem>;
  /**
   * Stops: accepts no more connections, tells all clients, sends what waits for them, and closes their
   * connections. Connections that have not ended shortly before the end of the grace are closed. Resolves
   * when all is stopped. May be called more than once.
   */
  stop(): Promise<void>;
}
