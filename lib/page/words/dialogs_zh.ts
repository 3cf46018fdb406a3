/**
 * Simplified Chinese: the texts of menus and dialogs, which are loaded when they are first needed.
 *
 * @module
 */

import type { DialogWords } from "./dialogs_en.ts";
import type { Words } from "./en.ts";

/** These texts in Simplified Chinese. */
export const CHINESE_DIALOGS: Omit<DialogWords, keyof Words> = {
  save: "保存",
  more: "显示更多",
  loading: "正在加载…",

  enter: "进入",
  roomName: "房间名",
  newRoomHint: "如果房间还不存在，就会新建一个，你就是房主。",
  passwordIfAny: "密码（如果有）",
  openRooms: "公开的房间",
  here: (count, isYours) => `${count} 人在场${isYours ? "，包括你" : ""}`,

  actions: {
    private: "发私信",
    whois: "查看资料",
    mention: "提到",
    ignore: "屏蔽",
    unignore: "取消屏蔽",
    close: "关闭会话",
    voice: "准许发言",
    devoice: "收回发言许可",
    op: "设为版主",
    owner: "设为房主",
    deop: "撤销级别",
    mute: "禁言…",
    unmute: "解除禁言",
    kick: "移出…",
    ban: "封禁…",
  },
  orders: {
    mute: { submit: "禁言", title: (name, room) => `在 ${room} 禁言 ${name}` },
    kick: { submit: "移出", title: (name, room) => `将 ${name} 移出 ${room}` },
    ban: { submit: "封禁", title: (name, room) => `禁止 ${name} 进入 ${room}` },
  },
  banHint: "来自同一地址的其他人也无法进入。",
  howLong: "时长",
  durations: {
    "": "直到解除",
    "10m": "10 分钟",
    "1h": "1 小时",
    "1d": "1 天",
    "7d": "1 周",
  },
  reason: "理由",
  reasonHint: "房间里的人会看到。",

  rank: "级别",
  operator: "本服务器的管理员",
  since: "进入时间",
  lastLine: "上次发言",
  ago: (seconds) => `${duration(seconds)}前`,
  roomRank: (room, rank) => rank === "" ? room : `${room}（${rank}）`,
  address: "地址",

  roomTitle: (room) => `房间 ${room}`,
  topic: "话题",
  invite: "邀请某人",
  inviteDo: "邀请",
  switches: {
    isPrivate: { name: "私密", hint: "只有受邀的人可以进入。" },
    isTopicLocked: { name: "锁定话题", hint: "只有版主可以更改话题。" },
    isModerated: { name: "限制发言", hint: "只有版主和获准的人可以发言。" },
  },
  password: "密码",
  passwordHint: "留空表示没有密码。",
  recorded: "这里说的话会保存在服务器上。",
  bans: "封禁名单…",
  leaveRoom: "离开房间",

  bansTitle: (room) => `${room} 的封禁名单`,
  bansNone: "没有封禁任何人。",
  bannedBy: (by, since, until) =>
    `${by === "" ? "" : `由 ${by} 封禁，`}${since}${until === undefined ? "" : `，直到 ${until}`}`,
  unban: "解除封禁",

  searchHint: "也可以写 from:小安 in:dev since:2026-11-26",
  found: (count, hasMore) =>
    count === 0 ? "没有找到。" : `${count} 条结果${hasMore ? "，还有更多" : ""}`,

  language: "语言",
  theme: "外观",
  themes: { auto: "跟随系统", light: "浅色", dark: "深色" },
  arrivals: "显示进出消息",
  notify: "通知我",
  notifyHint: "没有在看这个页面时，如果有人提到你或发来私信，就会收到通知。",
  cannotNotify: {
    granted: "",
    default: "",
    denied: "浏览器已设为不显示本页面的通知。",
    never: "通知需要 https，以及支持通知的浏览器。",
  },
  highlights: "算作提到你的词",
  highlightsHint: "不必写你的名字；用逗号分隔。",
  ignoredPeople: "屏蔽的人",

  pasteTitle: (lines) => `发送 ${lines} 行？`,
  pasteSend: "逐行发送",
  pasteJoin: "合并为一行",
  pasteCut: (lines) => `只保留了前 ${lines} 行。`,
};

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} 分钟`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} 小时`;
  return `${Math.floor(seconds / 86400)} 天`;
}
