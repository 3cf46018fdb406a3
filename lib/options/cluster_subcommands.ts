/**
 * The options of the subcommands that prepare and look at the engine of several daemons.
 *
 * @module
 */

import { LANGUAGES } from "../core/language.ts";
import { engineServers, nodeName } from "./cluster_kinds.ts";
import { choice, duration, file, flag, integer } from "./kinds.ts";
import type { OptionTable } from "./option.ts";

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** The most copies of everything that the engine keeps. */
const MAX_REPLICAS = 5;

const LANG = {
  kind: choice(LANGUAGES),
  defaultNote: { en: "by the locale", zh: "按区域设置" },
  summary: { en: "the language of what this says", zh: "所说内容的语言" },
} as const;

/** How a command of an administrator reaches the servers. */
const ACCESS_OPTIONS = {
  "cluster": {
    kind: engineServers(),
    isRepeatable: true,
    summary: {
      en: "the NATS servers, as the daemons are given them",
      zh: "NATS 服务器，与各服务所用的相同",
    },
  },
  "cluster-key": {
    kind: file(),
    isWithoutVariable: true,
    summary: {
      en: "the file of an administrator's nkey; that of a node has not the rights",
      zh: "管理员的 nkey 文件；节点的 nkey 没有所需的权限",
    },
  },
  "cluster-ca": {
    kind: file(),
    summary: {
      en: "trusts the certificates in this PEM file beside those of the system",
      zh: "除系统证书外还信任这个 PEM 文件中的证书",
    },
  },
} as const satisfies OptionTable;

/** The options of `cluster-init`. */
export const CLUSTER_INIT_OPTIONS = {
  ...ACCESS_OPTIONS,
  "replicas": {
    kind: integer({ min: 1, max: MAX_REPLICAS }),
    default: "3",
    isWithoutVariable: true,
    summary: {
      en: "on how many servers everything is kept; 3 survive the loss of one, 1 is for one server",
      zh: "全部内容保存在几台服务器上；3 可承受失去一台，1 用于单台服务器",
    },
  },
  "max-age": {
    kind: duration({ min: HOUR, max: 3650 * DAY, isInDays: true }),
    default: "30d",
    isWithoutVariable: true,
    summary: {
      en: "how long the log keeps what was said; a node that is away longer misses some",
      zh: "日志保存内容的时间；离开更久的节点会缺少一部分",
    },
  },
  "new-epoch": {
    kind: flag(),
    isWithoutVariable: true,
    summary: {
      en: "deletes the log that is there, and begins a new chat",
      zh: "删除现有的日志，开始新的聊天",
    },
  },
  "lang": LANG,
} as const satisfies OptionTable;

/** The options of `cluster-status` and of `cluster-forget`. */
export const CLUSTER_STATUS_OPTIONS = {
  ...ACCESS_OPTIONS,
  "lang": LANG,
} as const satisfies OptionTable;

/** The options of `cluster-key`. */
export const CLUSTER_KEY_OPTIONS = {
  "node": {
    kind: nodeName(),
    isWithoutVariable: true,
    defaultNote: { en: "a key of an administrator", zh: "管理员的密钥" },
    summary: {
      en: "makes the key of the node of this name",
      zh: "生成此名字的节点的密钥",
    },
  },
  "lang": LANG,
} as const satisfies OptionTable;
