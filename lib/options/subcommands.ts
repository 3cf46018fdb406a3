/**
 * The subcommands of the daemon, as data: what each is for, its options, and whether it may run beside a
 * running daemon. Parsing, help, manual page and completions read this table.
 *
 * @module
 */

import { LANGUAGES, type Translated } from "../core/language.ts";
import {
  CLUSTER_INIT_OPTIONS,
  CLUSTER_KEY_OPTIONS,
  CLUSTER_STATUS_OPTIONS,
} from "./cluster_subcommands.ts";
import { choice, file, folder, text } from "./kinds.ts";
import type { Kind, OptionTable } from "./option.ts";
import { SUBCOMMAND_NAMES, type SubcommandName } from "./subcommand_names.ts";

/** The most characters of a name of a person or a room, as they are typed. */
const MAX_NAME = 200;

/** What a subcommand takes beside its options: exactly one value. */
export interface Operand {
  /** What it may be; its placeholder is its name in the help. */
  readonly kind: Kind<string>;
}

/** One subcommand. */
export interface Subcommand {
  /** What is typed first. */
  readonly name: SubcommandName;
  /** The option that it cannot do without, with its value; undefined for none. */
  readonly needed?: string | undefined;
  /** What it takes beside its options; undefined for nothing. */
  readonly operand?: Operand | undefined;
  /** What it is for, as a phrase. */
  readonly summary: Translated;
  /** What else a reader should know, in whole sentences. */
  readonly about: readonly Translated[];
  /** Whether it may run beside a running daemon, in whole sentences. */
  readonly beside: Translated;
  /** Its options. */
  readonly options: OptionTable;
}

const DATA = {
  kind: folder(),
  summary: { en: "the folder of the daemon's --data", zh: "服务的 --data 所用的文件夹" },
} as const;

const LANG = {
  kind: choice(LANGUAGES),
  defaultNote: { en: "by the locale", zh: "按区域设置" },
  summary: { en: "the language of what this says", zh: "所说内容的语言" },
} as const;

const MAY: Translated = {
  en: "It may run beside a running daemon.",
  zh: "可以在服务运行时使用。",
};

const MAY_NOT: Translated = {
  en: "It may not run beside a daemon that uses the folder: stop that daemon first.",
  zh: "服务正在使用该文件夹时不能运行：请先停止服务。",
};

/** Options of most subcommands. */
const COMMON_OPTIONS = { "data": DATA, "lang": LANG } as const satisfies OptionTable;

/** The options of `export`. */
export const EXPORT_OPTIONS = {
  "data": DATA,
  "room": {
    kind: text("ROOM", MAX_NAME),
    isWithoutVariable: true,
    summary: { en: "this room alone; the # may be left out", zh: "只取这个房间；可以省略 #" },
  },
  "format": {
    kind: choice(["jsonl", "text"]),
    default: "jsonl",
    isWithoutVariable: true,
    summary: {
      en: "JSON lines, which import reads, or text for people, with times in UTC",
      zh: "供 import 读取的 JSON 行，或供人阅读的文本，时间为 UTC",
    },
  },
  "lang": LANG,
} as const satisfies OptionTable;

const NEEDS_DATA = "--data DIR";
const NEEDS_CLUSTER = "--cluster URL[,URL...]";

const ROWS: Readonly<Record<SubcommandName, Omit<Subcommand, "name">>> = {
  export: {
    needed: NEEDS_DATA,
    summary: {
      en: "writes all that is kept to standard output",
      zh: "把保存的全部内容写到标准输出",
    },
    about: [{
      en: "Writes first a line for each room, and then the events of one room after the other, " +
        "each as programs were told it. Text for people has no lines for rooms.",
      zh: "先为每个房间写一行，再逐个房间写出事件，每个事件与当时告知程序的内容相同。供人阅读的" +
        "文本没有房间行。",
    }],
    beside: MAY,
    options: EXPORT_OPTIONS,
  },
  import: {
    needed: NEEDS_DATA,
    summary: {
      en: "reads what export wrote from standard input into a new folder",
      zh: "从标准输入读取 export 写出的内容，放进新文件夹",
    },
    about: [{
      en: "The folder must be empty or missing. Every text is made safe to show, as if it were " +
        "said now. A line that is not as export writes it is refused with its number, and then " +
        "nothing is kept.",
      zh: "文件夹必须是空的或不存在。每段文本都会像刚说出时一样处理为可以安全显示的形式。不符合 " +
        "export 格式的行会连同行号被拒绝，这时什么也不保留。",
    }],
    beside: MAY_NOT,
    options: COMMON_OPTIONS,
  },
  forget: {
    needed: NEEDS_DATA,
    operand: { kind: text("NAME", MAX_NAME) },
    summary: {
      en: "deletes all that was said and done under a name",
      zh: "删除以某个名字说过和做过的一切",
    },
    about: [{
      en:
        "Deletes the messages, actions, arrivals, departures, renames and topics of NAME, without " +
        "regard to case, from the file and from the search; no byte of them is left in the file. " +
        "The numbers of these events stay unused, and programs are told of a gap. What others said " +
        "about NAME stays, and so does what was said under another name. Copies that were made " +
        "before still have it.",
      zh:
        "从文件和搜索中删除 NAME 的消息、动作、进入、离开、改名和话题，不分大小写；文件中不留任何" +
        "一个字节。这些事件的编号不再使用，程序会得知此处有空缺。别人提到 NAME 的话，以及以其他名字" +
        "说过的话，都会保留。此前所做的副本中仍有这些内容。",
    }],
    beside: MAY_NOT,
    options: COMMON_OPTIONS,
  },
  check: {
    needed: NEEDS_DATA,
    summary: { en: "looks for damage", zh: "检查有无损坏" },
    about: [{
      en:
        "Exits with 0 if the file is sound, and with 1 if it is damaged or is not one of hubbubd. " +
        "Changes nothing.",
      zh: "文件完好时以 0 退出；文件损坏或不属于 hubbubd 时以 1 退出。不做任何改动。",
    }],
    beside: MAY,
    options: COMMON_OPTIONS,
  },
  backup: {
    needed: NEEDS_DATA,
    operand: { kind: file() },
    summary: { en: "copies all that is kept into a new file", zh: "把保存的全部内容复制到新文件" },
    about: [{
      en:
        "FILE must not exist; nobody but its owner can read it. To use it, copy it as hubbub.db " +
        "into an empty folder.",
      zh: "FILE 必须尚不存在；只有其所有者能读取。使用时，将其作为 hubbub.db 复制到空文件夹中。",
    }],
    beside: MAY,
    options: COMMON_OPTIONS,
  },
  "cluster-init": {
    needed: NEEDS_CLUSTER,
    summary: {
      en: "prepares NATS servers for several daemons that are one chat",
      zh: "为共有一个聊天的多个服务准备 NATS 服务器",
    },
    about: [{
      en:
        "Makes the log that all nodes share, and the place of their snapshots. A log that is there " +
        "is left as it is, and the exit code is 1. With --new-epoch it is deleted, with all that " +
        "only it has: names, rooms, bans. Daemons that use it then stop, and begin anew when they are " +
        "started; what each of them keeps in --data stays.",
      zh:
        "建立各节点共有的日志及其快照的存放处。已有的日志保持不变，这时以 1 退出。使用 --new-epoch " +
        "时会删除它，以及只存在于其中的名字、房间和封禁。使用它的服务随即停止，再次启动时重新开始；" +
        "各服务在 --data 中保存的内容会保留。",
    }],
    beside: MAY,
    options: CLUSTER_INIT_OPTIONS,
  },
  "cluster-status": {
    needed: NEEDS_CLUSTER,
    summary: {
      en: "tells how several daemons that are one chat are doing",
      zh: "说明共有一个聊天的多个服务的状况",
    },
    about: [{
      en:
        "Reads the log from its newest snapshot on, and tells the servers, the log, and each live " +
        "node with its epoch, its level, its people, how far it is behind, and its last sign of life.",
      zh:
        "从最新的快照起读取日志，说明服务器、日志以及每个存活的节点：其纪元、级别、人数、落后多少" +
        "以及最近一次活动。",
    }],
    beside: MAY,
    options: CLUSTER_STATUS_OPTIONS,
  },
  "cluster-forget": {
    needed: NEEDS_CLUSTER,
    operand: { kind: text("NAME", MAX_NAME) },
    summary: {
      en: "has several daemons that are one chat forget a name, and their log",
      zh: "让共有一个聊天的多个服务及其日志删除某个名字的内容",
    },
    about: [{
      en:
        "While the chat runs, all nodes forget what was said and done under NAME, without regard to case, " +
        "as forget does; then the log and the snapshots from before are removed from the NATS servers. " +
        "It waits up to a minute for all nodes, and removes nothing if one does not do it. What nodes keep " +
        "in --data stays: say forget at each node. Somebody who is there under NAME stays, and what is " +
        "said from then on is kept as usual.",
      zh:
        "在聊天运行期间，所有节点都会像 forget 一样删除以 NAME 说过和做过的一切，不分大小写；随后从 NATS " +
        "服务器移除此前的日志和快照。最多等待各节点一分钟；只要有节点未完成，就不移除任何内容。各节点在 " +
        "--data 中保存的内容不变：请在每个节点上执行 forget。正以 NAME 在线的人不受影响，此后说的话照常保存。",
    }],
    beside: MAY,
    options: CLUSTER_STATUS_OPTIONS,
  },
  "cluster-key": {
    operand: { kind: file() },
    summary: {
      en: "makes a key with which a node logs in to NATS servers",
      zh: "生成节点登录 NATS 服务器所用的密钥",
    },
    about: [{
      en:
        "Writes a new nkey into FILE, which must not exist and which nobody but its owner can read, " +
        "and the lines for the configuration of the servers to standard output. They give the key " +
        "no more rights than it needs.",
      zh:
        "把新的 nkey 写入 FILE（必须尚不存在，只有其所有者能读取），并把服务器配置所需的几行写到标准" +
        "输出。这些行只给密钥所需的权限。",
    }],
    beside: MAY,
    options: CLUSTER_KEY_OPTIONS,
  },
};

/** The subcommands, in the order of the help. */
export const SUBCOMMANDS: readonly Subcommand[] = SUBCOMMAND_NAMES.map((name) => ({
  name,
  ...ROWS[name],
}));

/** How the arguments of a subcommand are written. Never throws. */
export function usageOf({ name, operand, needed }: Subcommand): string {
  const operands = operand === undefined ? [] : [operand.kind.placeholder];
  return [name, ...operands, ...needed === undefined ? [] : [needed]].join(" ");
}
