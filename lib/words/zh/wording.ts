/**
 * Simplified Chinese, complete. Notices come from the core in English; here each is recognised by its
 * code and its English form, and said anew. What is not recognised, of a newer daemon for instance,
 * stays English, which is better than silence.
 *
 * @module
 */

import { type Template, translate } from "../../core/templates.ts";
import type { Wording } from "../wording.ts";

/** The daemon's words in Simplified Chinese. */
export const CHINESE_WORDING: Wording = {
  you: (name) => `你是 ${name}`,
  alsoHere: (names, more) => `在场：${names.join("、")}${more > 0 ? ` 以及另外 ${more} 人` : ""}`,
  nobodyElse: "没有其他人在场",
  arrived: (names, more) => `${several(names, more)} 来了`,
  left: (names, more) => `${several(names, more)} 离开了`,
  leftSaying: (name, words) => `${name} 离开了：${words}`,
  leftBecause: (name, reason) => `${name} 离开了（${reason}）`,
  crowd: (verb, count) => `${count} 人${verb === "arrived" ? "来了" : "离开了"}`,
  renamed: (from, to) => `${from} 改名为 ${to}`,
  member: ({ name, id, here, idle, address }) =>
    `-- ${name} #${id}，已在场 ${here}，静默 ${idle}${address === "" ? "" : `，来自 ${address}`}`,
  skipped: (count) => `-- 跳过了 ${count} 条消息`,
  disconnected: (reason) => `-- 连接被断开：${reason}`,
  say: (code, english) =>
    code === "help" ? sayHelp(english) : translate(english, templatesOf(code)),
};

const TEMPLATES: Readonly<Record<string, readonly Template[]>> = {
  "unknown-command": [["unknown command /{}; try /help", "未知命令 /{}；请试试 /help"]],
  "unknown-type": [["unknown type {}", "未知类型 {}"]],
  "usage": [["usage: {}", "用法：{}"]],
  "bad-json": [["that was not one JSON object", "这不是一个 JSON 对象"]],
  "bad-field": [
    ["hello takes the field nick as a string", "hello 的字段 nick 必须是字符串"],
    ["the field type must be a string", "字段 type 必须是字符串"],
    ["{} needs the field {}, a string", "{} 需要字段 {}，且必须是字符串"],
  ],
  "line-too-long": [["that line was too long: at most {} bytes", "这一行太长：最多 {} 字节"]],
  "idle-warning": [[
    "you will be disconnected in {} unless you send a line",
    "如果在 {} 内不发送任何内容，你将被断开",
  ]],
  "name-empty": [["a name is at least one letter long", "名字至少要有一个字母或汉字"]],
  "name-bad-character": [
    [
      "only letters, digits and - _ . can be in a name, not a space",
      "名字只能包含文字、数字和 - _ .，不能有空格",
    ],
    [
      "only letters, digits and - _ . can be in a name, not {}",
      "名字只能包含文字、数字和 - _ .，不能有 {}",
    ],
  ],
  "name-leading-mark": [["a name cannot begin with a combining mark", "名字不能以组合符号开头"]],
  "name-no-letter": [["a name has at least one letter", "名字至少要有一个字母或汉字"]],
  "name-too-many-marks": [[
    "the name has too many combining marks on one character: at most {}",
    "名字中一个字符上的组合符号太多：最多 {} 个",
  ]],
  "name-mixed-scripts": [[
    "the name {} mixes scripts that are not written together",
    "名字 {} 混用了不会一起书写的文字",
  ]],
  "name-reserved": [[
    "the name {} is reserved, or looks like one that is",
    "名字 {} 是保留的，或与保留的名字相似",
  ]],
  "name-too-long": [
    ["the name is too long: at most {} characters", "名字太长：最多 {} 个字符"],
    ["the name is too long: at most {} bytes", "名字太长：最多 {} 字节"],
  ],
  "name-taken": [
    ["the name {} is taken", "名字 {} 已有人使用"],
    ["the name {} looks too much like {}, which is taken", "名字 {} 与已有人使用的 {} 太相似"],
  ],
  "name-unchanged": [["you are {} already", "你已经是 {} 了"]],
  "lang": [
    ["this is the language now", "现在使用这种语言"],
    [
      "programs go by the codes, which are the same in every language",
      "程序请使用代码，代码在每种语言中都相同",
    ],
  ],
  "lang-unknown": [["there is no language {} here", "这里没有语言 {}"]],
  "idle": [["idle for {}", "静默 {}"]],
  "too-slow": [["too slow", "读取太慢"]],
  "too-long": [["lines too long", "行太长"]],
  "refused": [
    ["not a chat client", "不是聊天客户端"],
    [
      "this hubbub chat port speaks plain text, not TLS; join with: nc HOST PORT",
      "这个 hubbub 聊天端口使用纯文本，而不是 TLS；请这样加入：nc HOST PORT",
    ],
    [
      "this is a hubbub chat port, not a web server; join with: nc HOST PORT",
      "这是 hubbub 聊天端口，不是网页服务器；请这样加入：nc HOST PORT",
    ],
    [
      "the server is full: 1 person is connected; try again later",
      "服务器已满：已有 1 人连接；请稍后再试",
    ],
    [
      "the server is full: {} people are connected; try again later",
      "服务器已满：已有 {} 人连接；请稍后再试",
    ],
    [
      "too many connections from your address: {} are open; close one of them first",
      "来自你的地址的连接太多：已打开 {} 个；请先关闭其中一个",
    ],
    [
      "too many new connections from your address: more than {} in a minute; try again in a minute",
      "来自你的地址的新连接太多：一分钟内超过 {} 个；请一分钟后再试",
    ],
    [
      "this port speaks TLS; join with: hubbub tls://HOST:PORT",
      "这个端口使用 TLS；请这样加入：hubbub tls://HOST:PORT",
    ],
  ],
  "shutdown": [["the server is shutting down", "服务器正在关闭"]],
  "fault": [["internal error", "内部错误"]],
};

const HELP: Readonly<Record<string, string>> = {
  "/nick": "换一个名字",
  "/who": "列出在场的人",
  "/me": "描述动作：* 名字 挥手",
  "/ping": "请求应答，检查连接是否正常",
  "/lang": "选择这些话的语言",
  "/help": "显示此列表",
  "/quit": "离开；其他人会看到理由",
  "//text": "说出 /text；以空格开头的行会原样说出",
};

function several(names: readonly string[], more: number): string {
  return `${names.join("、")}${more > 0 ? ` 等 ${names.length + more} 人` : ""}`;
}

/** A line of `/help`: the usage stays, what it is for is said by the name of the command. */
function sayHelp(english: string): string {
  const [, usage = "", command = ""] = /^((\/\S+)(?: \S+)? +)/.exec(english) ?? [];
  const summary = HELP[command];
  return summary === undefined ? english : usage + summary;
}

function templatesOf(code: string): readonly Template[] {
  return Object.hasOwn(TEMPLATES, code) ? TEMPLATES[code] ?? [] : [];
}
