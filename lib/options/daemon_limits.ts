/**
 * The limits of the daemon, with the reason for each range.
 *
 * @module
 */

import type { DaemonOption } from "./daemon_option.ts";
import { bytes, decimal, duration, integer } from "./kinds.ts";

const HOUR = 3_600_000;
const MIB = 1_048_576;

/** The options that bound what a client, a room or all together can take. */
export const LIMIT_OPTIONS = {
  "idle-timeout": {
    // The lower bound is for tests; more than a week has no use.
    kind: duration({ min: 10, max: 168 * HOUR, canBeOff: true }),
    default: "5m",
    atReload: "applied",
    summary: {
      en: "disconnects a client that has sent no line for this long, after a warning; 0 turns " +
        "this off",
      zh: "客户端这么久没有发送任何一行时，先警告，再断开连接；0 表示从不断开",
    },
  },
  "max-line": {
    // In the shortest line every command fits with the longest name, in both dialects. The rest of a line
    // of more than 1 MiB is discarded in any case.
    kind: bytes({ min: 128, max: MIB }),
    default: "4096",
    atReload: "applied",
    summary: { en: "refuses longer lines", zh: "拒绝更长的行" },
  },
  "rate": {
    kind: decimal({ min: 0, max: 1_000_000 }),
    default: "2",
    atReload: "applied",
    summary: {
      en: "reads this many lines a second from each client; 0 is no limit",
      zh: "每秒从每个客户端读取这么多行；0 表示不限",
    },
  },
  "burst": {
    kind: integer({ min: 1, max: 1_000_000 }),
    default: "5",
    atReload: "applied",
    summary: {
      en: "reads this many lines at once before --rate applies",
      zh: "速率限制生效前，一次最多读取这么多行",
    },
  },
  "send-queue": {
    // Less than 1 KiB would skip lines for readers that are not slow.
    kind: bytes({ min: 1024, max: 64 * MIB }),
    default: "65536",
    atReload: "applied",
    summary: {
      en: "skips lines for a reader when more than this waits for it",
      zh: "等待某个读者的内容超过这个量时，为其跳过消息",
    },
  },
  "send-queue-max": {
    kind: bytes({ min: 1024, max: 64 * MIB }),
    default: "262144",
    atReload: "applied",
    summary: {
      en: "disconnects a reader when more than this waits for it; at least --send-queue",
      zh: "等待某个读者的内容超过这个量时，断开其连接；不小于 --send-queue",
    },
  },
  "stall-timeout": {
    // It cannot be off: a peer that is gone would keep its send queue for ever.
    kind: duration({ min: 10, max: HOUR }),
    default: "30s",
    atReload: "applied",
    summary: {
      en: "disconnects a reader that has taken nothing for this long while something waits",
      zh: "有内容等待而这么久什么也没读取的读者，断开其连接",
    },
  },
  "max-connections": {
    kind: integer({ min: 1, max: 1_000_000 }),
    default: "10000",
    atReload: "applied",
    summary: { en: "refuses more connections than this", zh: "超过这个数目的连接会被拒绝" },
  },
  "max-per-address": {
    kind: integer({ min: 0, max: 1_000_000 }),
    default: "64",
    atReload: "applied",
    summary: {
      en: "refuses more connections from one address, or one IPv6 /64, except this machine; " +
        "0 is no limit",
      zh: "同一地址（或同一 IPv6 /64）的连接超过这个数目就拒绝，本机除外；0 表示不限",
    },
  },
  "connect-rate": {
    kind: integer({ min: 0, max: 1_000_000 }),
    default: "120",
    atReload: "applied",
    summary: {
      en: "refuses more new connections a minute from one address, or one IPv6 /64, except " +
        "this machine; 0 is no limit",
      zh: "同一地址（或同一 IPv6 /64）每分钟的新连接超过这个数目就拒绝，本机除外；0 表示不限",
    },
  },
  "max-rooms": {
    // Each room costs about 2.6 KB and what it remembers, and /rooms sorts all of them.
    kind: integer({ min: 0, max: 100_000 }),
    default: "1000",
    atReload: "applied",
    summary: {
      en: "lets people make no more rooms than this beside the lobby; 0 is the lobby alone",
      zh: "除大厅外最多可以有这么多房间；0 表示只有大厅",
    },
  },
  "max-rooms-per-person": {
    kind: integer({ min: 1, max: 1000 }),
    default: "20",
    atReload: "applied",
    summary: {
      en: "lets one person be in no more rooms than this, the lobby included",
      zh: "一个人最多可以同时在这么多房间中，包括大厅",
    },
  },
  "remember": {
    // More than the most events that a room remembers of any kind has no use.
    kind: integer({ min: 0, max: 10_000 }),
    default: "200",
    atReload: "restart",
    summary: {
      en: "remembers this many messages of each room, for people who come later or come back",
      zh: "每个房间记住这么多条消息，供后来或回来的人查看",
    },
  },
  "history": {
    // As many as one answer may have.
    kind: integer({ min: 0, max: 200 }),
    default: "0",
    atReload: "applied",
    summary: {
      en: "shows people this many of the last messages when they enter a room",
      zh: "有人进入房间时，显示最近这么多条消息",
    },
  },
} as const satisfies Readonly<Record<string, DaemonOption>>;
