/**
 * Chinese: the notices about order.
 *
 * @module
 */

import type { OrderWords } from "../notice_words.ts";

/** Every notice about order in Chinese. */
export const CHINESE_ORDER: OrderWords = {
  "room-password": ({ why, room }) =>
    why === "missing"
      ? `#${room} 有密码；进入请用：/join ${room} PASSWORD`
      : `这不是 #${room} 的密码`,
  "not-allowed": ({ why, room }) =>
    why === "operator"
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
    }
  },
  "bad-duration": ({ value }) => `这不是时长：${value}；请写成 30s、10m、2h 或 7d，最长 3650d`,
};
