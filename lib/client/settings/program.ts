/**
 * What is said of the client in its help, its manual page and its completions.
 *
 * @module
 */

import { DEFAULT_PORT } from "../../net/address.ts";
import type { Manual, ManualSection, Program } from "../../options/program.ts";
import { ENGLISH_KEYS } from "../../words/en/keys.ts";
import { KEY_ROWS } from "../../words/keys.ts";
import { CHINESE_KEYS } from "../../words/zh/keys.ts";
import { CLIENT_OPTIONS } from "./options.ts";

const EXIT_STATUS: ManualSection = {
  title: { en: "EXIT STATUS", zh: "退出状态" },
  entries: [
    ["0", { en: "A normal end.", zh: "正常结束。" }],
    ["1", {
      en:
        "It could not connect, the connection was lost, lines are not known to be said, --ca or the input " +
        "could not be read, --log or the output could not be written, or a line in a pipe was an unknown command.",
      zh:
        "无法连接、连接断开、不知道有些行是否已说出、无法读取 --ca 或输入、无法写入 --log 或输出，或管道中有未知命令。",
    }],
    ["2", {
      en: "A mistake in the options, their environment variables or the configuration file.",
      zh: "选项、其环境变量或配置文件有误。",
    }],
    ["3", {
      en: "It was refused, kicked or banned, or disconnected for being idle or too slow.",
      zh: "被拒绝、移出或封禁，或因静默、读取太慢而被断开。",
    }],
    ["130", {
      en: "Ctrl-C; 129 after SIGHUP, 131 after SIGQUIT and 143 after SIGTERM.",
      zh: "Ctrl-C；SIGHUP 之后为 129，SIGQUIT 之后为 131，SIGTERM 之后为 143。",
    }],
  ],
};

/** The daemon tells its own commands; of these the most useful are named. */
const COMMANDS: ManualSection = {
  title: { en: "COMMANDS", zh: "命令" },
  entries: [
    ["/help, /help COMMAND, /help keys", {
      en:
        "Lists all commands; explains one; lists the keys. A line that begins with a slash is a command; " +
        "//text says /text.",
      zh: "列出所有命令；说明一个命令；列出按键。以斜杠开头的行是命令；//text 说出 /text。",
    }],
    ["/join ROOM, /part, /msg NAME TEXT", {
      en: "Enters a room, or turns to it; leaves it; says something to one person alone.",
      zh: "进入或切换到一个房间；离开房间；只对一个人说。",
    }],
    ["/history, /history N", {
      en:
        "Shows the 20, or N, lines before those that are shown. After a search: shows what was said " +
        "around result N.",
      zh: "显示已显示内容之前的 20 条或 N 条消息。搜索之后：显示编号为 N 的结果前后的消息。",
    }],
    ["/search WORDS, /search more", {
      en: "Finds what was said, the newest first. from:NAME, in:ROOM, since:DATE and before:DATE " +
        "narrow it.",
      zh: "搜索说过的话，最新的在前。可用 from:NAME、in:ROOM、since:DATE 和 before:DATE 缩小范围。",
    }],
    ["/kick NAME REASON, /ban NAME for 1h REASON, /mute NAME", {
      en:
        "Keep order in the room where you speak, if you are a moderator there; in the lobby, in the whole " +
        "daemon. Tab completes names, for and durations.",
      zh:
        "在你发言的房间中维持秩序，前提是你是那里的版主；在大厅中则针对整个服务。Tab 补全名字、for 和时长。",
    }],
    ["/quiet, /only", {
      en: "Hides arrivals and departures; hides the lines of other rooms. Again: shows them.",
      zh: "隐藏进出消息；隐藏其他房间的消息。再次输入则恢复显示。",
    }],
    ["/since", {
      en: "Shows again what came while you were away.",
      zh: "重新显示你离开期间的消息。",
    }],
    ["/resend, /resend drop", {
      en: "Sends again what was not delivered when the connection was lost; forgets it.",
      zh: "重发连接断开时没有送达的内容；丢弃这些内容。",
    }],
    ["/lang en|zh, /reconnect, /clear, /quit, /exit", {
      en: "Changes the language; connects again at once; clears the screen; leaves.",
      zh: "选择语言；立即重新连接；清屏；离开。",
    }],
  ],
};

const KEYS: ManualSection = {
  title: { en: "KEYS", zh: "按键" },
  entries: KEY_ROWS.map(({ keys, name }) =>
    [keys, { en: sentence(ENGLISH_KEYS[name]), zh: `${CHINESE_KEYS[name]}。` }] as const
  ),
};

/** What a person meets on the screen, and does not know from elsewhere. */
const SCREEN: ManualSection = {
  title: { en: "ON THE SCREEN", zh: "屏幕" },
  entries: [
    ["»", {
      en:
        "Stands before a line that has your name, and before a private word to you. --bell rings then.",
      zh: "出现在提到你名字的行和发给你的私信之前。使用 --bell 时同时响铃。",
    }],
    ["--", {
      en: "Stands before a line that the client or the daemon tells you, and nobody has said.",
      zh: "出现在客户端或服务告诉你的行之前，不是别人说的话。",
    }],
    ["ann (offline, retry 8 s)>", {
      en:
        "The prompt tells your name, the state of the connection, and what was said in other rooms.",
      zh: "提示符显示你的名字、连接状态，以及其他房间有多少新消息。",
    }],
    ["/qiut", {
      en: "A line like a mistyped command is not sent before you have answered a question.",
      zh: "看起来像输错的命令的行，在你回答提问之前不会发送。",
    }],
    ["//text", {
      en: "Says /text. A path such as /etc/passwd is typed //etc/passwd.",
      zh: "说出 /text。例如路径 /etc/passwd 要输入 //etc/passwd。",
    }],
    ["[s] [j] [c]", {
      en:
        "A paste of several lines is asked about: the letters are the answers, and n or Escape sends nothing. " +
        "None of its lines is taken for a command.",
      zh:
        "粘贴多行时会先提问，方括号中的字母是可选的回答；按 n 或 Esc 则什么也不发送。粘贴的行不会当作命令。",
    }],
  ],
};

const EXAMPLES: ManualSection = {
  title: { en: "EXAMPLES", zh: "示例" },
  entries: [
    ["hubbub --nick ann --room dev chat.example.org", {
      en:
        "Talks as ann in the room dev of another machine. /quit or Ctrl-D on an empty line leaves.",
      zh: "以 ann 的名字在另一台机器的房间 dev 中交谈。输入 /quit 或在空行按 Ctrl-D 离开。",
    }],
    ["hubbub --server a.example.org --server b.example.org", {
      en: "Talks in a chat with two daemons, and goes on at the other when one is lost.",
      zh: "在由两个服务组成的聊天中交谈，一个断开时转到另一个。",
    }],
    ["hubbub --ca cert.pem tls://localhost:8443", {
      en: "Talks over TLS with a daemon that has a certificate of its own making.",
      zh: "通过 TLS 与使用自签名证书的服务交谈。",
    }],
    ["tail -f build.log | hubbub --say --nick ci", {
      en: "Says each line as it comes, whatever is in it.",
      zh: "将每一行原样说出，无论内容是什么。",
    }],
    ["make 2>&1 | hubbub --room ci --say --nick build", {
      en: "Says each line in the room ci; if that room refuses the client, nothing is said.",
      zh: "在房间 ci 中说出每一行；如果该房间拒绝客户端，则什么也不说。",
    }],
    ["hubbub --history 20 --listen-only | less", {
      en: "Begins with the last 20 lines of what was said before.",
      zh: "先显示之前的最后 20 条消息。",
    }],
    ["hubbub --convert-config > ~/.config/hubbub/config.toml", {
      en: "Makes TOML of a configuration file of the format before.",
      zh: "将旧格式的配置文件转换为 TOML。",
    }],
    ["hubbub --listen-only --json --nick logger >> talk.jsonl", {
      en: "Keeps what is said as JSON lines; needs no input, and can be a service.",
      zh: "将谈话保存为 JSON 行；不需要输入，可作为服务运行。",
    }],
  ],
};

const FILES: ManualSection = {
  title: { en: "FILES", zh: "文件" },
  entries: [
    ["$XDG_CONFIG_HOME/hubbub/config.toml, ~/.config/hubbub/config.toml", {
      en:
        "Options in TOML: key = value, [profile] sections with an address, # comments. On macOS it is " +
        "in ~/Library/Application Support/hubbub, on Windows in %APPDATA%\\hubbub. If it is missing, " +
        "the file config beside it is read, which may be of the format before TOML; " +
        "--convert-config shows that as TOML.",
      zh: "TOML 格式的选项：key = value，[profile] 各节带一个 address，# 为注释。macOS 上在 " +
        "~/Library/Application Support/hubbub 中，Windows 上在 %APPDATA%\\hubbub 中。如果没有该文件，" +
        "则读取旁边的 config，它可以是 TOML 之前的格式；--convert-config 可将其以 TOML 显示。",
    }],
    ["$XDG_STATE_HOME/hubbub/history, ~/.local/state/hubbub/history", {
      en:
        "The lines that were sent, readable by their owner alone. An empty file first-hint-shown beside it " +
        "remembers that the hint of the first start was shown.",
      zh:
        "发送过的行，只有所有者可读。旁边的空文件 first-hint-shown 表示已显示过首次启动时的提示。",
    }],
  ],
};

const MANUAL: Manual = {
  section: 1,
  purpose: { en: "a chat client for terminals and pipes", zh: "用于终端和管道的聊天客户端" },
  more: [EXIT_STATUS, COMMANDS, KEYS, SCREEN, FILES, EXAMPLES],
};

/** What `--help` says of the client; its options are those that are parsed. */
export const CLIENT: Program = {
  name: "hubbub",
  usage: { en: "[options] [ADDR|PROFILE]", zh: "[选项] [ADDR|PROFILE]" },
  about: [
    {
      en:
        "Connects to hubbubd, a chat daemon. ADDR is HOST[:PORT], tls://HOST[:PORT] or unix:PATH; without it, " +
        `127.0.0.1:${DEFAULT_PORT}. An IPv6 address goes in brackets. A PROFILE is a section of ` +
        "the configuration file.",
      zh: "连接到聊天服务 hubbubd。ADDR 是 HOST[:PORT]、tls://HOST[:PORT] 或 unix:PATH；省略时为 " +
        `127.0.0.1:${DEFAULT_PORT}。IPv6 地址要放在方括号里。PROFILE 是配置文件中的一节。`,
    },
    {
      en:
        "On a terminal, what you type is said in the room when you press Enter. /help lists the commands, " +
        "/help keys the keys; /quit, or Ctrl-D on an empty line, leaves.",
      zh: "在终端上，输入的内容按 Enter 后在房间中说出。/help 列出命令，/help keys 列出按键；" +
        "输入 /quit，或在空行按 Ctrl-D，即可离开。",
    },
    {
      en:
        "If standard input is no terminal, each of its lines is sent, and what comes is printed " +
        "until the daemon has answered them all. Lines that begin with a slash, and `who` and " +
        "`rename|NAME`, are commands there as well, unless --say is given.",
      zh: "如果标准输入不是终端，则发送其中的每一行，并输出收到的内容，直到服务全部应答。" +
        "除非使用 --say，以斜杠开头的行以及 who 和 rename|NAME 在那里也是命令。",
    },
    {
      en:
        "--no-NAME takes back what the configuration or a variable says of an option without a value, and of " +
        "--ca, --config and --log; --reconnect takes back --no-reconnect.",
      zh: "--no-NAME 取消配置文件或环境变量中一个不带值的选项，以及 --ca、--config 和 --log；" +
        "--reconnect 取消 --no-reconnect。",
    },
    {
      en: "Where hubbubd serves its page (--web-listen), a browser is enough.",
      zh: "如果 hubbubd 提供网页（--web-listen），用浏览器即可，不需要本程序。",
    },
  ],
  options: CLIENT_OPTIONS,
  manual: MANUAL,
};

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
