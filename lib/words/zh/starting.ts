/**
 * Simplified Chinese: why the daemon cannot start.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import { sayFileFault, sayListenFault, type StartingWords } from "../starting.ts";

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
    "unreadable-file": ({ file, path, fault }) =>
      `无法读取${FILES[file]} ${quote(path)}：${sayFileFault(CHINESE_STARTING, fault)}`,
    "long-file": ({ file, path }) => `${FILES[file]} ${quote(path)} 超过 1 MiB`,
    "no-pem": ({ file, path }) => `${FILES[file]} ${quote(path)} 中没有 PEM 格式的${PEM[file]}`,
    "encrypted-key": ({ keyFile }) => `${quote(keyFile)} 中的私钥已加密；需要没有口令的私钥`,
    "key-mismatch": ({ certFile, keyFile }) =>
      `${quote(keyFile)} 中的私钥与 ${quote(certFile)} 中的证书不匹配`,
    "unusable-pair": ({ certFile, keyFile, text }) =>
      `${quote(certFile)} 中的证书与 ${quote(keyFile)} 中的私钥无法使用：${
        escapeUnprintable(text)
      }`,
  },
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
};
