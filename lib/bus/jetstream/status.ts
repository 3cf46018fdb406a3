/**
 * `cluster-status`: reads the log as a node does, and tells what it finds.
 *
 * @module
 */

import { jetstream, jetstreamManager } from "npm:@nats-io/jetstream@3.4.0";
import type { ClusterAccess } from "../../options/cluster_task.ts";
import type { ClusterStatus, EngineServer, NodeStatus } from "../../words/cluster_task.ts";
import type { NodeInfo } from "../agreed/replica.ts";
import { connectEngine } from "./connection.ts";
import { LogStream } from "./log_stream.ts";
import { LogView } from "./log_view.ts";
import { ADMIN_INBOX, LOG_STREAM } from "./names.ts";
import { Snapshots } from "./snapshots.ts";
import { LOG_BYTES } from "./streams.ts";
import { taskFailureOf } from "./task_failure.ts";
import type { NatsConnection, StreamInfo } from "./library_types.ts";

/** How the servers list the command. */
const CALLER = { name: "hubbubd cluster-status", inbox: ADMIN_INBOX } as const;

/**
 * How the cluster is doing.
 *
 * @throws {TaskFailure} if the engine cannot be used.
 */
export async function statusOf(access: ClusterAccess): Promise<ClusterStatus> {
  try {
    const connection = await connectEngine(access, CALLER);
    try {
      return await look(connection);
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw taskFailureOf(error, { replicas: 0, bytes: LOG_BYTES });
  }
}

async function look(connection: NatsConnection): Promise<ClusterStatus> {
  const streams = await jetstreamManager(connection, { checkAPI: false });
  const info = await streams.streams.info(LOG_STREAM);
  const stream = new LogStream(connection, streams);
  const snapshots = new Snapshots(streams, jetstream(connection));
  const view = await LogView.open(stream, snapshots);
  const { replica } = view;
  const bounds = await view.readOn();
  const nodes: NodeStatus[] = [];
  for (const node of replica.nodes()) nodes.push(await statusOfNode(node, stream));
  return {
    version: connection.info?.version ?? "",
    servers: serversOf(info),
    log: { ...bounds, bytes: info.state.bytes },
    epoch: replica.birth?.id,
    level: replica.level,
    snapshot: view.snapshot,
    nodes,
  };
}

async function statusOfNode(node: NodeInfo, stream: LogStream): Promise<NodeStatus> {
  const [record] = await stream.read(node.seen, 1);
  return {
    node: node.node,
    epoch: node.epoch,
    level: node.level,
    clients: node.clients,
    position: node.claim?.position,
    seen: record?.position === node.seen ? record.time : undefined,
  };
}

function serversOf({ cluster }: StreamInfo): EngineServer[] {
  if (cluster?.name === undefined) return [];
  const others = (cluster.replicas ?? []).map(({ name, current, offline }) => ({
    name,
    isLeader: false,
    isCurrent: current && offline !== true,
  }));
  const leader = cluster.leader === undefined
    ? []
    : [{ name: cluster.leader, isLeader: true, isCurrent: true }];
  return [...leader, ...others].toSorted((a, b) => a.name < b.name ? -1 : 1);
}
