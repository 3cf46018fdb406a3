/**
 * The options of the daemon: names, defaults and ranges, with the reason for each range. Defaults are
 * nowhere else. `config.ts` turns the values into a `Config`.
 *
 * @module
 */

import { LANGUAGES } from "../core/language.ts";
import {
  bytes,
  choice,
  decimal,
  duration,
  file,
  fileMode,
  folder,
  integer,
  listenAddress,
  network,
  tcpAddress,
  unixAddress,
} from "./kinds.ts";
import type { OptionTable } from "./option.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIB = 1_048_576;

/** The daemon's options, in the order of its help. */
export const DAEMON_OPTIONS = {
  "listen": {
    kind: listenAddress(),
    isRepeatable: true,
    defaultNote: {
      en: "127.0.0.1:8000 if there is no other listener",
      zh: "没有其他监听时为 127.0.0.1:8000",
    },
    summary: {
      en: "accepts plain connections at HOST:PORT, [IPV6]:PORT or unix:PATH; port 0 picks one",
      zh: "在 HOST:PORT、[IPV6]:PORT 或 unix:PATH 接受普通连接；端口 0 表示自动选择",
    },
  },
  "socket-mode": {
    kind: fileMode(),
    defaultNote: { en: "what the umask leaves", zh: "由 umask 决定" },
    summary: {
      en: "who may connect to the sockets of --listen unix:PATH, as the mode of a file",
      zh: "谁可以连接 --listen unix:PATH 的套接字，写作文件权限",
    },
  },
  "tls-listen": {
    kind: tcpAddress(),
    isRepeatable: true,
    summary: {
      en: "accepts TLS connections at HOST:PORT or [IPV6]:PORT",
      zh: "在 HOST:PORT 或 [IPV6]:PORT 接受 TLS 连接",
    },
  },
  "tls-cert": {
    kind: file(),
    summary: { en: "the certificate chain for TLS, in PEM", zh: "TLS 的证书链，PEM 格式" },
  },
  "tls-key": {
    kind: file(),
    summary: { en: "the private key for TLS, in PEM", zh: "TLS 的私钥，PEM 格式" },
  },
  "admin-listen": {
    kind: unixAddress(),
    summary: {
      en: "accepts the operators of this daemon at a Unix socket, which only its own user can " +
        "connect to; also when it is full",
      zh: "在一个 Unix 套接字上接受本服务的管理员，只有运行它的用户才能连接；服务已满时也接受",
    },
  },
  "trust-proxy": {
    kind: network(),
    isRepeatable: true,
    summary: {
      en: "takes the address of each client that connects from this network out of the PROXY " +
        "header of its proxy, and refuses connections from there without one",
      zh: "对来自这个网段的连接，从代理的 PROXY 头中取得客户端的地址；没有 PROXY 头的连接会被拒绝",
    },
  },
  "names": {
    kind: choice(["auto", "address", "guest"]),
    default: "auto",
    summary: {
      en: "the default name of a client: its address, or guest-N; auto uses the address on a " +
        "loopback listener only",
      zh: "客户端的默认名字：它的地址，或 guest-N；auto 只在回环监听上使用地址",
    },
  },
  "idle-timeout": {
    // The lower bound is for tests; more than a week has no use.
    kind: duration({ min: 10, max: 168 * HOUR, canBeOff: true }),
    default: "5m",
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
    summary: { en: "refuses longer lines", zh: "拒绝更长的行" },
  },
  "rate": {
    kind: decimal({ min: 0, max: 1_000_000 }),
    default: "2",
    summary: {
      en: "reads so many lines a second from each client; 0 is no limit",
      zh: "每秒从每个客户端读取这么多行；0 表示不限",
    },
  },
  "burst": {
    kind: integer({ min: 1, max: 1_000_000 }),
    default: "5",
    summary: {
      en: "reads so many lines at once before the rate holds",
      zh: "速率限制生效前，一次最多读取这么多行",
    },
  },
  "send-queue": {
    // Less than 1 KiB would skip lines for readers that are not slow.
    kind: bytes({ min: 1024, max: 64 * MIB }),
    default: "65536",
    summary: {
      en: "skips lines for a reader when more than this waits for it",
      zh: "等待某个读者的内容超过这个量时，为其跳过消息",
    },
  },
  "send-queue-max": {
    kind: bytes({ min: 1024, max: 64 * MIB }),
    default: "262144",
    summary: {
      en: "disconnects a reader when more than this waits for it; at least --send-queue",
      zh: "等待某个读者的内容超过这个量时，断开其连接；不小于 --send-queue",
    },
  },
  "stall-timeout": {
    // It cannot be off: a peer that is gone would keep its send queue for ever.
    kind: duration({ min: 10, max: HOUR }),
    default: "30s",
    summary: {
      en: "disconnects a reader that has taken nothing for so long while something waits",
      zh: "有内容等待而这么久什么也没读取的读者，断开其连接",
    },
  },
  "max-connections": {
    kind: integer({ min: 1, max: 1_000_000 }),
    default: "10000",
    summary: { en: "refuses more connections than this", zh: "超过这个数目的连接会被拒绝" },
  },
  "max-per-address": {
    kind: integer({ min: 0, max: 1_000_000 }),
    default: "64",
    summary: {
      en: "refuses more connections from one address, or one IPv6 /64, except this machine; " +
        "0 is no limit",
      zh: "同一地址（或同一 IPv6 /64）的连接超过这个数目就拒绝，本机除外；0 表示不限",
    },
  },
  "connect-rate": {
    kind: integer({ min: 0, max: 1_000_000 }),
    default: "120",
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
    summary: {
      en: "lets people make no more rooms than this beside the lobby; 0 is the lobby alone",
      zh: "除大厅外最多可以有这么多房间；0 表示只有大厅",
    },
  },
  "max-rooms-per-person": {
    kind: integer({ min: 1, max: 1000 }),
    default: "20",
    summary: {
      en: "lets one person be in no more rooms than this, the lobby included",
      zh: "一个人最多可以同时在这么多房间中，包括大厅",
    },
  },
  "remember": {
    // More than the most events that a room remembers of any kind has no use.
    kind: integer({ min: 0, max: 10_000 }),
    default: "200",
    summary: {
      en: "remembers so many messages of each room, for those who come later or come back",
      zh: "每个房间记住这么多条消息，供后来或回来的人查看",
    },
  },
  "history": {
    // As many as one answer may have.
    kind: integer({ min: 0, max: 200 }),
    default: "0",
    summary: {
      en: "shows people so many of the last messages when they enter a room",
      zh: "有人进入房间时，显示最近这么多条消息",
    },
  },
  "data": {
    kind: folder(),
    summary: {
      en:
        "keeps what is said in the lobby and in public rooms in this folder; without it nothing is kept",
      zh: "把大厅和公开房间中说的内容保存在这个文件夹中；未给出则不保存",
    },
  },
  "keep-for": {
    // Retention runs once an hour; ten years are longer than a disk lives.
    kind: duration({ min: HOUR, max: 3650 * DAY, canBeOff: true, isInDays: true }),
    default: "30d",
    summary: {
      en: "with --data, deletes what is older than this; 0 keeps it however old it is",
      zh: "使用 --data 时，删除早于这个时长的内容；0 表示不论多久都保留",
    },
  },
  "keep-messages": {
    kind: integer({ min: 1, max: 100_000_000 }),
    default: "1000000",
    summary: {
      en: "with --data, deletes the oldest messages of a room that has more than this",
      zh: "使用 --data 时，房间的消息超过这个数目就删除最早的",
    },
  },
  "durable": {
    kind: choice(["on", "off"]),
    default: "off",
    summary: {
      en:
        "with --data, whether what is said is told only when it is on the disk; off lets a crash " +
        "of the daemon lose 50 ms, and a power cut a few seconds",
      zh:
        "使用 --data 时，说的内容是否写入磁盘后才发给大家；off 时，服务崩溃可能丢失 50 毫秒的内容，" +
        "断电可能丢失几秒的内容",
    },
  },
  "lang": {
    kind: choice(LANGUAGES),
    default: "en",
    summary: {
      en: "the language of the daemon's words to people, until they choose with /lang; of this " +
        "help and of mistakes at the start as well, for which otherwise the locale is asked",
      zh:
        "服务对人说话的语言，直到对方用 /lang 选择；也是本帮助和启动错误的语言，未给出时这两者看区域设置",
    },
  },
  "log-format": {
    kind: choice(["text", "json"]),
    default: "text",
    summary: {
      en: "how the log on stderr is written, one record a line",
      zh: "标准错误上的日志怎样书写，每条记录一行",
    },
  },
  "log-level": {
    kind: choice(["debug", "info", "warn", "error"], "LEVEL"),
    default: "info",
    summary: {
      en: "the least that is logged: debug, info, warn or error",
      zh: "记录到哪一级为止：debug、info、warn 或 error",
    },
  },
  "log-names": {
    kind: choice(["on", "off"]),
    default: "on",
    summary: {
      en: "whether the log says under which names people enter, and what they are renamed to",
      zh: "日志是否写出进入者使用的名字，以及后来改成的名字",
    },
  },
  "log-addresses": {
    kind: choice(["on", "off", "hashed"]),
    default: "on",
    summary: {
      en: "whether the log says which addresses people connect from; hashed tells the same " +
        "address from others, until the daemon stops",
      zh: "日志是否写出人们从哪些地址连接；hashed 只能看出地址是否相同，直到服务停止",
    },
  },
  "grace": {
    // It cannot be 0: the last lines need time to be sent. Supervisors kill a process long before the upper bound.
    kind: duration({ min: 10, max: 10 * MINUTE }),
    default: "5s",
    summary: { en: "how long a stop may take", zh: "停止最多可以花多长时间" },
  },
} as const satisfies OptionTable;
