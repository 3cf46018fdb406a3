/**
 * Simplified Chinese: why the daemon cannot be a node of its cluster.
 *
 * @module
 */

import { escapeUnprintable } from "../../text/printable.ts";
import type { StartingWords } from "../starting.ts";

/** Why the daemon cannot be, or cannot stay, a node, in Simplified Chinese. */
export const CHINESE_JOINING: StartingWords["joining"] = {
  "no-log": () => "--cluster 的服务器上没有日志；请先运行 hubbubd cluster-init",
  "unreachable": ({ text }) => `无法连接 --cluster 的服务器：${escapeUnprintable(text)}`,
  "lost-log": ({ applied, last }) =>
    `集群的日志不是本节点所知的那一份：它到第 ${last} 条记录为止，而本节点已执行到第 ${applied} 条`,
  "another-birth": () => "集群的日志不是本节点所知的那一份：它是重新建立的",
  "expired": ({ from, first }) =>
    `集群的日志从第 ${first} 条记录开始，而本节点需要最新快照之后的第 ${from} 条`,
  "fenced": ({ node }) => `另一个服务正以 ${node} 为名运行；每个节点都要有自己的 --node`,
  "level": ({ level, known }) =>
    `集群使用第 ${level} 级规则，而本版本只支持到第 ${known} 级；请升级`,
  "settings": ({ setting, ours, theirs }) => {
    const flag = `--${escapeUnprintable(setting)}`;
    if (setting === "data") {
      return ours === "true"
        ? `这里给出了 ${flag}，而其他节点没有；要么所有节点都给出，要么都不给出`
        : `其他节点给出了 ${flag}，而这里没有；要么所有节点都给出，要么都不给出`;
    }
    return `${flag} 在这里是 ${escapeUnprintable(ours)}，在其他节点是 ${
      escapeUnprintable(theirs)
    }；` +
      "所有节点必须相同";
  },
  "full": () => "集群的节点已达上限",
  "differs": ({ position }) =>
    `执行第 ${position} 条记录之后，本节点的状态与其他节点不同；再次启动时将从快照开始`,
};
