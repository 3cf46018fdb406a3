/**
 * Simplified Chinese: the client's words about lines that the daemon has not answered.
 *
 * @module
 */

import type { DeliveryWords, UndeliveredCount } from "../delivery.ts";

/** Simplified Chinese. */
export const CHINESE_DELIVERY: DeliveryWords = {
  askUndelivered: (undelivered) => `${notDelivered(undelivered)}：[s] 重发，[e] 编辑，[d] 丢弃？`,
  undeliveredKept: (undelivered) => `${notDelivered(undelivered)}；/resend 重发，/resend drop 丢弃`,
  undeliveredLines: (undelivered, isOver) =>
    isOver
      ? `-- ${withoutChoice(undelivered)}：`
      : `-- ${notDelivered(undelivered)}；/resend 重发，/resend drop 丢弃：`,
  undeliveredMore: (count) => `-- 还有 ${count} 行`,
  dropped: (count, canRecall) =>
    `-- 已丢弃 ${count} 行${canRecall ? "；按上箭头键可找回输入过的内容" : ""}`,
  nothingToResend: "-- 没有需要重发的内容",
  pasteProgress: ({ said, total }) => `已发送 ${said}/${total} 行；按 Ctrl-C 停止发送其余各行`,
  pasteStopped: ({ said, total }) => `-- 已停止，共 ${total} 行，发送了 ${said} 行`,
  pasteRefused: ({ said, total }) =>
    `-- 服务器拒绝了粘贴内容中的一行，已停止：共 ${total} 行，发送了 ${said} 行`,
  leaving: (count) =>
    count === 0
      ? "服务器答复后退出；按 Ctrl-C 立即退出"
      : `${count} 行送达后退出；按 Ctrl-C 立即退出`,
  againToLeave: "再按一次 Ctrl-C 退出",
  keptOffline: "-- 尚未连接：这一行已保留；重新连接后，可用 /resend 发送",
  tooManyPending: "未发送：等待服务器确认的行太多",
  unanswered: (count) => `已发出的 ${count} 行可能没有送达`,
  upTo: (seconds) => seconds < 60 ? `最多 ${seconds} 秒` : `最多 ${Math.ceil(seconds / 60)} 分钟`,
};

function notDelivered(undelivered: UndeliveredCount): string {
  const words = withoutChoice(undelivered);
  return undelivered.isSure ? words : `${words}（重发可能会重复）`;
}

function withoutChoice({ count, isSure }: UndeliveredCount): string {
  return isSure ? `${count} 行没有送达` : `${count} 行可能没有送达`;
}
