/**
 * Chinese: the notices about bans and about the daemon as a whole.
 *
 * @module
 */

import { formatDuration } from "../../text/duration.ts";
import { formatEnd } from "../../text/moment.ts";
import { LOBBY } from "../lobby.ts";
import type { BanWords } from "../notice_words.ts";

/** Every notice about bans and about the daemon in Chinese. */
export const CHINESE_BANS: BanWords = {
  "banned": (notice) => {
    const end = `${until(notice.until)}${because(notice.reason)}`;
    switch (notice.why) {
      case "daemon":
        return `你已被封禁${end}`;
      case "room":
        return `你已被禁止进入 #${notice.room}${end}`;
      case "you":
        return `${notice.from} 已禁止你进入 #${notice.room}${end}`;
    }
  },
  "ban-set": ({ room, on, until: end, count }) =>
    `已禁止 ${on} 进入${room === LOBBY ? "本服务器" : ` #${room}`}${until(end)}${
      count > 1 ? `；移出了 ${count} 人` : ""
    }`,
  "ban-ended": ({ room, on }) => `已解除 ${on} 在${placeOf(room)}的封禁`,
  "not-banned": ({ room, on }) => `${on} 在${placeOf(room)}没有被封禁`,
  "not-bannable": ({ why, on }) => {
    switch (why) {
      case "this-machine":
        return `${on} 来自服务器所在的机器，不能封禁`;
      case "no-address":
        return `${on} 没有可以封禁的地址；断开连接请用：/kick ${on}`;
      case "operator":
        return `${on} 是管理员，不能封禁`;
    }
  },
  "bad-network": ({ value }) =>
    `这不是地址，也不是网段：${value}；请写成 192.0.2.7、192.0.2.0/24 或 2001:db8::/32`,
  "bans-full": ({ room, limit }) =>
    `${placeOf(room).trimStart()}最多只能有 ${limit} 条封禁；解除一条请用：/unban NAME`,
  "reason-too-long": ({ limit }) => `理由太长：最多 ${limit} 字节`,
  "lockdown": (notice) => {
    switch (notice.why) {
      case "refused":
        return "服务器现在不接受新的连接；请稍后再试";
      case "on":
        return `${notice.from} 锁定了服务器，不再接受新的连接；解除请用：/lockdown off`;
      case "off":
        return `${notice.from} 解除了服务器的锁定，重新接受连接`;
      case "already-on":
        return "服务器已经锁定";
      case "already-off":
        return "服务器没有锁定";
    }
  },
  "announcement": ({ from, announcement }) => `${from} 的公告：${announcement}`,
  "shutdown": (notice) => {
    switch (notice.why) {
      case "stops": {
        const { left, reason } = notice;
        const when = left > 0 ? `将在 ${formatDuration(left)} 后停止` : "现在停止";
        return `服务器${when}${because(reason)}`;
      }
      case "called-off":
        return "停止已取消，服务器继续运行";
      case "none":
        return "没有已宣布的停止";
    }
  },
};

function placeOf(room: string): string {
  return room === LOBBY ? "本服务器" : ` #${room} `;
}

function until(end: number | undefined): string {
  return end === undefined ? "" : `，直到 ${formatEnd(end)}`;
}

function because(reason: string): string {
  return reason === "" ? "" : `：${reason}`;
}
