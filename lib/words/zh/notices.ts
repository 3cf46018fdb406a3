/**
 * Simplified Chinese: notices, reasons and what each command is for.
 *
 * @module
 */

import { formatDuration } from "../../text/duration.ts";
import { characterShown, SPACE } from "../character.ts";
import {
  type Farewells,
  helpLine,
  type NoticeWords,
  type ReasonWords,
  type RefusalWords,
  sayRefusal,
  serverSought,
  type Summaries,
} from "../notice_words.ts";
import { CHINESE_BANS } from "./bans.ts";
import { CHINESE_ORDER } from "./order.ts";
import { CHINESE_CLUSTER } from "./cluster.ts";
import { CHINESE_STORE } from "./store.ts";
import { CHINESE_SERVERS } from "./servers.ts";

/** What each command is for, in Simplified Chinese. */
export const CHINESE_SUMMARIES: Summaries = {
  nick: "换一个名字",
  who: "列出在场的人",
  me: "描述动作：* 名字 挥手",
  say: "原样说出这段话",
  join: "进入一个房间，或切换到已进入的房间",
  part: "离开一个房间",
  rooms: "列出房间",
  room: "查看或设置：private、public、password P|-、topic-lock、moderated、keep on|off",
  invite: "邀请某人进入你发言的房间或另一个房间",
  kick: "将某人移出你发言的房间",
  mute: "禁止某人在你发言的房间说话；for 10m 表示时长",
  unmute: "解除对某人的禁言",
  op: "将某人设为你发言的房间的版主；owner 表示设为房主",
  deop: "撤销某人的级别",
  voice: "准许某人在限制发言的房间说话",
  devoice: "收回某人的发言许可",
  whois: "查看某人的信息",
  topic: "查看或设置房间的话题；- 表示移除",
  msg: "只对一个人说，或在 #ROOM 中说",
  private: "只对一个人说",
  reply: "回复最后给你发私信的人",
  away: "暂时离开，并告知给你发私信的人；不带文字表示回来",
  ignore: "不再接收某人的话；不带名字则列出",
  unignore: "重新接收某人的话",
  ping: "请求应答，检查连接是否正常",
  lang: "选择帮助和提示使用的语言",
  history: "查看之前的消息，也可以是某个时间或编号之前的",
  search: "搜索说过的话；from:NAME in:ROOM since:DATE before:DATE；more",
  ban: "禁止某人进入你发言的房间；在大厅则是整个服务器",
  unban: "解除封禁",
  bans: "列出被封禁的人",
  announce: "向服务器上的所有人发布公告",
  lockdown: "拒绝新的连接，或重新接受",
  shutdown: "停止服务器，可在一段时间之后；off 则取消",
  help: "显示此列表",
  quit: "离开；其他人会看到理由",
  literal: "说出 /text；要说出 who 这个词，请在前面加一个空格",
};

const REFUSALS: RefusalWords = {
  "full": ({ open }) => `服务器已满：已有 ${open} 人连接；请稍后再试`,
  "per-address": ({ open }) => `来自你的地址的连接太多：已打开 ${open} 个；请先关闭其中一个`,
  "connect-rate": ({ limit }) =>
    `来自你的地址的新连接太多：一分钟内超过 ${limit} 个；请一分钟后再试`,
  "proxy": () => "这个端口不接受 PROXY 头；请在代理中将其关闭，或这样加入：nc HOST PORT",
  "binary": () => "这个 hubbub 聊天端口只接受文本行，而那不是文本；请这样加入：nc HOST PORT",
  "tls": () => "这个 hubbub 聊天端口使用纯文本，而不是 TLS；请这样加入：nc HOST PORT",
  "web": ({ page }) => `这是 hubbub 聊天端口，不是网页服务器；网页在 ${page}`,
  "plain-on-tls": () => "这个端口使用 TLS；请这样加入：hubbub tls://HOST:PORT",
  "no-proxy-header": () => "来自这个地址的连接必须先发送 PROXY 头（--trust-proxy），但没有收到",
  "bad-proxy-header": () => "这个 PROXY 头有误：必须是版本 1 或 2，并且用于 TCP",
  "no-hello": () => '第一条消息必须是 hello，例如 {"hello":1}，并且要及时发送',
};

/** Every notice in Simplified Chinese. */
export const CHINESE_NOTICES: NoticeWords = {
  "bad-field": (notice) => {
    switch (notice.why) {
      case "hello-nick":
        return "hello 的字段 nick 必须是字符串";
      case "hello-rooms":
        return "hello 的字段 rooms 必须是字符串数组";
      case "hello-lobby":
        return "hello 的字段 lobby 必须是 true 或 false";
      case "hello-history":
        return "hello 的字段 history 必须是整数";
      case "hello-client":
        return "hello 的字段 client 必须是字符串";
      case "hello-resume":
        return "hello 的字段 resume 必须是对象，其中每个房间都有 seq 和 epoch";
      case "hello-arrivals":
        return "hello 的字段 arrivals 必须是 every 或 gathered";
      case "hello-lang":
        return "hello 的字段 lang 必须是 en 或 zh";
      case "resume-seq":
        return `#${notice.room} 无法从第 ${notice.seq} 号事件之后继续：最后一个事件是第 ${notice.last} 号`;
      case "type":
        return "字段 type 必须是字符串";
      case "argument":
        return `${notice.command} 需要字段 ${notice.field}，且必须是字符串`;
      case "number":
        return `${notice.command} 的字段 ${notice.field} 必须是整数`;
      case "flag":
        return `${notice.command} 的字段 ${notice.field} 必须是 true 或 false`;
    }
  },
  "away": (notice) => {
    switch (notice.why) {
      case "set":
        return `你现在暂离：${notice.away}`;
      case "back":
        return "你回来了";
      case "not-away":
        return "你并没有暂离";
    }
  },
  "away-too-long": ({ limit }) => `暂离说明太长：最多 ${limit} 字节`,
  "bad-json": () => "这不是一个 JSON 对象",
  "hello-version": ({ wanted, spoken }) =>
    `这里没有此方言的第 ${wanted} 版；现在使用第 ${spoken} 版`,
  "help": ({ topic, usage }) => helpLine(usage, CHINESE_SUMMARIES[topic]),
  "idle-warning": ({ left }) => `如果在 ${formatDuration(left)} 内不发送任何内容，你将被断开`,
  "ignore": ({ why, name }) => {
    switch (why) {
      case "begun":
        return `你已屏蔽 ${name}`;
      case "already":
        return `你之前就屏蔽了 ${name}`;
      case "ended":
        return `你不再屏蔽 ${name}`;
      case "not-ignored":
        return `你没有屏蔽 ${name}`;
    }
  },
  "ignore-full": ({ limit }) => `你已屏蔽 ${limit} 人，不能再多了`,
  "is-away": ({ name, away }) => `${name} 暂离：${away}`,
  "lang": () => "服务器现在使用中文",
  "lang-unknown": ({ lang }) => `这里没有语言 ${lang}`,
  "line-too-long": ({ limit }) => `这一行太长：最多 ${limit} 字节`,
  "motd": ({ line }) => line,
  "name-bad-character": ({ codePoint }) =>
    `名字只能包含文字、数字和 - _ .，不能有${
      codePoint === SPACE ? "空格" : ` ${characterShown(codePoint)}`
    }`,
  "name-empty": () => "名字至少要有一个字母或汉字",
  "name-leading-mark": () => "名字不能以组合符号开头",
  "name-mixed-scripts": ({ name }) => `名字 ${name} 混用了不会一起书写的文字`,
  "name-no-letter": () => "名字至少要有一个字母或汉字",
  "name-reserved": ({ name }) => `名字 ${name} 是保留的，或与保留的名字相似`,
  "name-taken": (notice) =>
    notice.why === "same"
      ? `名字 ${notice.name} 已有人使用`
      : `名字 ${notice.name} 与已有人使用的 ${notice.like} 太相似`,
  "name-too-long": ({ limit, unit }) =>
    `名字太长：最多 ${limit} ${unit === "bytes" ? "字节" : "个字符"}`,
  "name-too-many-marks": ({ limit }) => `名字中一个字符上的组合符号太多：最多 ${limit} 个`,
  "name-unchanged": ({ name }) => `你已经是 ${name} 了`,
  "no-such-name": (notice) => {
    switch (notice.why) {
      case "unknown":
        return `这里没有叫 ${notice.name} 的人`;
      case "not-in-room":
        return `#${notice.room} 中没有叫 ${notice.name} 的人`;
      case "gone":
        return `最后给你发私信的 ${notice.name} 已经离开`;
      case "unreachable":
        return `现在联系不上 ${notice.name}`;
      case "nobody":
        return "还没有人给你发过私信";
    }
  },
  "not-utf8": () => "这不是 UTF-8：别人看到的是 \ufffd；在 Windows 上请运行 chcp 65001",
  "refused": (refusal) => {
    const server = serverSought(CHINESE_SERVERS, refusal);
    if (server === undefined) return sayRefusal(REFUSALS, refusal);
    const space = /^[a-z]/i.test(server) ? " " : "";
    return `这是 hubbub 聊天端口，不是${space}${server}；请这样加入：nc HOST PORT`;
  },
  "unknown-command": ({ name }) => `未知命令 /${name}；请试试 /help，要说出它请以 // 开头`,
  "unknown-type": ({ name }) => `未知类型 ${JSON.stringify(name)}`,
  "usage": ({ usage }) => `用法：${usage}`,
  "room-left": ({ room }) => `你已离开 #${room}`,
  "room-recorded": ({ room }) => `#${room}：从现在起，本房间的消息会被保存`,
  "speaking": ({ room }) => `你现在在 #${room} 发言`,
  "no-such-room": ({ room }) => `没有房间 #${room}`,
  "not-in-room": ({ room }) => `你不在 #${room} 中；进入请用：/join ${room}`,
  "room-private": ({ room }) => `无法进入 #${room}：它是私密的，或者目前不能有这个名字的房间`,
  "too-many-rooms": ({ limit }) =>
    `你已在 ${limit} 个房间中，这是同时允许的最大数目；离开一个请用：/part ROOM`,
  "last-room": ({ room }) => `你只在 #${room} 这一个房间里；离开聊天请用 /quit`,
  "topic-too-long": ({ limit }) => `话题太长：最多 ${limit} 字节`,
  "bad-time": ({ value }) => `这不是时间：${value}；请写成 2026-11-26 或 2026-11-26 14:02（UTC）`,
  "search-limit": ({ limit, wait }) =>
    `每分钟最多搜索 ${limit} 次；请在 ${Math.ceil(wait / 1000)} 秒后再试`,
  "search-no-more": () => "没有更多结果；重新搜索请用：/search WORDS",
  "search-too-long": () => "搜索用时过长；请换用更少见的词，或指定房间：in:ROOM",
  "store-unavailable": () => "现在无法读取磁盘上保存的消息；请稍后再试",
  ...CHINESE_ORDER,
  ...CHINESE_BANS,
  ...CHINESE_STORE,
  ...CHINESE_CLUSTER,
};

/** Every reason of the daemon's own in Simplified Chinese. */
export const CHINESE_REASONS: ReasonWords = {
  "fault": () => "内部错误",
  "kicked": ({ from, text }) => `被 ${from} 移出${text === "" ? "" : `：${text}`}`,
  "idle": ({ after }) => `静默 ${formatDuration(after)}`,
  "refused": () => "不是聊天客户端",
  "shutdown": () => "服务器正在关闭",
  "too-long": () => "行太长",
  "too-slow": () => "读取太慢",
  "banned": ({ from, text }) =>
    `被${from === "" ? "" : ` ${from} `}封禁${text === "" ? "" : `：${text}`}`,
  "lockdown": () => "现在不接受新的连接",
  "node-lost": () => "所在节点失联",
};

/** The last words in Simplified Chinese to a client that leaves by itself. */
export const CHINESE_FAREWELLS: Farewells = {
  "quit": "你已退出",
  "end-of-input": "输入已结束",
  "lost": "连接已中断",
  "part": "你已离开房间",
};
