/**
 * The metrics of the log that several nodes share. Pure but for what it reads.
 *
 * @module
 */

import { counter, type Family, gauge } from "./family.ts";
import type { Sources } from "./sources.ts";

/** Reads the metrics of the log that several nodes share; none if the daemon is alone. */
export function clusterFamilies({ cluster }: Sources): Family[] {
  if (cluster === undefined) return [];
  const { isWaiting, isShut } = cluster.state;
  const { nodes, applied, last, waiting, received, appended, failed, filled, reentries } =
    cluster.figures;
  return [
    gauge(
      "hubbub_cluster_waiting",
      "1 if the line to the other nodes is down, so that what is said waits.",
      isWaiting,
    ),
    gauge(
      "hubbub_cluster_shut",
      "1 if it has been down for so long that newcomers are refused.",
      isShut,
    ),
    gauge("hubbub_cluster_nodes", "Nodes that are alive, this one included.", nodes),
    gauge("hubbub_cluster_position", "The last record of the log that is carried out.", applied),
    gauge(
      "hubbub_cluster_lag_records",
      "Records that the log has, and that are not carried out yet.",
      Math.max(0, last - applied),
    ),
    gauge(
      "hubbub_cluster_waiting_entries",
      "Entries of this node that have not come back from the log.",
      waiting,
    ),
    counter(
      "hubbub_cluster_received_records_total",
      "Records of all nodes that were carried out.",
      received,
    ),
    counter(
      "hubbub_cluster_sent_records_total",
      "Records given to the log, those that were given again included.",
      appended,
    ),
    counter("hubbub_cluster_failed_records_total", "Records that the log did not take.", failed),
    counter(
      "hubbub_cluster_filled_records_total",
      "Records that were read from the log because they were not heard.",
      filled,
    ),
    counter(
      "hubbub_cluster_reentries_total",
      "How often the other nodes gave this one up, and it came back.",
      reentries,
    ),
  ];
}
