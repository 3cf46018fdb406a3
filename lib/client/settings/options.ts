/**
 * The options of the client: names, defaults and what each is for.
 *
 * @module
 */

import { LANGUAGES } from "../../core/language.ts";
import { choice, clientAddress, file, flag, integer, text } from "../../options/kinds.ts";
import type { OptionTable } from "../../options/option.ts";
import { logPath } from "../record/log_path.ts";

/** The client's options, in the order of its help. */
export const CLIENT_OPTIONS = {
  "nick": {
    // The daemon checks names; the limit only prevents text that cannot be a name.
    kind: text("NAME", 256),
    defaultNote: { en: "the login name", zh: "登录名" },
    summary: { en: "the name to enter under", zh: "进入时使用的名字" },
  },
  "room": {
    // Only the daemon's rules decide here as well.
    kind: text("ROOM", 256),
    isRepeatable: true,
    summary: {
      en: "enters a room and speaks there; if there are several, in the first",
      zh: "进入一个房间并在其中发言；有多个时，在第一个发言",
    },
  },
  "server": {
    kind: clientAddress(),
    isRepeatable: true,
    summary: {
      en:
        "another address of the same chat, behind ADDR or in place of it: the next is tried when one " +
        "cannot be used",
      zh: "同一聊天的另一个地址，排在 ADDR 之后或代替它：一个地址不可用时尝试下一个",
    },
  },
  "plain": {
    kind: flag(),
    summary: {
      en: "only ever appends to the output: no cursor movement, no colour",
      zh: "只向输出追加：不移动光标，不用颜色",
    },
  },
  "json": {
    kind: flag(),
    summary: {
      en: "prints events as JSON lines and takes commands as JSON lines",
      zh: "以 JSON 行输出事件，以 JSON 行接收命令",
    },
  },
  "say": {
    kind: flag(),
    summary: {
      en: "says each line of standard input as it is; none is taken for a command",
      zh: "将标准输入的每一行原样说出，不当作命令",
    },
  },
  "listen-only": {
    kind: flag(),
    summary: {
      en: "reads no input, and stays until the daemon ends the connection",
      zh: "不读取输入，一直停留到服务结束连接为止",
    },
  },
  "color": {
    kind: choice(["auto", "always", "never"]),
    default: "auto",
    summary: {
      en: "whether to use colour; auto does on a terminal, and honours NO_COLOR and TERM=dumb",
      zh: "是否使用颜色；auto 在终端上使用，并遵守 NO_COLOR 和 TERM=dumb",
    },
  },
  "timestamps": {
    kind: choice(["off", "time", "full"]),
    defaultNote: { en: "time on a terminal, off in a pipe", zh: "终端上为 time，管道中为 off" },
    summary: {
      en: "the time before each line: none, hours and minutes, or the date and seconds as well",
      zh: "每一行前显示的时间：不显示、时和分，或连同日期和秒",
    },
  },
  "history": {
    kind: integer({ min: 0, max: 200 }),
    defaultNote: { en: "50 on a terminal, 0 in a pipe", zh: "终端上为 50，管道中为 0" },
    summary: {
      en: "shows the last N messages of a room when you enter it",
      zh: "进入房间时显示最近的 N 条消息",
    },
  },
  "no-reconnect": {
    kind: flag(),
    summary: { en: "leaves when the connection is lost", zh: "连接断开时离开" },
  },
  "ca": {
    kind: file(),
    canBeTakenBack: true,
    summary: {
      en: "trusts the certificates of a PEM file for tls://",
      zh: "对 tls:// 信任一个 PEM 文件中的证书",
    },
  },
  "bell": {
    kind: flag(),
    summary: {
      en: "rings when you are spoken of; never in a pipe",
      zh: "有人提到你时响铃；在管道中从不",
    },
  },
  "lang": {
    kind: choice(LANGUAGES),
    defaultNote: {
      en: "what LC_ALL, LC_MESSAGES or LANG says, otherwise en",
      zh: "由 LC_ALL、LC_MESSAGES 或 LANG 决定，否则为 en",
    },
    summary: {
      en: "the language of the client's own words: English or Simplified Chinese",
      zh: "客户端自己的话使用的语言：英文或简体中文",
    },
  },
  "wide-ambiguous": {
    kind: flag(),
    summary: {
      en: "counts two columns for characters whose width depends on the font, as terminals " +
        "set up for Chinese or Japanese may draw them",
      zh: "宽度取决于字体的字符按两列计算，为中文或日文设置的终端可能这样显示",
    },
  },
  "config": {
    kind: file(),
    canBeTakenBack: true,
    defaultNote: {
      en: "hubbub/config.toml where the system keeps configuration, if it is there",
      zh: "系统存放配置之处的 hubbub/config.toml，如果存在",
    },
    summary: {
      en: "reads options and profiles from a TOML file",
      zh: "从 TOML 文件读取选项和配置方案",
    },
  },
  "convert-config": {
    kind: flag(),
    isWithoutVariable: true,
    summary: {
      en: "shows a configuration file of the format before TOML as TOML, and ends",
      zh: "将旧格式的配置文件以 TOML 显示，然后退出",
    },
  },
  "quiet": {
    kind: flag(),
    summary: {
      en: "begins with arrivals and departures hidden, as /quiet does",
      zh: "一开始就隐藏进出消息，如同 /quiet",
    },
  },
  "highlight": {
    kind: text("WORDS", 256),
    isRepeatable: true,
    summary: {
      en: "words, with commas between them, that count as mentions like your name",
      zh: "像你的名字一样算作提到你的词，以逗号分隔",
    },
  },
  "notify": {
    kind: choice(["bell", "osc", "off"]),
    defaultNote: { en: "bell with --bell, otherwise off", zh: "有 --bell 时为 bell，否则为 off" },
    summary: {
      en: "how mentions and private words are announced: osc shows them as notifications of the " +
        "desktop, where the terminal can, and rings elsewhere",
      zh: "怎样通知提到你的消息和私信：osc 在终端支持时显示为桌面通知，否则响铃",
    },
  },
  "log": {
    kind: logPath(),
    canBeTakenBack: true,
    summary: {
      en:
        "keeps the talk in a file as well; %Y-%m-%d in its name begins a file each day; never in a pipe",
      zh: "同时将聊天保存到文件；文件名中的 %Y-%m-%d 每天开始一个新文件；在管道中从不",
    },
  },
  "wrap": {
    kind: choice(["words", "terminal"]),
    default: "terminal",
    summary: {
      en:
        "breaks long lines on a screen between words, or leaves that to the terminal, for exact copies",
      zh: "屏幕上的长行在单词之间换行，或交给终端换行，使复制的文字与原文完全一致",
    },
  },
  "align": {
    kind: integer({ min: 0, max: 40 }, "COLUMNS"),
    default: "0",
    summary: {
      en: "sets names in a column of this width on a screen; 0 sets none",
      zh: "在屏幕上让名字占用这么宽的一列并右对齐；0 表示不用",
    },
  },
} as const satisfies OptionTable;
