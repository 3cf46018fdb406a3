/**
 * Chinese: the notices about order.
 *
 * @module
 */

import type { RoomName } from "../../core/units.ts";
import { formatEnd } from "../../text/moment.ts";
import { LOBBY } from "../lobby.ts";
import type { OrderWords } from "../notice_words.ts";

/** Every notice about order in Chinese. */
export const CHINESE_ORDER: OrderWords = {
  "room-password": ({ why, room }) =>
    why === "missing"
      ? `#${room} 有密码；进入请用：/join ${room} PASSWORD`
      : `这不是 #${room} 的密码`,
  "not-allowed": ({ why, room }) =>
    why === "lobby"
      ? `在 #${room} 中不能这样做`
      : why === "operator"
      ? `在 #${room} 中只有本服务器的管理员才能这样做`
      : `只有 #${room} 的${why === "owner" ? "房主" : "版主"}才能这样做`,
  "no-change": (notice) => {
    const { room } = notice;
    switch (notice.why) {
      case "private":
        return `#${room} 已经是私密的`;
      case "public":
        return `#${room} 已经是公开的`;
      case "password":
        return `这已经是 #${room} 的密码`;
      case "no-password":
        return `#${room} 没有密码`;
      case "member":
        return `${notice.name} 已在 #${room} 中`;
      case "invited":
        return `${notice.name} 已被邀请进入 #${room}`;
      case "topic-locked":
        return `#${room} 的话题已经锁定`;
      case "topic-unlocked":
        return `#${room} 的话题没有锁定`;
      case "moderated":
        return `#${room} 已经限制发言`;
      case "not-moderated":
        return `#${room} 没有限制发言`;
      case "kept":
        return `#${room} 已设为长期保留`;
      case "not-kept":
        return `#${room} 没有设为长期保留`;
      case "moderator":
        return `${notice.name} 已是 #${room} 的版主`;
      case "owner":
        return `${notice.name} 已是 #${room} 的房主`;
      case "no-rank":
        return `${notice.name} 在 #${room} 中没有级别`;
      case "voiced":
        return `${notice.name} 在 #${room} 中已获准发言`;
      case "not-voiced":
        return `${notice.name} 在 #${room} 中没有发言许可`;
      case "muted":
        return `${notice.name} 已${placeOf(room)}被禁言`;
      case "not-muted":
        return `${notice.name} 没有${placeOf(room)}被禁言`;
    }
  },
  "invited": (notice) =>
    notice.why === "you"
      ? `${notice.from} 邀请你进入 #${notice.room}：/join ${notice.room}`
      : `已邀请 ${notice.name} 进入 #${notice.room}`,
  "kicked": ({ room, from, reason }) =>
    `${from} 将你移出了 #${room}${reason === "" ? "" : `：${reason}`}`,
  "higher-rank": ({ room, name }) => `${name} 在 #${room} 中的级别比你高`,
  "yourself": ({ why }) => {
    switch (why) {
      case "kick":
        return "不能将自己移出房间";
      case "invite":
        return "不能邀请自己";
      case "ignore":
        return "不能屏蔽自己";
      case "mute":
        return "不能禁言自己";
      case "unmute":
        return "不能解除对自己的禁言";
      case "op":
      case "deop":
        return "不能更改自己的级别";
      case "voice":
      case "devoice":
        return "不能更改自己的发言许可";
      case "ban":
        return "不能封禁自己";
    }
  },
  "bad-duration": ({ value }) => `这不是时长：${value}；请写成 30s、10m、2h 或 7d，最长 3650d`,
  "muted": (notice) => {
    const until = notice.until === undefined ? "" : `，直到 ${formatEnd(notice.until)}`;
    const where = placeOf(notice.room);
    switch (notice.why) {
      case "refused":
        return notice.room === LOBBY
          ? `你已${where}被禁言${until}；仍可私下写信给管理员`
          : `你已${where}被禁言${until}`;
      case "you":
        return `${notice.from} 将你${where}禁言${until}`;
      case "done":
        return `${notice.name} 已${where}被禁言${until}`;
    }
  },
  "unmuted": (notice) =>
    notice.why === "you"
      ? `${notice.from} 解除了你${placeOf(notice.room)}的禁言`
      : `已解除 ${notice.name} ${placeOf(notice.room)}的禁言`,
  "mutes-full": ({ room, limit }) =>
    `${placeOf(room)}已有 ${limit} 人被禁言，达到上限；请先解除对某人的禁言`,
  "done": ({ room }) => `已在 #${room} 中执行`,
  "room-moderated": ({ room }) =>
    `#${room} 限制发言：只有${room === LOBBY ? "管理员" : "版主"}和获准发言的人能说话`,
};

/** Where somebody may not speak: what is done in the lobby is done everywhere. */
function placeOf(room: RoomName): string {
  return room === LOBBY ? "在所有房间" : `在 #${room} `;
}
