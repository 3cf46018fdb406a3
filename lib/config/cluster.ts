/**
 * What the configuration says of a daemon that is one node of several.
 *
 * @module
 */

import type { DAEMON_OPTIONS } from "../options/daemon.ts";
import type { Values } from "../options/option.ts";

/** How a daemon shares its chat with others. */
export interface ClusterConfig {
  /** The servers of the engine: `nats://HOST:PORT` or `tls://HOST:PORT`; at least one. */
  readonly servers: readonly string[];
  /** The path of the key with which the node logs in; undefined if the engine wants none. */
  readonly keyFile: string | undefined;
  /** The path of certificates that are trusted beside those of the system; undefined for none. */
  readonly caFile: string | undefined;
  /** What the node is called; undefined is the name of the machine. */
  readonly node: string | undefined;
}

/** What these values say; undefined if the daemon is alone. Never throws. */
export function clusterConfig(values: Values<typeof DAEMON_OPTIONS>): ClusterConfig | undefined {
  const servers = values.cluster.flat();
  if (servers.length === 0) return undefined;
  const { "cluster-key": keyFile, "cluster-ca": caFile, node } = values;
  return { servers, keyFile, caFile, node };
}
