/**
 * Every sentence that the daemon can say to one client, in both languages: a sample of each variant
 * of a notice and of a reason, so that nothing changes unseen. A variant without a sample does not
 * compile.
 *
 * @module
 */

import type { DaemonReason } from "../../lib/core/message.ts";
import type { HelpTopic, Notice, Protocol } from "../../lib/core/notice.ts";
import { LOBBY, type RoomName } from "../../lib/core/units.ts";
import { REFUSAL_SENTENCES } from "./refusal_sentences.ts";

/** Tells the variants of a notice apart: its code, and `why` where one code has several sentences. */
export type NoticeKey = Notice extends infer N
  ? N extends { code: infer C extends string; why: infer W extends string } ? `${C}/${W}`
  : N extends { code: infer C extends string } ? C
  : never
  : never;

/** Something, and what it is called in English and in Chinese. */
export type Sample<T> = readonly [data: T, english: string, chinese: string];

const SOON = Date.UTC(2026, 10, 26, 14, 2);
const DEV = "dev" as RoomName;

/** Samples of every notice but the lines of help. */
export const NOTICE_SAMPLES: Readonly<
  Record<Exclude<NoticeKey, "help" | `refused/${Protocol}`>, readonly Sample<Notice>[]>
> = {
  "bad-field/hello-nick": [[
    { code: "bad-field", why: "hello-nick" },
    "hello takes the field nick as a string",
    "hello 的字段 nick 必须是字符串",
  ]],
  "bad-field/hello-rooms": [[
    { code: "bad-field", why: "hello-rooms" },
    "hello takes the field rooms as an array of strings",
    "hello 的字段 rooms 必须是字符串数组",
  ]],
  "bad-field/hello-lobby": [[
    { code: "bad-field", why: "hello-lobby" },
    "hello takes the field lobby as true or false",
    "hello 的字段 lobby 必须是 true 或 false",
  ]],
  "bad-field/hello-history": [[
    { code: "bad-field", why: "hello-history" },
    "hello takes the field history as a whole number",
    "hello 的字段 history 必须是整数",
  ]],
  "bad-field/hello-client": [[
    { code: "bad-field", why: "hello-client" },
    "hello takes the field client as a string",
    "hello 的字段 client 必须是字符串",
  ]],
  "bad-field/number": [[
    { code: "bad-field", why: "number", command: "history", field: "limit" },
    "history takes the field limit as a whole number",
    "history 的字段 limit 必须是整数",
  ]],
  "bad-field/flag": [[
    { code: "bad-field", why: "flag", command: "search", field: "more" },
    "search takes the field more as true or false",
    "search 的字段 more 必须是 true 或 false",
  ]],
  "bad-duration": [[
    { code: "bad-duration", value: "soon" },
    "that is no duration: soon; it is written 30s, 10m, 2h or 7d, and is at most 3650d",
    "这不是时长：soon；请写成 30s、10m、2h 或 7d，最长 3650d",
  ]],
  "bad-time": [[
    { code: "bad-time", value: "noon" },
    "that is no time: noon; it is written 2026-11-26, or 2026-11-26 14:02 (UTC)",
    "这不是时间：noon；请写成 2026-11-26 或 2026-11-26 14:02（UTC）",
  ]],
  "search-limit": [[
    { code: "search-limit", limit: 5, wait: 11_001 },
    "at most 5 searches a minute; try again in 12s",
    "每分钟最多搜索 5 次；请在 12 秒后再试",
  ]],
  "search-no-more": [[
    { code: "search-no-more" },
    "there is nothing more to show; search again with: /search WORDS",
    "没有更多结果；重新搜索请用：/search WORDS",
  ]],
  "search-too-long": [[
    { code: "search-too-long" },
    "the search took too long; try rarer words, or a room: in:ROOM",
    "搜索用时过长；请换用更少见的词，或指定房间：in:ROOM",
  ]],
  "store-unavailable": [[
    { code: "store-unavailable" },
    "what is kept on disk cannot be read now; try again later",
    "现在无法读取磁盘上保存的消息；请稍后再试",
  ]],
  "store-failed": [
    [
      { code: "store-failed", problem: "full", waiting: 12, dropped: 0 },
      "nothing can be written to the disk: the disk is full; events that wait: 12, lost: 0",
      "无法写入磁盘：磁盘已满；等待写入的事件 12 个，已丢失 0 个",
    ],
    [
      { code: "store-failed", problem: "other", waiting: 12, dropped: 500 },
      "nothing can be written to the disk: the log says why; events that wait: 12, lost: 500",
      "无法写入磁盘：原因见日志；等待写入的事件 12 个，已丢失 500 个",
    ],
  ],
  "store-works": [[
    { code: "store-works", waiting: 3, dropped: 0 },
    "the disk can be written again; events that wait: 3, lost: 0",
    "磁盘已恢复写入；等待写入的事件 3 个，已丢失 0 个",
  ]],
  "cluster-waiting": [[
    { code: "cluster-waiting" },
    "the line to the other nodes is down; what you say waits",
    "与其他节点的连接已断开；你说的话将等连接恢复后再发出",
  ]],
  "cluster-back": [[
    { code: "cluster-back" },
    "the line to the other nodes is back; what waited has been said",
    "与其他节点的连接已恢复；等待中的话已发出",
  ]],
  "cluster-shut/refused": [[
    { code: "cluster-shut", why: "refused" },
    "the line to the other nodes is down, so nobody can come in now; try again later",
    "与其他节点的连接已断开，暂时无法进入；请稍后再试",
  ]],
  "bad-field/hello-resume": [[
    { code: "bad-field", why: "hello-resume" },
    "hello takes the field resume as an object with seq and epoch for each room",
    "hello 的字段 resume 必须是对象，其中每个房间都有 seq 和 epoch",
  ]],
  "bad-field/hello-arrivals": [[
    { code: "bad-field", why: "hello-arrivals" },
    "hello takes the field arrivals as every or gathered",
    "hello 的字段 arrivals 必须是 every 或 gathered",
  ]],
  "bad-field/hello-lang": [[
    { code: "bad-field", why: "hello-lang" },
    "hello takes the field lang as en or zh",
    "hello 的字段 lang 必须是 en 或 zh",
  ]],
  "bad-field/resume-seq": [[
    { code: "bad-field", why: "resume-seq", room: DEV, seq: 50, last: 41 },
    "#dev cannot be resumed after event 50: its last is 41",
    "#dev 无法从第 50 号事件之后继续：最后一个事件是第 41 号",
  ]],
  "bad-field/type": [[
    { code: "bad-field", why: "type" },
    "the field type must be a string",
    "字段 type 必须是字符串",
  ]],
  "bad-field/argument": [[
    { code: "bad-field", why: "argument", command: "ping", field: "token" },
    "ping needs the field token, a string",
    "ping 需要字段 token，且必须是字符串",
  ]],
  "bad-json": [[{ code: "bad-json" }, "that was not one JSON object", "这不是一个 JSON 对象"]],
  "idle-warning": [[
    { code: "idle-warning", left: 60_000 },
    "you will be disconnected in 1m unless you send a line",
    "如果在 1m 内不发送任何内容，你将被断开",
  ]],
  "hello-version": [[
    { code: "hello-version", wanted: 2, spoken: 1 },
    "there is no version 2 of this dialect here; this is version 1",
    "这里没有此方言的第 2 版；现在使用第 1 版",
  ]],
  "not-utf8": [[
    { code: "not-utf8" },
    "that was not UTF-8: the others see \ufffd; on Windows: chcp 65001",
    "这不是 UTF-8：别人看到的是 \ufffd；在 Windows 上请运行 chcp 65001",
  ]],
  "lang/chosen": [[
    { code: "lang", why: "chosen" },
    "the server speaks English to you now",
    "服务器现在使用中文",
  ]],
  "lang-unknown": [[
    { code: "lang-unknown", lang: "tlh" },
    "there is no language tlh here",
    "这里没有语言 tlh",
  ]],
  "motd": [[
    { code: "motd", line: "be kind" },
    "be kind",
    "be kind",
  ]],
  "line-too-long": [[
    { code: "line-too-long", limit: 4096 },
    "that line was too long: at most 4096 bytes",
    "这一行太长：最多 4096 字节",
  ]],
  "name-bad-character": [
    [
      { code: "name-bad-character", codePoint: 0x20 },
      "only letters, digits and - _ . can be in a name, not a space",
      "名字只能包含文字、数字和 - _ .，不能有空格",
    ],
    [
      { code: "name-bad-character", codePoint: 0x21 },
      'only letters, digits and - _ . can be in a name, not "!"',
      '名字只能包含文字、数字和 - _ .，不能有 "!"',
    ],
    [
      { code: "name-bad-character", codePoint: 0x202e },
      "only letters, digits and - _ . can be in a name, not U+202E",
      "名字只能包含文字、数字和 - _ .，不能有 U+202E",
    ],
    [
      { code: "name-bad-character", codePoint: 0x7 },
      "only letters, digits and - _ . can be in a name, not U+0007",
      "名字只能包含文字、数字和 - _ .，不能有 U+0007",
    ],
    [
      { code: "name-bad-character", codePoint: 0xd800 },
      "only letters, digits and - _ . can be in a name, not U+D800",
      "名字只能包含文字、数字和 - _ .，不能有 U+D800",
    ],
  ],
  "name-empty": [[
    { code: "name-empty" },
    "a name is at least one letter long",
    "名字至少要有一个字母或汉字",
  ]],
  "name-leading-mark": [[
    { code: "name-leading-mark" },
    "a name cannot begin with a combining mark",
    "名字不能以组合符号开头",
  ]],
  "name-mixed-scripts": [[
    { code: "name-mixed-scripts", name: "аbс" },
    "the name аbс mixes scripts that are not written together",
    "名字 аbс 混用了不会一起书写的文字",
  ]],
  "name-no-letter": [[
    { code: "name-no-letter" },
    "a name has at least one letter",
    "名字至少要有一个字母或汉字",
  ]],
  "name-reserved": [[
    { code: "name-reserved", name: "admin" },
    "the name admin is reserved, or looks like one that is",
    "名字 admin 是保留的，或与保留的名字相似",
  ]],
  "name-taken/same": [[
    { code: "name-taken", why: "same", name: "ann" },
    "the name ann is taken",
    "名字 ann 已有人使用",
  ]],
  "name-taken/look-alike": [[
    { code: "name-taken", why: "look-alike", name: "wiIl", like: "will" },
    "the name wiIl looks too much like will, which is taken",
    "名字 wiIl 与已有人使用的 will 太相似",
  ]],
  "name-too-long": [
    [
      { code: "name-too-long", limit: 24, unit: "characters" },
      "the name is too long: at most 24 characters",
      "名字太长：最多 24 个字符",
    ],
    [
      { code: "name-too-long", limit: 64, unit: "bytes" },
      "the name is too long: at most 64 bytes",
      "名字太长：最多 64 字节",
    ],
  ],
  "name-too-many-marks": [[
    { code: "name-too-many-marks", limit: 4 },
    "the name has too many combining marks on one character: at most 4",
    "名字中一个字符上的组合符号太多：最多 4 个",
  ]],
  "name-unchanged": [[
    { code: "name-unchanged", name: "ann" },
    "you are ann already",
    "你已经是 ann 了",
  ]],
  "refused/full": [
    [
      { code: "refused", why: "full", open: 1 },
      "the server is full: 1 person is connected; try again later",
      "服务器已满：已有 1 人连接；请稍后再试",
    ],
    [
      { code: "refused", why: "full", open: 3 },
      "the server is full: 3 people are connected; try again later",
      "服务器已满：已有 3 人连接；请稍后再试",
    ],
  ],
  "refused/per-address": [[
    { code: "refused", why: "per-address", open: 64 },
    "too many connections from your address: 64 are open; close one of them first",
    "来自你的地址的连接太多：已打开 64 个；请先关闭其中一个",
  ]],
  "refused/connect-rate": [[
    { code: "refused", why: "connect-rate", limit: 120 },
    "too many new connections from your address: more than 120 in a minute; try again in a minute",
    "来自你的地址的新连接太多：一分钟内超过 120 个；请一分钟后再试",
  ]],
  "refused/web": [[
    { code: "refused", why: "web", page: "http://HOST:8080/" },
    "this is a hubbub chat port, not a web server; the page is at http://HOST:8080/",
    "这是 hubbub 聊天端口，不是网页服务器；网页在 http://HOST:8080/",
  ]],
  "refused/plain-on-tls": [[
    { code: "refused", why: "plain-on-tls" },
    "this port speaks TLS; join with: hubbub tls://HOST:PORT",
    "这个端口使用 TLS；请这样加入：hubbub tls://HOST:PORT",
  ]],
  "refused/no-proxy-header": [[
    { code: "refused", why: "no-proxy-header" },
    "from this address a PROXY header must come first (--trust-proxy), and none came",
    "来自这个地址的连接必须先发送 PROXY 头（--trust-proxy），但没有收到",
  ]],
  "refused/bad-proxy-header": [[
    { code: "refused", why: "bad-proxy-header" },
    "that PROXY header is wrong: it must be of version 1 or 2, and for TCP",
    "这个 PROXY 头有误：必须是版本 1 或 2，并且用于 TCP",
  ]],
  "away/set": [[
    { code: "away", why: "set", away: "lunch" },
    "you are away now: lunch",
    "你现在暂离：lunch",
  ]],
  "away/back": [[{ code: "away", why: "back" }, "you are back", "你回来了"]],
  "away/not-away": [[{ code: "away", why: "not-away" }, "you were not away", "你并没有暂离"]],
  "away-too-long": [[
    { code: "away-too-long", limit: 200 },
    "that is too long to be away with: at most 200 bytes",
    "暂离说明太长：最多 200 字节",
  ]],
  "is-away": [[
    { code: "is-away", name: "bob", away: "lunch" },
    "bob is away: lunch",
    "bob 暂离：lunch",
  ]],
  "ignore/begun": [[
    { code: "ignore", why: "begun", name: "bob" },
    "you ignore bob now",
    "你已屏蔽 bob",
  ]],
  "ignore/already": [[
    { code: "ignore", why: "already", name: "bob" },
    "you ignore bob already",
    "你之前就屏蔽了 bob",
  ]],
  "ignore/ended": [[
    { code: "ignore", why: "ended", name: "bob" },
    "you no longer ignore bob",
    "你不再屏蔽 bob",
  ]],
  "ignore/not-ignored": [[
    { code: "ignore", why: "not-ignored", name: "bob" },
    "you do not ignore bob",
    "你没有屏蔽 bob",
  ]],
  "ignore-full": [[
    { code: "ignore-full", limit: 100 },
    "you ignore 100 people already, which is the most",
    "你已屏蔽 100 人，不能再多了",
  ]],
  "no-such-name/unknown": [[
    { code: "no-such-name", why: "unknown", name: "bob" },
    "nobody here is called bob",
    "这里没有叫 bob 的人",
  ]],
  "no-such-name/gone": [[
    { code: "no-such-name", why: "gone", name: "bob" },
    "bob, who wrote to you last, has left",
    "最后给你发私信的 bob 已经离开",
  ]],
  "no-such-name/unreachable": [[
    { code: "no-such-name", why: "unreachable", name: "bob" },
    "bob cannot be reached now",
    "现在联系不上 bob",
  ]],
  "no-such-name/nobody": [[
    { code: "no-such-name", why: "nobody" },
    "nobody has written to you in private",
    "还没有人给你发过私信",
  ]],
  "yourself/ignore": [[
    { code: "yourself", why: "ignore" },
    "you cannot ignore yourself",
    "不能屏蔽自己",
  ]],
  "unknown-command": [[
    { code: "unknown-command", name: "foo" },
    "unknown command /foo; try /help, or begin with // to say it",
    "未知命令 /foo；请试试 /help，要说出它请以 // 开头",
  ]],
  "unknown-type": [[
    { code: "unknown-type", name: 'f"oo' },
    'unknown type "f\\"oo"',
    '未知类型 "f\\"oo"',
  ]],
  "usage": [[
    { code: "usage", usage: "/nick NAME" },
    "usage: /nick NAME",
    "用法：/nick NAME",
  ]],
  "room-left": [[{ code: "room-left", room: DEV }, "you have left #dev", "你已离开 #dev"]],
  "room-recorded": [[
    { code: "room-recorded", room: DEV },
    "#dev: this room is recorded from now on",
    "#dev：从现在起，本房间的消息会被保存",
  ]],
  "speaking": [[{ code: "speaking", room: DEV }, "you speak in #dev now", "你现在在 #dev 发言"]],
  "no-such-room": [[
    { code: "no-such-room", room: DEV },
    "there is no room #dev",
    "没有房间 #dev",
  ]],
  "not-in-room": [[
    { code: "not-in-room", room: DEV },
    "you are not in #dev; enter it with: /join dev",
    "你不在 #dev 中；进入请用：/join dev",
  ]],
  "room-private": [[
    { code: "room-private", room: DEV },
    "you cannot enter #dev: it is private, or no room can have that name now",
    "无法进入 #dev：它是私密的，或者目前不能有这个名字的房间",
  ]],
  "too-many-rooms": [
    [
      { code: "too-many-rooms", limit: 20 },
      "you are in 20 rooms, the most at once; leave one with: /part ROOM",
      "你已在 20 个房间中，这是同时允许的最大数目；离开一个请用：/part ROOM",
    ],
    [
      { code: "too-many-rooms", limit: 1 },
      "you are in 1 room, the most at once; leave one with: /part ROOM",
      "你已在 1 个房间中，这是同时允许的最大数目；离开一个请用：/part ROOM",
    ],
  ],
  "last-room": [[
    { code: "last-room", room: DEV },
    "#dev is your only room; /quit leaves the chat",
    "你只在 #dev 这一个房间里；离开聊天请用 /quit",
  ]],
  "room-password/missing": [[
    { code: "room-password", why: "missing", room: DEV },
    "#dev has a password; enter it with: /join dev PASSWORD",
    "#dev 有密码；进入请用：/join dev PASSWORD",
  ]],
  "room-password/wrong": [[
    { code: "room-password", why: "wrong", room: DEV },
    "that is not the password of #dev",
    "这不是 #dev 的密码",
  ]],
  "not-allowed/moderator": [[
    { code: "not-allowed", why: "moderator", room: DEV },
    "only moderators of #dev may do that",
    "只有 #dev 的版主才能这样做",
  ]],
  "not-allowed/owner": [[
    { code: "not-allowed", why: "owner", room: DEV },
    "only owners of #dev may do that",
    "只有 #dev 的房主才能这样做",
  ]],
  "not-allowed/operator": [[
    { code: "not-allowed", why: "operator", room: LOBBY },
    "only operators of this server may do that in #lobby",
    "在 #lobby 中只有本服务器的管理员才能这样做",
  ]],
  "no-change/private": [[
    { code: "no-change", why: "private", room: DEV },
    "#dev is private already",
    "#dev 已经是私密的",
  ]],
  "no-change/public": [[
    { code: "no-change", why: "public", room: DEV },
    "#dev is public already",
    "#dev 已经是公开的",
  ]],
  "no-change/password": [[
    { code: "no-change", why: "password", room: DEV },
    "that is the password of #dev already",
    "这已经是 #dev 的密码",
  ]],
  "no-change/no-password": [[
    { code: "no-change", why: "no-password", room: DEV },
    "#dev has no password",
    "#dev 没有密码",
  ]],
  "no-change/member": [[
    { code: "no-change", why: "member", room: DEV, name: "bob" },
    "bob is in #dev already",
    "bob 已在 #dev 中",
  ]],
  "no-change/invited": [[
    { code: "no-change", why: "invited", room: DEV, name: "bob" },
    "bob is invited to #dev already",
    "bob 已被邀请进入 #dev",
  ]],
  "invited/you": [[
    { code: "invited", why: "you", room: DEV, from: "ann" },
    "ann invites you to #dev: /join dev",
    "ann 邀请你进入 #dev：/join dev",
  ]],
  "invited/done": [[
    { code: "invited", why: "done", room: DEV, name: "bob" },
    "bob is invited to #dev",
    "已邀请 bob 进入 #dev",
  ]],
  "kicked": [
    [
      { code: "kicked", room: DEV, from: "ann", reason: "" },
      "ann has put you out of #dev",
      "ann 将你移出了 #dev",
    ],
    [
      { code: "kicked", room: DEV, from: "ann", reason: "too loud" },
      "ann has put you out of #dev: too loud",
      "ann 将你移出了 #dev：too loud",
    ],
  ],
  "no-such-name/not-in-room": [[
    { code: "no-such-name", why: "not-in-room", room: DEV, name: "bob" },
    "nobody in #dev is called bob",
    "#dev 中没有叫 bob 的人",
  ]],
  "higher-rank": [[
    { code: "higher-rank", room: DEV, name: "bob" },
    "bob has a higher rank than you in #dev",
    "bob 在 #dev 中的级别比你高",
  ]],
  "yourself/ban": [[
    { code: "yourself", why: "ban" },
    "you cannot ban yourself",
    "不能封禁自己",
  ]],
  "banned/daemon": [
    [
      { code: "banned", why: "daemon", reason: "" },
      "you are banned",
      "你已被封禁",
    ],
    [
      { code: "banned", why: "daemon", until: Date.UTC(2026, 10, 26, 14, 1, 59), reason: "spam" },
      "you are banned until 2026-11-26 14:02 UTC: spam",
      "你已被封禁，直到 2026-11-26 14:02 UTC：spam",
    ],
  ],
  "banned/room": [[
    { code: "banned", why: "room", room: DEV, reason: "spam" },
    "you are banned from #dev: spam",
    "你已被禁止进入 #dev：spam",
  ]],
  "banned/you": [[
    { code: "banned", why: "you", room: DEV, from: "ann", until: 0, reason: "" },
    "ann has banned you from #dev until 1970-01-01 00:00 UTC",
    "ann 已禁止你进入 #dev，直到 1970-01-01 00:00 UTC",
  ]],
  "ban-set": [
    [
      { code: "ban-set", room: DEV, on: "bob", count: 1 },
      "bob is banned from #dev",
      "已禁止 bob 进入 #dev",
    ],
    [
      { code: "ban-set", room: LOBBY, on: "192.0.2.0/24", until: 60_000, count: 2 },
      "192.0.2.0/24 is banned from this server until 1970-01-01 00:01 UTC; 2 people were put out",
      "已禁止 192.0.2.0/24 进入本服务器，直到 1970-01-01 00:01 UTC；移出了 2 人",
    ],
  ],
  "ban-ended": [[
    { code: "ban-ended", room: DEV, on: "bob" },
    "bob is not banned from #dev any more",
    "已解除 bob 在 #dev 的封禁",
  ]],
  "not-banned": [[
    { code: "not-banned", room: LOBBY, on: "192.0.2.7" },
    "192.0.2.7 is not banned from this server",
    "192.0.2.7 在本服务器没有被封禁",
  ]],
  "not-bannable/this-machine": [[
    { code: "not-bannable", why: "this-machine", on: "127.0.0.1" },
    "127.0.0.1 is on the machine of the server and cannot be banned",
    "127.0.0.1 来自服务器所在的机器，不能封禁",
  ]],
  "not-bannable/no-address": [[
    { code: "not-bannable", why: "no-address", on: "bob" },
    "bob has no address to ban; /kick bob disconnects",
    "bob 没有可以封禁的地址；断开连接请用：/kick bob",
  ]],
  "not-bannable/operator": [[
    { code: "not-bannable", why: "operator", on: "bob" },
    "bob is an operator and cannot be banned",
    "bob 是管理员，不能封禁",
  ]],
  "bad-network": [[
    { code: "bad-network", value: "192.0.2.0/33" },
    "that is no address and no network: 192.0.2.0/33; " +
    "they are written 192.0.2.7, 192.0.2.0/24, 2001:db8::/32",
    "这不是地址，也不是网段：192.0.2.0/33；请写成 192.0.2.7、192.0.2.0/24 或 2001:db8::/32",
  ]],
  "bans-full": [
    [
      { code: "bans-full", room: DEV, limit: 1000 },
      "there are 1000 bans, the most for #dev; end one with: /unban NAME",
      "#dev 最多只能有 1000 条封禁；解除一条请用：/unban NAME",
    ],
    [
      { code: "bans-full", room: LOBBY, limit: 100_000 },
      "there are 100000 bans, the most for this server; end one with: /unban NAME",
      "本服务器最多只能有 100000 条封禁；解除一条请用：/unban NAME",
    ],
  ],
  "reason-too-long": [[
    { code: "reason-too-long", limit: 400 },
    "that reason is too long: at most 400 bytes",
    "理由太长：最多 400 字节",
  ]],
  "lockdown/refused": [[
    { code: "lockdown", why: "refused" },
    "this server takes no newcomers now; try again later",
    "服务器现在不接受新的连接；请稍后再试",
  ]],
  "lockdown/on": [[
    { code: "lockdown", why: "on", from: "ann" },
    "ann has locked the server: newcomers are refused; /lockdown off ends it",
    "ann 锁定了服务器，不再接受新的连接；解除请用：/lockdown off",
  ]],
  "lockdown/off": [[
    { code: "lockdown", why: "off", from: "ann" },
    "ann has unlocked the server: newcomers are let in",
    "ann 解除了服务器的锁定，重新接受连接",
  ]],
  "lockdown/already-on": [[
    { code: "lockdown", why: "already-on" },
    "the server is locked already",
    "服务器已经锁定",
  ]],
  "lockdown/already-off": [[
    { code: "lockdown", why: "already-off" },
    "the server is not locked",
    "服务器没有锁定",
  ]],
  "announcement": [[
    { code: "announcement", from: "ann", announcement: "pizza at noon" },
    "announcement from ann: pizza at noon",
    "ann 的公告：pizza at noon",
  ]],
  "shutdown/stops": [
    [
      { code: "shutdown", why: "stops", left: 90_000, reason: "upgrade" },
      "the server stops in 1m30s: upgrade",
      "服务器将在 1m30s 后停止：upgrade",
    ],
    [
      { code: "shutdown", why: "stops", left: 0, reason: "" },
      "the server stops now",
      "服务器现在停止",
    ],
  ],
  "shutdown/called-off": [[
    { code: "shutdown", why: "called-off" },
    "the server does not stop: that was called off",
    "停止已取消，服务器继续运行",
  ]],
  "shutdown/none": [[
    { code: "shutdown", why: "none" },
    "no stop is announced",
    "没有已宣布的停止",
  ]],
  "yourself/kick": [[
    { code: "yourself", why: "kick" },
    "you cannot kick yourself",
    "不能将自己移出房间",
  ]],
  "yourself/invite": [[
    { code: "yourself", why: "invite" },
    "you cannot invite yourself",
    "不能邀请自己",
  ]],
  "topic-too-long": [[
    { code: "topic-too-long", limit: 400 },
    "that topic is too long: at most 400 bytes",
    "话题太长：最多 400 字节",
  ]],
  "not-allowed/lobby": [[
    { code: "not-allowed", why: "lobby", room: LOBBY },
    "that cannot be done in #lobby",
    "在 #lobby 中不能这样做",
  ]],
  "no-change/topic-locked": [[
    { code: "no-change", why: "topic-locked", room: DEV },
    "the topic of #dev is locked already",
    "#dev 的话题已经锁定",
  ]],
  "no-change/topic-unlocked": [[
    { code: "no-change", why: "topic-unlocked", room: DEV },
    "the topic of #dev is not locked",
    "#dev 的话题没有锁定",
  ]],
  "no-change/moderated": [[
    { code: "no-change", why: "moderated", room: DEV },
    "#dev is moderated already",
    "#dev 已经限制发言",
  ]],
  "no-change/kept": [[
    { code: "no-change", why: "kept", room: DEV },
    "#dev is kept already",
    "#dev 已设为长期保留",
  ]],
  "no-change/not-kept": [[
    { code: "no-change", why: "not-kept", room: DEV },
    "#dev is not kept",
    "#dev 没有设为长期保留",
  ]],
  "no-change/not-moderated": [[
    { code: "no-change", why: "not-moderated", room: DEV },
    "#dev is not moderated",
    "#dev 没有限制发言",
  ]],
  "no-change/moderator": [[
    { code: "no-change", why: "moderator", room: DEV, name: "bob" },
    "bob is a moderator of #dev already",
    "bob 已是 #dev 的版主",
  ]],
  "no-change/owner": [[
    { code: "no-change", why: "owner", room: DEV, name: "bob" },
    "bob is an owner of #dev already",
    "bob 已是 #dev 的房主",
  ]],
  "no-change/no-rank": [[
    { code: "no-change", why: "no-rank", room: DEV, name: "bob" },
    "bob has no rank in #dev",
    "bob 在 #dev 中没有级别",
  ]],
  "no-change/voiced": [[
    { code: "no-change", why: "voiced", room: DEV, name: "bob" },
    "bob has a voice in #dev already",
    "bob 在 #dev 中已获准发言",
  ]],
  "no-change/not-voiced": [[
    { code: "no-change", why: "not-voiced", room: DEV, name: "bob" },
    "bob has no voice in #dev",
    "bob 在 #dev 中没有发言许可",
  ]],
  "no-change/muted": [[
    { code: "no-change", why: "muted", room: DEV, name: "bob" },
    "bob is muted in #dev already",
    "bob 已在 #dev 被禁言",
  ]],
  "no-change/not-muted": [[
    { code: "no-change", why: "not-muted", room: DEV, name: "bob" },
    "bob is not muted in #dev",
    "bob 没有在 #dev 被禁言",
  ]],
  "yourself/mute": [[
    { code: "yourself", why: "mute" },
    "you cannot mute yourself",
    "不能禁言自己",
  ]],
  "yourself/unmute": [[
    { code: "yourself", why: "unmute" },
    "you cannot unmute yourself",
    "不能解除对自己的禁言",
  ]],
  "yourself/op": [[
    { code: "yourself", why: "op" },
    "you cannot change your own rank",
    "不能更改自己的级别",
  ]],
  "yourself/deop": [[
    { code: "yourself", why: "deop" },
    "you cannot change your own rank",
    "不能更改自己的级别",
  ]],
  "yourself/voice": [[
    { code: "yourself", why: "voice" },
    "you cannot give yourself a voice, or take it away",
    "不能更改自己的发言许可",
  ]],
  "yourself/devoice": [[
    { code: "yourself", why: "devoice" },
    "you cannot give yourself a voice, or take it away",
    "不能更改自己的发言许可",
  ]],
  "muted/refused": [[
    { code: "muted", why: "refused", room: LOBBY },
    "you are muted in every room; you can still write to operators in private",
    "你已在所有房间被禁言；仍可私下写信给管理员",
  ], [
    { code: "muted", why: "refused", room: DEV, until: SOON },
    "you are muted in #dev until 2026-11-26 14:02 UTC",
    "你已在 #dev 被禁言，直到 2026-11-26 14:02 UTC",
  ]],
  "muted/you": [[
    { code: "muted", why: "you", room: DEV, from: "ann", until: SOON },
    "ann has muted you in #dev until 2026-11-26 14:02 UTC",
    "ann 将你在 #dev 禁言，直到 2026-11-26 14:02 UTC",
  ], [
    { code: "muted", why: "you", room: LOBBY, from: "ann" },
    "ann has muted you in every room",
    "ann 将你在所有房间禁言",
  ]],
  "muted/done": [[
    { code: "muted", why: "done", room: DEV, name: "bob", until: SOON },
    "bob is muted in #dev until 2026-11-26 14:02 UTC",
    "bob 已在 #dev 被禁言，直到 2026-11-26 14:02 UTC",
  ], [
    { code: "muted", why: "done", room: LOBBY, name: "bob" },
    "bob is muted in every room",
    "bob 已在所有房间被禁言",
  ]],
  "unmuted/you": [[
    { code: "unmuted", why: "you", room: DEV, from: "ann" },
    "ann lets you speak again in #dev",
    "ann 解除了你在 #dev 的禁言",
  ]],
  "unmuted/done": [[
    { code: "unmuted", why: "done", room: LOBBY, name: "bob" },
    "bob may speak again in every room",
    "已解除 bob 在所有房间的禁言",
  ]],
  "mutes-full": [[
    { code: "mutes-full", room: DEV, limit: 1000 },
    "1000 people are muted in #dev, which is the most; unmute somebody first",
    "在 #dev 已有 1000 人被禁言，达到上限；请先解除对某人的禁言",
  ]],
  "done": [[
    { code: "done", room: DEV },
    "that is done in #dev",
    "已在 #dev 中执行",
  ]],
  "room-moderated": [[
    { code: "room-moderated", room: DEV },
    "#dev is moderated: only moderators and people with a voice speak there",
    "#dev 限制发言：只有版主和获准发言的人能说话",
  ], [
    { code: "room-moderated", room: LOBBY },
    "#lobby is moderated: only operators and people with a voice speak there",
    "#lobby 限制发言：只有管理员和获准发言的人能说话",
  ]],
};

/** Samples of every line of help, by what it is about. */
export const HELP_SAMPLES: { readonly [T in HelpTopic]: Sample<Notice> } = {
  nick: [
    { code: "help", topic: "nick", usage: "/nick NAME" },
    "/nick NAME       take another name",
    "/nick NAME       换一个名字",
  ],
  who: [
    { code: "help", topic: "who", usage: "/who [ROOM]" },
    "/who [ROOM]      list who is here",
    "/who [ROOM]      列出在场的人",
  ],
  me: [
    { code: "help", topic: "me", usage: "/me TEXT" },
    "/me TEXT         say what you do: * NAME waves",
    "/me TEXT         描述动作：* 名字 挥手",
  ],
  say: [
    { code: "help", topic: "say", usage: "/say TEXT" },
    "/say TEXT        say the text as it is",
    "/say TEXT        原样说出这段话",
  ],
  join: [
    { code: "help", topic: "join", usage: "/join ROOM [PASSWORD]" },
    "/join ROOM [PASSWORD] enter a room, or turn to one that you are in",
    "/join ROOM [PASSWORD] 进入一个房间，或切换到已进入的房间",
  ],
  part: [
    { code: "help", topic: "part", usage: "/part [ROOM]" },
    "/part [ROOM]     leave a room",
    "/part [ROOM]     离开一个房间",
  ],
  rooms: [
    { code: "help", topic: "rooms", usage: "/rooms" },
    "/rooms           list the rooms",
    "/rooms           列出房间",
  ],
  room: [
    { code: "help", topic: "room", usage: "/room [SETTING]" },
    "/room [SETTING]  show or set: private, public, password P|-, topic-lock, moderated, keep on|off",
    "/room [SETTING]  查看或设置：private、public、password P|-、topic-lock、moderated、keep on|off",
  ],
  invite: [
    { code: "help", topic: "invite", usage: "/invite NAME [ROOM]" },
    "/invite NAME [ROOM] open the room where you speak, or another, for somebody",
    "/invite NAME [ROOM] 邀请某人进入你发言的房间或另一个房间",
  ],
  kick: [
    { code: "help", topic: "kick", usage: "/kick NAME [REASON]" },
    "/kick NAME [REASON] put somebody out of the room where you speak",
    "/kick NAME [REASON] 将某人移出你发言的房间",
  ],
  mute: [
    { code: "help", topic: "mute", usage: "/mute NAME [for DUR]" },
    "/mute NAME [for DUR] keep somebody from speaking in the room where you speak; for 10m: for that long",
    "/mute NAME [for DUR] 禁止某人在你发言的房间说话；for 10m 表示时长",
  ],
  unmute: [
    { code: "help", topic: "unmute", usage: "/unmute NAME" },
    "/unmute NAME     let somebody speak again who was muted",
    "/unmute NAME     解除对某人的禁言",
  ],
  op: [
    { code: "help", topic: "op", usage: "/op NAME [owner]" },
    "/op NAME [owner] make somebody a moderator of the room where you speak; owner: an owner",
    "/op NAME [owner] 将某人设为你发言的房间的版主；owner 表示设为房主",
  ],
  deop: [
    { code: "help", topic: "deop", usage: "/deop NAME" },
    "/deop NAME       take somebody's rank away",
    "/deop NAME       撤销某人的级别",
  ],
  voice: [
    { code: "help", topic: "voice", usage: "/voice NAME" },
    "/voice NAME      let somebody speak while the room is moderated",
    "/voice NAME      准许某人在限制发言的房间说话",
  ],
  devoice: [
    { code: "help", topic: "devoice", usage: "/devoice NAME" },
    "/devoice NAME    take somebody's voice away",
    "/devoice NAME    收回某人的发言许可",
  ],
  whois: [
    { code: "help", topic: "whois", usage: "/whois NAME" },
    "/whois NAME      show who somebody is",
    "/whois NAME      查看某人的信息",
  ],
  topic: [
    { code: "help", topic: "topic", usage: "/topic [TEXT]" },
    "/topic [TEXT]    show or set what the room is about; - removes it",
    "/topic [TEXT]    查看或设置房间的话题；- 表示移除",
  ],
  msg: [
    { code: "help", topic: "msg", usage: "/msg NAME TEXT" },
    "/msg NAME TEXT   say something to one person alone, or in #ROOM",
    "/msg NAME TEXT   只对一个人说，或在 #ROOM 中说",
  ],
  private: [
    { code: "help", topic: "private", usage: "/private NAME TEXT" },
    "/private NAME TEXT say something to one person alone",
    "/private NAME TEXT 只对一个人说",
  ],
  reply: [
    { code: "help", topic: "reply", usage: "/reply TEXT" },
    "/reply TEXT      answer the last person who wrote to you alone",
    "/reply TEXT      回复最后给你发私信的人",
  ],
  away: [
    { code: "help", topic: "away", usage: "/away [TEXT]" },
    "/away [TEXT]     be away, and tell those who write to you; no text: be back",
    "/away [TEXT]     暂时离开，并告知给你发私信的人；不带文字表示回来",
  ],
  ignore: [
    { code: "help", topic: "ignore", usage: "/ignore [NAME]" },
    "/ignore [NAME]   hear a person no more; no name: list them",
    "/ignore [NAME]   不再接收某人的话；不带名字则列出",
  ],
  unignore: [
    { code: "help", topic: "unignore", usage: "/unignore NAME" },
    "/unignore NAME   hear a person again",
    "/unignore NAME   重新接收某人的话",
  ],
  ping: [
    { code: "help", topic: "ping", usage: "/ping [TOKEN]" },
    "/ping [TOKEN]    get an answer, to see that the connection works",
    "/ping [TOKEN]    请求应答，检查连接是否正常",
  ],
  history: [
    { code: "help", topic: "history", usage: "/history [N] [before TIME|SEQ]" },
    "/history [N] [before TIME|SEQ] show what was said before, also before a TIME or a number",
    "/history [N] [before TIME|SEQ] 查看之前的消息，也可以是某个时间或编号之前的",
  ],
  search: [
    { code: "help", topic: "search", usage: "/search WORDS" },
    "/search WORDS    find words in what was said; from:NAME in:ROOM since:DATE before:DATE; more",
    "/search WORDS    搜索说过的话；from:NAME in:ROOM since:DATE before:DATE；more",
  ],
  lang: [
    { code: "help", topic: "lang", usage: "/lang en|zh" },
    "/lang en|zh      choose the language of this help and of all notices",
    "/lang en|zh      选择帮助和提示使用的语言",
  ],
  help: [
    { code: "help", topic: "help", usage: "/help" },
    "/help            show this list",
    "/help            显示此列表",
  ],
  quit: [
    { code: "help", topic: "quit", usage: "/quit [REASON]" },
    "/quit [REASON]   leave; the others are told the reason",
    "/quit [REASON]   离开；其他人会看到理由",
  ],
  ban: [
    { code: "help", topic: "ban", usage: "/ban NAME" },
    "/ban NAME        keep somebody out of the room where you speak; in the lobby, out of the server",
    "/ban NAME        禁止某人进入你发言的房间；在大厅则是整个服务器",
  ],
  unban: [
    { code: "help", topic: "unban", usage: "/unban NAME" },
    "/unban NAME      let somebody in again",
    "/unban NAME      解除封禁",
  ],
  bans: [
    { code: "help", topic: "bans", usage: "/bans [ROOM]" },
    "/bans [ROOM]     list who may not enter",
    "/bans [ROOM]     列出被封禁的人",
  ],
  announce: [
    { code: "help", topic: "announce", usage: "/announce TEXT" },
    "/announce TEXT   say something to everybody on the server",
    "/announce TEXT   向服务器上的所有人发布公告",
  ],
  lockdown: [
    { code: "help", topic: "lockdown", usage: "/lockdown on|off" },
    "/lockdown on|off refuse newcomers, or let them in again",
    "/lockdown on|off 拒绝新的连接，或重新接受",
  ],
  shutdown: [
    { code: "help", topic: "shutdown", usage: "/shutdown [DUR [REASON]|off]" },
    "/shutdown [DUR [REASON]|off] stop the server, at once or after a time; off: call it off",
    "/shutdown [DUR [REASON]|off] 停止服务器，可在一段时间之后；off 则取消",
  ],
  literal: [
    { code: "help", topic: "literal", usage: "//text" },
    "//text           say /text; to say the word who, put a space before it",
    "//text           说出 /text；要说出 who 这个词，请在前面加一个空格",
  ],
};

/** Samples of every reason of the daemon's own. */
export const REASON_SAMPLES: { readonly [C in DaemonReason["code"]]: Sample<DaemonReason> } = {
  "fault": [{ by: "daemon", code: "fault" }, "internal error", "内部错误"],
  "idle": [{ by: "daemon", code: "idle", after: 300_000 }, "idle for 5m", "静默 5m"],
  "kicked": [
    { by: "daemon", code: "kicked", from: "ann", text: "too loud" },
    "kicked by ann: too loud",
    "被 ann 移出：too loud",
  ],
  "banned": [
    { by: "daemon", code: "banned", from: "ann", text: "too loud" },
    "banned by ann: too loud",
    "被 ann 封禁：too loud",
  ],
  "lockdown": [{ by: "daemon", code: "lockdown" }, "no newcomers now", "现在不接受新的连接"],
  "node-lost": [{ by: "daemon", code: "node-lost" }, "node lost", "所在节点失联"],
  "refused": [{ by: "daemon", code: "refused" }, "not a chat client", "不是聊天客户端"],
  "shutdown": [{ by: "daemon", code: "shutdown" }, "the server is shutting down", "服务器正在关闭"],
  "too-long": [{ by: "daemon", code: "too-long" }, "lines too long", "行太长"],
  "too-slow": [{ by: "daemon", code: "too-slow" }, "too slow", "读取太慢"],
};

/** All samples of notices. */
export function allNotices(): Sample<Notice>[] {
  return [
    ...Object.values(NOTICE_SAMPLES).flat(),
    ...Object.values(HELP_SAMPLES),
    ...Object.entries(REFUSAL_SENTENCES).map(([why, [english, chinese]]): Sample<Notice> => [
      { code: "refused", why: why as Protocol },
      english,
      chinese,
    ]),
  ];
}
