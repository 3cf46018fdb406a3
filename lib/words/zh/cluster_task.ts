/**
 * Simplified Chinese: what the subcommands for the engine of several daemons say.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import type { ClusterTaskWords, EngineServer, NodeStatus } from "../cluster_task.ts";
import { sayFileFault } from "../starting.ts";
import { sizeShown } from "../upkeep.ts";
import { CHINESE_STARTING } from "./starting.ts";

/** What these subcommands say, in Simplified Chinese. */
export const CHINESE_CLUSTER_TASKS: ClusterTaskWords = {
  faults: {
    "log-exists": () => "NATS 服务器上已有日志；未做任何改动。--new-epoch 会删除它并开始新的聊天",
    "too-few-servers": ({ replicas }) =>
      `NATS 服务器不足 ${replicas} 台，或并非全部在线；单台服务器请用 --replicas 1`,
    "no-room": ({ bytes }) =>
      `NATS 服务器没有空间存放 ${sizeShown(bytes)} 的日志：请看其 jetstream 块的 max_file_store`,
    "log-sealed": () =>
      "该日志由旧版本建立，无法从中删除内容；未做任何改动。" +
      '"hubbubd cluster-init --new-epoch" 会开始新的日志',
    "no-live-node": () => "没有节点在运行，而只有节点能重新生成不含所删内容的快照；未做任何改动",
    "nodes-too-old": ({ nodes }) =>
      `节点 ${nodes.join("、")} 的版本过旧，不支持删除；未做任何改动。请先升级所有节点`,
    "forget-late": ({ nodes, after }) =>
      (nodes.length === 0
        ? `节点未能在 ${after / 1000} 秒内保存两份快照`
        : `等待节点 ${nodes.join("、")} 已超过 ${after / 1000} 秒`) +
      "；其他节点可能已经删除，但日志中未移除任何内容：请再次执行",
    "key-exists": ({ path }) => `文件 ${quote(path)} 已经存在；未做任何改动`,
    "unwritable-key": ({ path, fault }) =>
      `无法写入密钥 ${quote(path)}：${sayFileFault(CHINESE_STARTING, fault)}`,
  },
  made: (epoch, replicas) => `已为新的聊天建立日志，纪元 ${epoch}，保存 ${replicas} 份`,
  keyOf: (node) =>
    node === undefined
      ? "# hubbub 的管理员：NATS 服务器账户中 users 的一项"
      : `# hubbub 的节点 ${node}：NATS 服务器账户中 users 的一项`,
  forgotten: ({ name, wasSeen, before, records }) =>
    [
      ...wasSeen ? [] : [`各节点的记录中没有名为 ${quote(name)} 的人：名字是否写错？`],
      `所有节点均已删除 ${
        quote(name)
      } 的内容；已从日志中移除 ${records} 条记录，日志现从记录 ${before} 开始`,
      "各节点 --data 中保存的内容未改动：请逐个停止节点，并在每个节点上执行 " +
      `"hubbubd forget NAME --data DIR"`,
      "多台 NATS 服务器的内部日志在几分钟内仍有这些内容；此后，旧文件的副本以及文件系统尚未重新使用的磁盘块中" +
      "可能仍有这些内容",
    ].join("\n"),
  status: ({ version, servers, log, epoch, level, snapshot, nodes }) =>
    [
      `引擎：nats-server ${escapeUnprintable(version)}${
        servers.length === 0 ? "，单台服务器" : `：${servers.map(serverShown).join("、")}`
      }`,
      `日志：${log.last < log.first ? "没有记录" : `记录 ${log.first} 至 ${log.last}`}，${
        sizeShown(log.bytes)
      }；纪元 ${epoch ?? "未知"}，级别 ${level}`,
      `快照：${snapshot === undefined ? "无" : `至记录 ${snapshot}`}`,
      ...nodes.map((node) => nodeShown(node, log.last)),
      ...nodes.length === 0 ? ["没有存活的节点"] : [],
    ].join("\n"),
};

function serverShown({ name, isLeader, isCurrent }: EngineServer): string {
  const notes = [...isLeader ? ["领导者"] : [], ...isCurrent ? [] : ["落后或离线"]];
  const shown = escapeUnprintable(name);
  return notes.length === 0 ? shown : `${shown}（${notes.join("，")}）`;
}

function nodeShown(node: NodeStatus, last: number): string {
  const { position, seen } = node;
  return [
    `节点 ${node.node}：纪元 ${node.epoch}`,
    `级别 ${node.level}`,
    `${node.clients} 个客户端`,
    position === undefined
      ? "尚未报告"
      : `位于记录 ${position}，落后 ${Math.max(0, last - position)}`,
    `最近一次活动 ${seen === undefined ? "未知" : new Date(seen).toISOString()}`,
  ].join("，");
}
