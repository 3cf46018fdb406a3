/**
 * Simplified Chinese: what is told of others and of oneself.
 *
 * @module
 */

import { sayNotice, sayReason } from "../notice_words.ts";
import type { Wording } from "../wording.ts";
import { CHINESE_NOTICES, CHINESE_REASONS } from "./notices.ts";

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
    }
  },
  roomShown: ({ room, isPrivate, hasPassword }) =>
    `-- #${room}：${isPrivate ? "私密" : "公开"}，${hasPassword ? "有密码" : "无密码"}`,
  room: (room, people, topic) => `-- #${room}，${people} 人在场${topic === "" ? "" : `：${topic}`}`,
  moreRooms: (count) => `-- 以及另外 ${count} 个房间`,
  member: ({ name, id, here, idle, address, away }) =>
    `-- ${name} #${id}，已在场 ${here}，静默 ${idle}` +
    `${address ? `，来自 ${address}` : ""}${away ? `，暂离：${away}` : ""}`,
  moreMembers: (count) => `-- 以及另外 ${count} 人`,
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
