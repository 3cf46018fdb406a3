/**
 * Simplified Chinese: what is told of others and of oneself.
 *
 * @module
 */

import { LOBBY } from "../lobby.ts";
import { sayNotice, sayReason } from "../notice_words.ts";
import type { Wording } from "../wording.ts";
import { CHINESE_NOTICES, CHINESE_REASONS } from "./notices.ts";

/** What stands after the name of a room in a list. */
const CHINESE_RANKS = { member: "", moderator: "（版主）", owner: "（房主）" } as const;

/** The daemon's words in Simplified Chinese. */
export const CHINESE_WORDING: Wording = {
  you: (name) => `你是 ${name}`,
  alsoHere: (names, more) => `在场：${listed(names, more)}`,
  nobodyElse: "没有其他人在场",
  arrived: (names, more) => `${several(names, more)} 来了`,
  left: (names, more) => `${several(names, more)} 离开了`,
  leftSaying: (name, words) => `${name} 离开了：${words}`,
  leftBecause: (name, reason) => `${name} 离开了（${reason}）`,
  crowd: (verb, count) => `${count} 人${verb === "arrived" ? "来了" : "离开了"}`,
  renamed: (from, to) => `${from} 改名为 ${to}`,
  roomAlsoHere: (room, names, more) => `-- #${room}：在场：${listed(names, more)}`,
  roomEmpty: (room) => `-- #${room}：没有其他人在场`,
  topic: (room, text) => text === "" ? `-- #${room} 没有话题` : `-- #${room} 话题：${text}`,
  topicSet: (name, text) => text === "" ? `${name} 移除了话题` : `${name} 将话题改为：${text}`,
  roomChanged: (change) => {
    switch (change.setting) {
      case "private":
        return `${change.from} 将房间设为${change.value ? "私密" : "公开"}`;
      case "password":
        return `${change.from} ${change.value ? "设置了密码" : "移除了密码"}`;
      case "owner":
        return `${change.value} 现在是房主`;
      case "topic-lock":
        return `${change.from} ${change.value ? "锁定了话题" : "取消了话题锁定"}`;
      case "moderated":
        return change.value ? `${change.from} 将房间设为限制发言` : `${change.from} 取消了发言限制`;
      case "keep":
        return `${change.from} ${change.value ? "将房间设为长期保留" : "取消了房间的长期保留"}`;
      case "rank":
        return change.value === "member"
          ? `${change.from} 撤销了 ${change.name} 的级别`
          : `${change.from} 将 ${change.name} 设为${change.value === "owner" ? "房主" : "版主"}`;
      case "voice":
        return change.value
          ? `${change.from} 准许 ${change.name} 发言`
          : `${change.from} 收回了 ${change.name} 的发言许可`;
    }
  },
  roomShown: ({ room, isPrivate, hasPassword, isTopicLocked, isModerated, isKept }) =>
    `-- #${room}：${isPrivate ? "私密" : "公开"}，${hasPassword ? "有密码" : "无密码"}` +
    `${isTopicLocked ? "，话题已锁定" : ""}${isModerated ? "，发言受限" : ""}` +
    `${isKept ? "，长期保留" : ""}`,
  room: (room, people, topic) => `-- #${room}，${people} 人在场${topic === "" ? "" : `：${topic}`}`,
  moreRooms: (count) => `-- 以及另外 ${count} 个房间`,
  member: ({ name, id, here, idle, address, away }) =>
    `-- ${name} #${id}，已在场 ${here}，静默 ${idle}` +
    `${address ? `，来自 ${address}` : ""}${away ? `，暂离：${away}` : ""}`,
  moreMembers: (count) => `-- 以及另外 ${count} 人`,
  person: ({ name, id, isOperator, since, idle, away }) =>
    `-- ${name} #${id}${isOperator ? "，管理员" : ""}${since ? `，自 ${since} 起在场` : ""}` +
    `，静默 ${idle}${away ? `，暂离：${away}` : ""}`,
  roomsOf: (name, rooms) =>
    `-- ${name} 所在的房间：${
      rooms.map(({ room, rank }) => `#${room}${CHINESE_RANKS[rank]}`).join("、")
    }`,
  connection: ({ name, address, transport, program, queued, skipped }) =>
    `-- ${name} ${address ? `来自 ${address}，` : ""}经由 ${transport}` +
    `${program ? `，使用 ${program}` : ""}；` +
    `待发送 ${queued} 字节，跳过 ${skipped} 条消息`,
  ban: ({ on, network, by, since, until, reason }) =>
    `-- ${on}${network ? `（${network}）` : ""}：${since ? `${since} ` : ""}${
      by ? `由 ${by} 封禁` : "被封禁"
    }` +
    `${until ? `，直到 ${until}` : ""}${reason ? `：${reason}` : ""}`,
  moreBans: (count) => `-- 以及另外 ${count} 条封禁`,
  bansNobody: (room) => room === LOBBY ? "-- 本服务器没有封禁任何人" : `-- #${room} 没有封禁任何人`,
  ignores: (names) => `-- 你屏蔽了 ${names.join("、")}`,
  ignoresNobody: "-- 你没有屏蔽任何人",
  recorded: "-- 本房间的消息会被保存",
  roomRecorded: (room) => `-- #${room}：本房间的消息会被保存`,
  historyBegin: (where, count, since) =>
    `-- ${where}历史消息：${count} 条${since === undefined ? "" : `，自 ${since} UTC 起`}`,
  historyEmpty: (where) => `-- ${where}没有历史消息`,
  historyEnd: (where) => `-- ${where}历史消息结束`,
  historyEarlier: (command) => `-- 更早的消息：${command}`,
  gap: (count) => `-- 此处缺少 ${count} 条消息`,
  foundNothing: "-- 没有找到",
  foundMore: "-- 更多结果：/search more",
  skipped: (count) => `-- 跳过了 ${count} 条消息`,
  disconnected: (reason) => `-- 连接被断开：${reason}`,
  notice: (notice) => sayNotice(CHINESE_NOTICES, notice),
  reason: (reason) => sayReason(CHINESE_REASONS, reason),
};

function listed(names: readonly string[], more: number): string {
  return `${names.join("、")}${more > 0 ? ` 以及另外 ${more} 人` : ""}`;
}

function several(names: readonly string[], more: number): string {
  return `${names.join("、")}${more > 0 ? ` 等 ${names.length + more} 人` : ""}`;
}
