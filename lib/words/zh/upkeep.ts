/**
 * Simplified Chinese: what the daemon's subcommands say.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import { sayStartProblem, sayStoreProblem } from "../starting.ts";
import {
  sayFinding,
  sayLineFault,
  sizeShown,
  type UpkeepStep,
  type UpkeepWords,
} from "../upkeep.ts";
import { CHINESE_STARTING } from "./starting.ts";

const STEPS: Readonly<Record<UpkeepStep, string>> = {
  exporting: "正在导出",
  importing: "正在导入",
  checking: "正在检查",
  copying: "正在复制",
};

/** What the subcommands say, in Simplified Chinese. What the system says stays as it is. */
export const CHINESE_UPKEEP: UpkeepWords = {
  problems: {
    "no-file": ({ path }) => `没有文件 ${quote(path)}`,
    "not-empty": ({ folder }) => `文件夹 ${quote(folder)} 不是空的；导入需要空文件夹或新文件夹`,
    "nothing-to-import": () => "标准输入中没有可导入的内容",
    "bad-line": ({ line, fault }) =>
      `标准输入第 ${line} 行：${sayLineFault(CHINESE_UPKEEP, fault)}；未导入任何内容`,
    "no-such-room": ({ room }) => `没有保存过房间 ${quote(room)}`,
    "file-exists": ({ path }) => `文件 ${quote(path)} 已存在`,
    "cannot-store": (problem) => sayStartProblem(CHINESE_STARTING, problem),
    "cannot-copy": ({ path, problem }) =>
      `无法写入副本 ${quote(path)}：${sayStoreProblem(CHINESE_STARTING, problem)}`,
    "damaged": ({ path, findings, more }) =>
      [
        `文件 ${quote(path)} 已损坏：`,
        ...findings.map((each) => `  ${sayFinding(CHINESE_UPKEEP, each)}`),
        ...(more > 0 ? [`  另有 ${more} 处`] : []),
      ].join("\n"),
  },
  faults: {
    "too-long": ({ limit }) => `超过 ${limit} 字节`,
    "not-utf8": () => "不是 UTF-8",
    "not-object": () => "不是单个 JSON 对象",
    "unknown-type": ({ type }) => type === "" ? "没有类型" : `类型 ${quote(type)} 不属于导出的内容`,
    "bad-field": ({ field }) => `字段 ${quote(field)} 缺失或有误`,
    "room-twice": ({ room }) => `房间 ${quote(room)} 的同一 epoch 前面已有一行`,
    "room-late": ({ room }) => `房间 ${quote(room)} 的行出现在第一个事件之后`,
    "too-many-rooms": ({ limit }) => `房间超过 ${limit} 个`,
    "no-room": ({ room }) => `这个 epoch 的房间 ${quote(room)} 没有对应的行`,
    "needs-epoch": ({ room }) => `有多个房间名为 ${quote(room)}，而此行没有 epoch`,
    "seq-order": ({ seq, before }) => `seq ${seq} 不大于前一个 ${before}`,
    "seq-beyond": ({ seq, last }) => `seq ${seq} 大于房间的最后一个 ${last}`,
  },
  findings: {
    "sqlite": ({ text }) => escapeUnprintable(text),
    "unreadable": ({ room, seq }) => `${quote(room)} 的事件 ${seq} 无法解读`,
    "seq-beyond": ({ room, seq, last }) => `${quote(room)} 的事件 ${seq} 超过该房间最后的 ${last}`,
    "miscounted": ({ room, counted, found }) =>
      `${quote(room)} 记有 ${counted} 条消息，实有 ${found} 条`,
    "not-indexed": ({ room, seq }) => `索引中没有 ${quote(room)} 的事件 ${seq}`,
    "homeless": ({ count }) => `${count} 个事件所属的房间不在文件中`,
    "bad-sentence": ({ room, network }) =>
      `${quote(room)} 中对 ${quote(network)} 的封禁或禁言无法解读`,
    "bad-kept-room": ({ room }) => `${quote(room)} 的设置无法解读`,
  },
  results: {
    "imported": ({ rooms, events, decisions }) =>
      `已导入 ${rooms} 个房间的 ${events} 个事件` +
      (decisions === 0 ? "" : `，以及管理员的 ${decisions} 项决定`),
    "forgotten": ({ name, events, copies, isShared }) =>
      `已删除 ${quote(name)} 的 ${events} 个事件` +
      (copies.length === 0
        ? ""
        : `；文件夹中较早的副本可能仍有这些内容：${copies.map((each) => quote(each)).join("、")}`) +
      (isShared
        ? "；其他节点也有这些内容：请在每个节点上删除。集群日志中的内容由 " +
          '"hubbubd cluster-forget" 移除'
        : ""),
    "sound": ({ path, rooms, events, bytes }) =>
      `${quote(path)} 完好：${rooms} 个房间，${events} 个事件，${sizeShown(bytes)}`,
    "copied": ({ path, bytes }) => `已复制到 ${quote(path)}：${sizeShown(bytes)}`,
  },
  interrupted: {
    export: "已中止；输出不完整",
    import: "已中止；未导入任何内容",
    forget: "已中止；未删除任何内容",
    check: "未完成即已中止；没有结论",
    backup: "已中止；没有留下副本",
  },
  progress: ({ step, done, total, unit }) => {
    const show = (count: number) => unit === "bytes" ? sizeShown(count) : String(count);
    const most = total === undefined ? "" : ` / ${show(total)}`;
    const counts = unit === "bytes" ? "" : unit === "seconds" ? " 秒" : " 个事件";
    return `${STEPS[step]}：${show(done)}${most}${counts}`;
  },
};
