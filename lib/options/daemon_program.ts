/**
 * What is said of the daemon in its help, its manual page and its completions.
 *
 * @module
 */

import { DAEMON_OPTIONS } from "./daemon.ts";
import type { Manual, Program } from "./program.ts";
import { SUBCOMMANDS } from "./subcommands.ts";

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
