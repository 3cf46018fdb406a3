/**
 * Simplified Chinese: the texts of the lists. What the daemon says comes from the daemon.
 *
 * @module
 */

import type { ListWords } from "./en.ts";

/** These texts in Simplified Chinese. */
export const CHINESE: ListWords = {
  close: "关闭",
  list: (items) => items.join("、"),
  andMore: (count) => `以及另外 ${count} 个`,
  conversations: "私信",
  talkLabel: (name, unread, mentions) =>
    `${name}${unread > 0 ? `，${unread} 条新消息` : ""}${
      mentions > 0 ? `，${mentions} 次提到你` : ""
    }`,
  title: (name, unread) => `${unread > 0 ? `(${unread}) ` : ""}${name} · hubbub`,
  enterRoom: "进入房间",
  people: "成员",
  findPerson: "查找成员",
  you: "你",
  ranks: { member: "", moderator: "版主", owner: "房主" },
  voice: "可发言",
  ignored: "已屏蔽",
  away: "暂离",
  awayWith: (text) => `暂离：${text}`,
  about: (name) => `${name} 的资料`,
  roomSettings: "房间设置",
};
