/**
 * Simplified Chinese: why the daemon cannot start.
 *
 * @module
 */

import { sayFileFault, sayListenFault, type StartingWords } from "../starting.ts";

const FILES = { certificate: "证书文件", key: "私钥文件" } as const;
const PEM = { certificate: "证书", key: "私钥" } as const;

/** Why the daemon cannot start, in Simplified Chinese. What the system says stays as it is. */
export const CHINESE_STARTING: StartingWords = {
  problems: {
    "cannot-listen": ({ address, fault }) =>
      `无法监听 ${address}：${sayListenFault(CHINESE_STARTING, fault)}`,
    "unreadable-file": ({ file, path, fault }) =>
      `无法读取${FILES[file]} ${path}：${sayFileFault(CHINESE_STARTING, fault)}`,
    "long-file": ({ file, path }) => `${FILES[file]} ${path} 超过 1 MiB`,
    "no-pem": ({ file, path }) => `${FILES[file]} ${path} 中没有 PEM 格式的${PEM[file]}`,
    "encrypted-key": ({ keyFile }) => `${keyFile} 中的私钥已加密；需要没有口令的私钥`,
    "key-mismatch": ({ certFile, keyFile }) => `${keyFile} 中的私钥与 ${certFile} 中的证书不匹配`,
    "unusable-pair": ({ certFile, keyFile, text }) =>
      `${certFile} 中的证书与 ${keyFile} 中的私钥无法使用：${text}`,
  },
  listening: {
    "taken": () => "该地址已被另一个程序占用",
    "no-such-address": () => "本机没有这个地址",
    "denied": () => "权限不足",
    "not-capable": () => "程序在构建时未获得所需权限",
    "no-folder": () => "没有这个文件夹",
    "no-host": ({ text }) => `找不到该主机（${text}）`,
    "other": ({ text }) => text,
  },
  reading: {
    "missing": () => "没有这个文件",
    "denied": () => "权限不足",
    "folder": () => "它是一个文件夹",
    "other": ({ text }) => text,
  },
};
