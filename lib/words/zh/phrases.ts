/**
 * Simplified Chinese: the client's own phrases.
 *
 * @module
 */

import { CHINESE_KEYS } from "./keys.ts";
import { CHINESE_DELIVERY } from "./delivery.ts";
import { CHINESE_SUMMARIES } from "./notices.ts";
import { CHINESE_WORDING } from "./wording.ts";
import { LONG_DATE, type Phrases, type SystemFaultCode, type TlsSentences } from "../phrases.ts";

/** Simplified Chinese. */
export const CHINESE: Phrases = {
  ...CHINESE_WORDING,
  ...CHINESE_DELIVERY,
  unknownCommand: (name, meant) =>
    meant === undefined
      ? `-- 未知命令 /${name}；请试试 /help，要说出它请以 // 开头`
      : `-- 未知命令 /${name}；是否想输入 /${meant}？要说出它请以 // 开头`,
  unknownInPipe: (name) => `未知命令 /${name}；使用 --say 可将每一行原样说出`,
  saidInParts: "有一行超过了服务接受的长度，已分成几段说出",
  lineCut: "有一行太长，末尾部分没有说出",
  objectTooLong: "有一行太长，没有发送",
  inputNotUtf8: "输入不是 UTF-8：无法识别的部分以 \ufffd 说出",
  usage: (usage) => `-- 用法：${usage}`,
  missed: (count) => count ? `-- 离线期间错过了 ${count} 条消息` : "-- 你离线期间的动态",
  missedGap: "-- 此处可能缺少消息",
  missedEnds: (lost) =>
    lost === 0 ? "-- 以下为新消息" : `-- 以下为新消息；有 ${lost} 条消息无法显示`,
  missedGone: (count) => `-- 离线期间错过了 ${count} 条消息，无法显示`,
  together: (sentences) => sentences.join("；"),
  lost: "-- 连接已断开，正在重试（/reconnect 立即重试）",
  connectedTo: (address) => `已连接到 ${address}`,
  offline: (seconds) => `离线，${seconds} 秒后重试`,
  stopsIn: (left) => `${left} 后停止`,
  connecting: "正在连接",
  cannotSuspend: "-- 客户端在这里无法挂起",
  notConnected: "尚未连接：这一行已保留",
  notSent: "-- 尚未连接：这一行没有发送",
  nothingEarlier: (where) => `-- ${where}没有更早的消息`,
  openResult: "-- /history 加编号显示该结果前后的消息",
  day: (date) => `-- ${date.toLocaleDateString("zh-CN", LONG_DATE)}`,
  askPaste: (lines, time) =>
    `粘贴了 ${lines} 行${
      time === undefined ? "" : `（${time}）`
    }：[s] 逐行发送，[j] 合并为一行，[c] 取消？`,
  askTypo: (line, meant) => `${line}：是否想输入 /${meant}？[y] 是（回车），[a] 原样发送，[e] 编辑`,
  askHidden: (line) => `${line}：[r] 执行命令（回车），[a] 原样发送，[e] 编辑`,
  search: (query, isFound) => `（${isFound ? "" : "未找到，"}搜索：${query}）`,
  pasteCut: (lines) => `-- 只保留了粘贴内容的前 ${lines} 行`,
  pasteShortened: (characters) => `-- 只保留了粘贴内容的前 ${characters} 个字符`,
  pasteOpen: "粘贴尚未结束；按 Ctrl-C 或 Enter 结束",
  lineFull: "这一行已到长度上限",
  quiet: (isQuiet) => isQuiet ? "-- 已隐藏进出消息；再次输入 /quiet 恢复显示" : "-- 已显示进出消息",
  only: (isOnly, hasPrompt) => {
    if (!isOnly) return "-- 已显示其他房间的消息";
    const counted = hasPrompt ? "，只在提示符中计数" : "";
    return `-- 已隐藏其他房间的消息${counted}；再次输入 /only 恢复显示`;
  },
  noRooms: "该服务没有房间",
  roomsRefused: (rooms) => `无法进入 ${listed(rooms)}：没有说出任何内容`,
  writtenFor: (room, present) =>
    `-- 这一行是写给 #${room} 的；再按一次同一个键，将发到 #${present}`,
  replyWouldGoTo: (name) => `-- ${name} 刚给你发了私信；再按一次同一个键，将发给 ${name}`,
  roomOpened: (room) => `-- #${room} 现在是公开的；连接断开之前并不公开`,
  notHeard: (why) => `说的话没有人能看到：${why}`,
  roomLost: (room, why) =>
    `已被移出 #${room}${why === undefined ? "" : `（${why}）`}：不再发送任何内容`,
  alreadyConnected: "-- 连接正常",
  notCleared: "-- 在这种模式下，屏幕上的内容不会被清除",
  notSaid: (meant) => `-- 没有发送，因为它像是命令；要执行请输入 ${meant}，要说出请输入 /${meant}`,
  thisLanguage: "-- 现在使用中文",
  summaries: {
    ...CHINESE_SUMMARIES,
    quiet: "隐藏或显示进出消息",
    only: "隐藏或显示其他房间的消息",
    reconnect: "立即重新连接",
    clear: "清屏",
    help: "列出命令、说明一个命令，或列出按键",
    since: "重新显示你离开期间的消息",
    exit: "离开；与 /quit 相同",
    resend: "重发没有送达的内容；drop 丢弃",
  },
  cannotConnect: (address, why) => `无法连接到 ${address}：${why}`,
  noCertificate: (path) => `${path} 中没有证书`,
  systemSays: ({ code, text }) => code === "other" ? text : SYSTEM[code],
  webPort: "这是网页的端口：请用浏览器打开，或连接聊天的端口",
  noAnswer: (seconds) => `${seconds} 秒内没有应答`,
  noAddress: "该主机没有地址",
  noSuchHost: "找不到该主机",
  tls: (fault, detail) => CHINESE_TLS[fault](detail),
  cannotRead: (path, why) => `无法读取 ${path}：${why}`,
  oldConfig: (path, command) => `${path} 不是 TOML，仍按旧格式读取；转换为 TOML：${command}`,
  connectionLost: "连接已断开",
  noWelcome: "对方的应答不像 hubbub 服务",
  noSuchHostOrProfile: "找不到该主机，也没有这个名字的配置方案",
  askWhetherItRuns: "那里的 hubbubd 是否在运行？",
  keys: CHINESE_KEYS,
  plainKeys: "-- Ctrl-W 和 Ctrl-U 删除，Ctrl-C 清空这一行；空行时按 Ctrl-D 离开",
  firstHint: "-- /help 列出命令，/help keys 列出按键；输入 /quit 或按 Ctrl-D 离开",
  unreadBelow: "-- 以下为未读",
  unreadAgain: (count, dropped) =>
    dropped === 0
      ? `-- 重新显示未读的 ${count} 行`
      : `-- 重新显示未读的最后 ${count} 行；之前的 ${dropped} 行没有保留`,
  unreadEnds: "-- 未读结束",
  nothingUnread: (hasKey) => `-- 没有未读消息${hasKey ? "；按 Alt-M 标记读到的位置" : ""}`,
  placeMarked: "已标记：此后的消息为未读",
  lag: (seconds) => `延迟 ${seconds} 秒`,
  cannotLog: (path, why) => `无法保存聊天记录 ${path}：${why}`,
  noLog: {
    "link": "这是一个符号链接",
    "folder": "这是一个目录",
    "not-a-file": "这不是普通文件",
  },
  logFails: (path, why) => `-- 无法写入聊天记录 ${path}：${why}；恢复之前，新的内容会先保留`,
  logWorks: (lost) =>
    lost === 0 ? "-- 聊天记录已恢复写入，没有缺失" : `-- 聊天记录已恢复写入，其中缺少 ${lost} 行`,
  logGap: (lost) => `-- 此处缺少 ${lost} 行`,
  logBegins: (address) => `-- ${address} 的聊天记录`,
  logCut: (path, lost) => `有 ${lost} 行没有写入聊天记录 ${path}`,
  chooseAnotherName: (refusal) => `${refusal}；可用 /nick NAME 另取名字`,
  noLogInPipe: "--log 只在终端上有效；在管道中可用 tee 保存输出",
};

function listed(rooms: readonly string[]): string {
  return rooms.map((room) => `#${room}`).join("、");
}

const CHINESE_TLS: TlsSentences = {
  "unknown-issuer": () => "本机不信任其证书的签发者；可用 --ca FILE 指定要信任的证书",
  "expired": (date) => `其证书已于 ${date} 过期`,
  "not-yet": (date) => `其证书在 ${date} 之前无效；本机时钟是否正确？`,
  "other-host": (names) => `其证书属于另一主机：${names}`,
  "authority": () =>
    "其证书标记为证书颁发机构的，而不是主机的；自签名证书的生成命令需加上：" +
    "openssl req -addext basicConstraints=critical,CA:FALSE",
  "no-tls": () => "对方不使用 TLS；请去掉 tls:// 再试",
};

const SYSTEM: Readonly<Record<SystemFaultCode, string>> = {
  "network-unreachable": "网络不可达",
  "no-route": "没有通往该主机的路由",
  "address-unavailable": "无法使用该地址",
  "not-a-folder": "路径中有一部分不是目录",
  "refused": "连接被拒绝",
  "reset": "连接被对方重置",
  "aborted": "连接被中止",
  "missing": "没有这个文件或目录",
  "denied": "权限不足",
  "not-capable": "程序未获得所需权限",
  "timed-out": "连接超时",
  "folder": "这是一个目录",
  "closed-early": "对方提前关闭了连接",
  "no-space": "设备上没有剩余空间",
  "quota": "超出磁盘配额",
  "too-large": "文件太大",
  "io": "输入/输出错误",
  "read-only": "文件系统是只读的",
};
