/**
 * Simplified Chinese: every text of the page. What the daemon says comes from the daemon.
 *
 * @module
 */

import type { Words } from "./en.ts";

/** The texts of the page in Simplified Chinese. */
export const CHINESE: Words = {
  close: "关闭",
  cancel: "取消",
  save: "保存",
  more: "显示更多",
  andMore: (count) => `以及另外 ${count} 个`,
  loading: "正在加载…",
  list: (items) => items.join("、"),

  rooms: "房间",
  conversations: "私信",
  talkLabel: (name, unread, mentions) =>
    `${name}${unread > 0 ? `，${unread} 条新消息` : ""}${
      mentions > 0 ? `，${mentions} 次提到你` : ""
    }`,
  title: (name, unread) => `${unread > 0 ? `(${unread}) ` : ""}${name} · hubbub`,

  enterRoom: "进入房间",
  enter: "进入",
  roomName: "房间名",
  newRoomHint: "如果房间还不存在，就会新建一个，你就是房主。",
  password: "密码",
  passwordIfAny: "密码（如果有）",
  openRooms: "公开的房间",
  noOpenRooms: "没有其他公开的房间。",
  here: (count) => `${count} 人在场`,
  alreadyIn: "你在其中",

  people: "成员",
  peopleCount: (count) => `成员，${count} 人`,
  findPerson: "查找成员",
  you: "你",
  ranks: { member: "", moderator: "版主", owner: "房主" },
  voice: "可发言",
  ignored: "已屏蔽",
  away: "暂离",
  awayWith: (text) => `暂离：${text}`,

  actions: {
    private: "发私信",
    whois: "查看资料",
    mention: "提到",
    ignore: "屏蔽",
    unignore: "取消屏蔽",
    invite: "邀请…",
    voice: "准许发言",
    devoice: "收回发言许可",
    op: "设为版主",
    owner: "设为房主",
    deop: "撤销级别",
    mute: "禁言…",
    unmute: "解除禁言",
    kick: "移出房间…",
    ban: "封禁…",
  },
  muteTitle: (name, room) => `在 ${room} 禁言 ${name}`,
  kickTitle: (name, room) => `将 ${name} 移出 ${room}`,
  banTitle: (name, room) => `禁止 ${name} 进入 ${room}`,
  inviteTitle: (name) => `邀请 ${name}`,
  muteDo: "禁言",
  kickDo: "移出",
  banDo: "封禁",
  inviteDo: "邀请",
  inviteInto: "进入的房间",
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

  about: (name) => `${name} 的资料`,
  since: "来到时间",
  lastLine: "上次发言",
  ago: (seconds) => `${duration(seconds)}前`,
  roomsInCommon: "共同的房间",
  connection: "连接",
  noneInCommon: "没有",
  operator: "本服务器的管理员",
  roomRank: (room, rank) => rank === "" ? room : `${room}（${rank}）`,
  closeConversation: "关闭会话",

  roomSettings: "房间设置",
  roomTitle: (room) => `房间 ${room}`,
  topic: "话题",
  topicNone: "没有话题",
  topicLocked: "这里只有版主可以更改话题。",
  settingPrivate: "私密",
  settingPrivateHint: "只有受邀的人可以进入。",
  settingTopicLock: "锁定话题",
  settingTopicLockHint: "只有版主可以更改。",
  settingModerated: "限制发言",
  settingModeratedHint: "只有版主和获准的人可以发言。",
  passwordSet: "设置",
  passwordRemove: "移除密码",
  passwordIsSet: "房间设有密码。",
  recorded: "这里说的话会保存在服务器上。",
  bans: "封禁名单…",
  leaveRoom: "离开房间",

  bansTitle: (room) => `${room} 的封禁名单`,
  bansNone: "没有封禁任何人。",
  banBy: (by, since) => `由 ${by} 封禁，${since}`,
  banUntil: (until) => `直到 ${until}`,
  unban: "解除封禁",
  unbanLabel: (name) => `解除对 ${name} 的封禁`,

  search: "搜索",
  searchHint: "也可以写 from:小安 in:dev since:2026-11-26",
  found: (count) => `${count} 条结果`,
  foundMore: (count) => `${count} 条结果，还有更多`,
  foundNone: "没有找到。",

  settings: "设置",
  language: "语言",
  theme: "外观",
  themes: { auto: "跟随系统", light: "浅色", dark: "深色" },
  arrivals: "显示进出消息",
  notify: "通知我",
  notifyHint: "有人提到你或给你发私信、而你没有在看这个页面时。",
  notifyDenied: "浏览器已设为不显示本页面的通知。",
  notifyNever: "通知需要 https，以及支持通知的浏览器。",
  highlights: "算作提到你的词",
  highlightsHint: "除了你的名字之外；用逗号分隔。",
  ignoredPeople: "屏蔽的人",

  pasteTitle: (lines) => `发送 ${lines} 行？`,
  pasteSend: (lines) => `发送 ${lines} 条消息`,
  pasteJoin: "合并为一行",
  pasteCut: (lines) => `只保留了前 ${lines} 行。`,

  notifyMention: (from, room) => `${from} 在 ${room}`,
};

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} 分钟`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} 小时`;
  return `${Math.floor(seconds / 86400)} 天`;
}
