/**
 * What is said of the daemon in its help, its manual page and its completions.
 *
 * @module
 */

import { DAEMON_OPTIONS } from "./daemon.ts";
import type { Manual, ManualSection, Program } from "./program.ts";
import { SUBCOMMANDS } from "./subcommands.ts";

/** What people type who have no client of their own. */
const COMMANDS: ManualSection = {
  title: { en: "COMMANDS", zh: "命令" },
  entries: [
    ["/help", {
      en: "Lists all commands. People with nc or telnet type them as those with hubbub do.",
      zh: "列出所有命令。使用 nc 或 telnet 时的输入方式与使用 hubbub 时相同。",
    }],
    ["/nick NAME, /who, /msg NAME TEXT", {
      en: "Takes another name; lists who is here; says something to one person alone.",
      zh: "换一个名字；列出在场的人；只对一个人说。",
    }],
    ["/join ROOM, /part, /rooms", {
      en: "Enters a room; leaves it; lists the rooms.",
      zh: "进入一个房间；离开房间；列出房间。",
    }],
    ["/ban NAME for 1h, /announce TEXT, /shutdown 10m", {
      en: "For operators, who come through --admin-listen.",
      zh: "供管理员使用，管理员通过 --admin-listen 连接。",
    }],
    ["/quit", { en: "Leaves.", zh: "离开。" }],
  ],
};

const EXAMPLES: ManualSection = {
  title: { en: "EXAMPLES", zh: "示例" },
  entries: [
    ["hubbubd", {
      en: "Serves people on this machine, who join with: nc 127.0.0.1 8000. Ctrl-C stops it.",
      zh: "为本机的人提供服务，可这样加入：nc 127.0.0.1 8000。按 Ctrl-C 停止。",
    }],
    ["hubbubd --listen '[::]:8000' --web-listen '[::]:8080'", {
      en: "Serves everybody who reaches this machine, with nc, hubbub or a browser.",
      zh: "为能连接到本机的所有人提供服务，可用 nc、hubbub 或浏览器。",
    }],
    [
      "openssl req -x509 -newkey rsa:2048 -nodes -days 365 -keyout key.pem -out cert.pem " +
      "-subj /CN=localhost -addext basicConstraints=critical,CA:FALSE " +
      "-addext subjectAltName=DNS:localhost",
      {
        en: "Makes a certificate to try TLS with; clients take it by --ca cert.pem.",
        zh: "生成用于试用 TLS 的证书；客户端用 --ca cert.pem 信任它。",
      },
    ],
    ["hubbubd --tls-listen '[::]:8443' --tls-cert cert.pem --tls-key key.pem", {
      en: "Serves over TLS alone; people join with: hubbub tls://HOST:8443.",
      zh: "只通过 TLS 提供服务；可这样加入：hubbub tls://HOST:8443。",
    }],
    ["hubbubd --data /var/lib/hubbub --check-config", {
      en: "Says whether it could start like that.",
      zh: "检查能否以这些选项启动。",
    }],
  ],
};

const MANUAL: Manual = {
  section: 8,
  purpose: {
    en: "a chat daemon for browsers, nc, telnet and hubbub",
    zh: "供浏览器、nc、telnet 和 hubbub 使用的聊天服务",
  },
  more: [
    {
      title: { en: "EXIT STATUS", zh: "退出状态" },
      entries: [
        ["0", {
          en: "It was stopped by a signal, or has shown what was asked for.",
          zh: "被信号停止，或已显示所要求的内容。",
        }],
        ["1", {
          en:
            "It could not start, could not write what was asked for, a second signal ended it at " +
            "once, or a bug stopped it. A subcommand could not do its work, or check found damage.",
          zh:
            "无法启动，无法写出所要求的内容，被第二个信号立即终止，或因程序错误而停止；子命令无法完成工作，" +
            "或 check 发现损坏。",
        }],
        ["2", {
          en: "A mistake in the options or their environment variables.",
          zh: "选项或其环境变量有误。",
        }],
        ["129, 130, 143", {
          en: "A subcommand was stopped by SIGHUP, SIGINT or SIGTERM before its end.",
          zh: "子命令在完成前被 SIGHUP、SIGINT 或 SIGTERM 停止。",
        }],
      ],
    },
    {
      title: { en: "SIGNALS", zh: "信号" },
      entries: [
        ["SIGTERM, SIGINT", {
          en: "Stops within --grace; the second ends it at once.",
          zh: "在 --grace 之内停止；第二个信号立即终止。",
        }],
        ["SIGHUP", {
          en:
            "Reads the configuration file, the certificate for TLS and the message of the day again; " +
            "never ends it, so it outlives its terminal. The log names the options that need a restart.",
          zh: "重新读取配置文件、TLS 证书和欢迎消息；从不使其结束，因此终端关闭后仍继续运行。" +
            "需要重启才能生效的选项会写入日志。",
        }],
      ],
    },
    COMMANDS,
    EXAMPLES,
  ],
};

/** What `--help` says of the daemon; its options are those that are parsed. */
export const DAEMON: Program = {
  name: "hubbubd",
  usage: {
    en: "[options] | export|import|forget|check|backup --data DIR",
    zh: "[选项] | export|import|forget|check|backup --data DIR",
  },
  about: [{
    en:
      "A chat daemon: people connect with a browser, nc, telnet or hubbub, and all talk to each " +
      "other. With --web-listen it serves a page for browsers, and the log says where it is.",
    zh:
      "聊天服务：用浏览器、nc、telnet 或 hubbub 连接的人都在一起交谈。使用 --web-listen 时它提供" +
      "浏览器使用的网页，日志会写出网页的地址。",
  }],
  options: DAEMON_OPTIONS,
  subcommands: SUBCOMMANDS,
  manual: MANUAL,
};
