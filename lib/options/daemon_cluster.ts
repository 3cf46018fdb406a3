/**
 * The options of a daemon that is one node of several.
 *
 * @module
 */

import { engineServers, nodeName } from "./cluster_kinds.ts";
import type { DaemonOption } from "./daemon_option.ts";
import { file } from "./kinds.ts";

/** The options of a node, in the order of the help. */
export const CLUSTER_OPTIONS = {
  "cluster": {
    kind: engineServers(),
    isRepeatable: true,
    atReload: "restart",
    summary: {
      en:
        "shares one chat with all daemons that use the same NATS servers, nats://HOST[:PORT] or " +
        "tls://HOST[:PORT]; hubbubd cluster-init prepares them",
      zh: "与使用同一组 NATS 服务器（nats://HOST[:PORT] 或 tls://HOST[:PORT]）的所有服务共有一个" +
        "聊天；先用 hubbubd cluster-init 准备",
    },
  },
  "cluster-key": {
    kind: file(),
    atReload: "restart",
    summary: {
      en: "with --cluster, the file of the nkey with which this daemon logs in there",
      zh: "使用 --cluster 时，本服务登录所用的 nkey 文件",
    },
  },
  "cluster-ca": {
    kind: file(),
    atReload: "restart",
    summary: {
      en:
        "with --cluster tls://, trusts the certificates in this PEM file beside those of the system",
      zh: "使用 --cluster tls:// 时，除系统证书外还信任这个 PEM 文件中的证书",
    },
  },
  "node": {
    kind: nodeName(),
    defaultNote: { en: "the name of this machine", zh: "本机的名字" },
    atReload: "restart",
    summary: {
      en: "with --cluster, what this daemon is called among the others; no two have one name",
      zh: "使用 --cluster 时，本服务在其他服务中的名字；不能有两个相同",
    },
  },
} as const satisfies Readonly<Record<string, DaemonOption>>;
