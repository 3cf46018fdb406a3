/**
 * Simplified Chinese: why the daemon cannot start.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import {
  sayDoom,
  sayFileFault,
  sayListenFault,
  sayStoreProblem,
  type StartingWords,
} from "../starting.ts";
import { CHINESE_JOINING } from "./joining.ts";
import { chineseEngine } from "./engine.ts";

const OBSTACLES = {
  file: "文件",
  folder: "文件夹",
  link: "符号链接",
  other: "设备或管道",
} as const;
const FILES = { certificate: "证书文件", key: "私钥文件" } as const;
const PEM = { certificate: "证书", key: "私钥" } as const;

/** Why the daemon cannot start, in Simplified Chinese. What the system says stays as it is. */
export const CHINESE_STARTING: StartingWords = {
  problems: {
    "cannot-listen": ({ address, fault }) =>
      `无法监听 ${escapeUnprintable(address)}：${sayListenFault(CHINESE_STARTING, fault)}`,
    "cannot-store": ({ folder, problem }) =>
      problem.code === "in-use"
        ? `${escapeUnprintable(folder)} ${sayStoreProblem(CHINESE_STARTING, problem)}`
        : `无法使用 ${quote(folder)} 中的数据：${sayStoreProblem(CHINESE_STARTING, problem)}`,
    "unreadable-file": ({ file, path, fault }) =>
      `无法读取${FILES[file]} ${quote(path)}：${sayFileFault(CHINESE_STARTING, fault)}`,
    "long-file": ({ file, path }) => `${FILES[file]} ${quote(path)} 超过 1 MiB`,
    "unreadable-motd": ({ path, fault }) =>
      `无法读取欢迎消息文件 ${quote(path)}：${sayFileFault(CHINESE_STARTING, fault)}`,
    "long-motd": ({ path, why, limit }) =>
      why === "send-queue"
        ? `欢迎消息文件 ${quote(path)} 太长，--send-queue-max ${limit} 容纳不下`
        : `欢迎消息文件 ${quote(path)} 超过 ${limit} ${why === "lines" ? "行" : "字节"}`,
    "no-node-name": () => "/etc/hostname 中本机的名字不能用作节点的名字；请用 --node NAME 给出",
    "no-node": ({ doom }) => sayDoom(CHINESE_STARTING, doom),
    "no-pem": ({ file, path }) => `${FILES[file]} ${quote(path)} 中没有 PEM 格式的${PEM[file]}`,
    "encrypted-key": ({ keyFile }) => `${quote(keyFile)} 中的私钥已加密；需要没有口令的私钥`,
    "key-mismatch": ({ certFile, keyFile }) =>
      `${quote(keyFile)} 中的私钥与 ${quote(certFile)} 中的证书不匹配`,
    "unusable-pair": ({ certFile, keyFile, text }) =>
      `${quote(certFile)} 中的证书与 ${quote(keyFile)} 中的私钥无法使用：${
        escapeUnprintable(text)
      }`,
    ...chineseEngine((fault) => sayFileFault(CHINESE_STARTING, fault)),
  },
  joining: CHINESE_JOINING,
  listening: {
    "own": ({ owner }) => `本服务自己在 ${escapeUnprintable(owner)} 上的监听已经占用了它`,
    "occupied": ({ obstacle }) => `该位置已有一个${OBSTACLES[obstacle]}`,
    "not-a-folder": () => "路径中应为文件夹的地方是一个文件",
    "read-only": () => "文件系统是只读的",
    "no-such-family": () => "本机没有这一类地址",
    "taken": () => "该地址已被另一个程序占用",
    "no-such-address": () => "本机没有这个地址",
    "denied": () => "权限不足",
    "not-capable": () => "程序在构建时未获得所需权限",
    "no-folder": () => "没有这个文件夹",
    "no-host": ({ text }) => `找不到该主机（${escapeUnprintable(text)}）`,
    "other": ({ text }) => escapeUnprintable(text),
  },
  reading: {
    "missing": () => "没有这个文件",
    "denied": () => "权限不足",
    "folder": () => "它是一个文件夹",
    "not-a-file": () => "它不是普通文件",
    "other": ({ text }) => escapeUnprintable(text),
  },
  storing: {
    "in-use": ({ process }) =>
      process === undefined ? "正被另一个进程使用" : `正被进程 ${process} 使用`,
    "foreign": () => "hubbub.db 不是 hubbub 的文件；没有改动它",
    "newer": ({ version }) =>
      `hubbub.db 由更新版本的 hubbub 写入（模式版本 ${version}）；没有改动它`,
    "damaged": () => "hubbub.db 已损坏；请用备份替换它，或将它移走",
    "full": () => "磁盘已满",
    "locked": () => "另一个程序锁定了 hubbub.db",
    "gone": () => "无法打开",
    "denied": () => "权限不足",
    "not-a-folder": () => "应为文件夹的地方是一个文件",
    "other": ({ text }) => escapeUnprintable(text),
  },
  joinWith: (command) => `-- 加入方式：${command}`,
};
