/**
 * The options of the daemon: names, defaults and ranges, with the reason for each range. Defaults are
 * nowhere else. `config.ts` turns the values into a `Config`.
 *
 * @module
 */

import { LANGUAGES } from "../core/language.ts";
import {
  choice,
  duration,
  file,
  fileMode,
  flag,
  folder,
  integer,
  listenAddress,
  localAddress,
  network,
  tcpAddress,
  unixAddress,
} from "./kinds.ts";
import { CLUSTER_OPTIONS } from "./daemon_cluster.ts";
import { LIMIT_OPTIONS } from "./daemon_limits.ts";
import type { DaemonOption } from "./daemon_option.ts";
import { WEB_OPTIONS } from "./daemon_web.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The daemon's options, in the order of its help. */
export const DAEMON_OPTIONS = {
  "listen": {
    kind: listenAddress(),
    isRepeatable: true,
    defaultNote: {
      en: "127.0.0.1:8000 if there is no other listener",
      zh: "没有其他监听时为 127.0.0.1:8000",
    },
    atReload: "restart",
    summary: {
      en: "accepts plain connections at HOST:PORT, [IPV6]:PORT or unix:PATH; port 0 picks one",
      zh: "在 HOST:PORT、[IPV6]:PORT 或 unix:PATH 接受普通连接；端口 0 表示自动选择",
    },
  },
  "socket-mode": {
    kind: fileMode(),
    defaultNote: { en: "what the umask leaves", zh: "由 umask 决定" },
    atReload: "restart",
    summary: {
      en: "the mode of the sockets of --listen unix:PATH: 660 lets the owner and the group connect",
      zh: "--listen unix:PATH 的套接字的权限：660 表示所有者和所属组可以连接",
    },
  },
  "tls-listen": {
    kind: tcpAddress(),
    isRepeatable: true,
    atReload: "restart",
    summary: {
      en: "accepts TLS connections at HOST:PORT or [IPV6]:PORT",
      zh: "在 HOST:PORT 或 [IPV6]:PORT 接受 TLS 连接",
    },
  },
  "tls-cert": {
    kind: file(),
    atReload: "applied",
    summary: { en: "the certificate chain for TLS, in PEM", zh: "TLS 的证书链，PEM 格式" },
  },
  "tls-key": {
    kind: file(),
    atReload: "applied",
    summary: { en: "the private key for TLS, in PEM", zh: "TLS 的私钥，PEM 格式" },
  },
  "admin-listen": {
    kind: unixAddress(),
    atReload: "restart",
    summary: {
      en: "accepts the operators of this daemon at a Unix socket, which only its own user can " +
        "connect to; also when it is full",
      zh: "在一个 Unix 套接字上接受本服务的管理员，只有运行它的用户才能连接；服务已满时也接受",
    },
  },
  ...WEB_OPTIONS,
  "trust-proxy": {
    kind: network(),
    isRepeatable: true,
    atReload: "restart",
    summary: {
      en: "takes the address of each client that connects from this network out of the PROXY " +
        "header of its proxy, for the page out of X-Forwarded-For or Forwarded, and refuses " +
        "connections from there without one",
      zh:
        "对来自这个网段的连接，从代理的 PROXY 头中取得客户端的地址，网页则从 X-Forwarded-For 或 " +
        "Forwarded 中取得；没有这些头的连接会被拒绝",
    },
  },
  "names": {
    kind: choice(["auto", "address", "guest"]),
    default: "auto",
    atReload: "applied",
    summary: {
      en: "the default name of a client: its address, or guest-N; auto uses the address on a " +
        "loopback listener only",
      zh: "客户端的默认名字：它的地址，或 guest-N；auto 只在回环监听上使用地址",
    },
  },
  ...LIMIT_OPTIONS,
  "data": {
    kind: folder(),
    atReload: "restart",
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
    atReload: "applied",
    summary: {
      en: "with --data, deletes what is older than this; 0 keeps it however old it is",
      zh: "使用 --data 时，删除早于这个时长的内容；0 表示不论多久都保留",
    },
  },
  "keep-messages": {
    kind: integer({ min: 1, max: 100_000_000 }),
    default: "1000000",
    atReload: "applied",
    summary: {
      en: "with --data, deletes the oldest messages of a room that has more than this",
      zh: "使用 --data 时，房间的消息超过这个数目就删除最早的",
    },
  },
  "durable": {
    kind: choice(["on", "off"]),
    default: "off",
    atReload: "restart",
    summary: {
      en:
        "with --data, whether what is said is told only when it is on the disk; off lets a crash " +
        "of the daemon lose 50 ms, and a power cut a few seconds",
      zh:
        "使用 --data 时，说的内容是否写入磁盘后才发给大家；off 时，服务崩溃可能丢失 50 毫秒的内容，" +
        "断电可能丢失几秒的内容",
    },
  },
  ...CLUSTER_OPTIONS,
  "motd": {
    kind: file(),
    atReload: "applied",
    summary: {
      en: "shows the lines of this file to everybody who enters",
      zh: "向每个进入的人显示这个文件的各行",
    },
  },
  "lang": {
    kind: choice(LANGUAGES),
    default: "en",
    atReload: "applied",
    summary: {
      en: "the language of the daemon's words to people, until they choose with /lang; of this " +
        "help and of mistakes at the start as well, for which otherwise the locale is asked",
      zh:
        "服务对人说话的语言，直到对方用 /lang 选择；也是本帮助和启动错误的语言，未给出时这两者看区域设置",
    },
  },
  "metrics": {
    kind: localAddress(),
    atReload: "restart",
    summary: {
      en: "shows metrics for Prometheus and whether the daemon is well, over HTTP, at :PORT (on " +
        "this machine), HOST:PORT or [IPV6]:PORT: /metrics, /healthz, /readyz",
      zh:
        "在 :PORT（仅本机）、HOST:PORT 或 [IPV6]:PORT 通过 HTTP 提供 Prometheus 指标和运行状况：" +
        "/metrics、/healthz、/readyz",
    },
  },
  "log-format": {
    kind: choice(["text", "json"]),
    default: "text",
    atReload: "restart",
    summary: {
      en: "how the log on stderr is written, one record a line",
      zh: "标准错误上的日志怎样书写，每条记录一行",
    },
  },
  "log-level": {
    kind: choice(["debug", "info", "warn", "error"], "LEVEL"),
    default: "info",
    atReload: "applied",
    summary: {
      en: "the least that is logged: debug, info, warn or error",
      zh: "记录到哪一级为止：debug、info、warn 或 error",
    },
  },
  "log-names": {
    kind: choice(["on", "off"]),
    default: "on",
    atReload: "applied",
    summary: {
      en: "whether the log says under which names people enter, and what they are renamed to",
      zh: "日志是否写出进入者使用的名字，以及后来改成的名字",
    },
  },
  "log-addresses": {
    kind: choice(["on", "off", "hashed"]),
    default: "on",
    atReload: "restart",
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
    atReload: "applied",
    summary: { en: "how long a stop may take", zh: "停止最多可以花多长时间" },
  },
  "config": {
    kind: file(),
    isNotInFile: true,
    atReload: "restart",
    summary: {
      en: "reads options from this file in TOML; keys are the names of options without --, and " +
        "options and variables have priority",
      zh: "从这个 TOML 文件读取选项；键是不带 -- 的选项名，命令行选项和环境变量优先",
    },
  },
  "check-config": {
    kind: flag(),
    isWithoutVariable: true,
    isNotInFile: true,
    atReload: "restart",
    summary: {
      en: "says whether the configuration and the files that it names can be used, and ends",
      zh: "检查配置及其中的文件是否可用，然后结束",
    },
  },
  "print-config": {
    kind: flag(),
    isWithoutVariable: true,
    isNotInFile: true,
    atReload: "restart",
    summary: {
      en:
        "shows the value of each option and where it comes from, as a file for --config, and ends",
      zh: "以 --config 文件的形式显示每个选项的值及其来源，然后结束",
    },
  },
} as const satisfies Readonly<Record<string, DaemonOption>>;
