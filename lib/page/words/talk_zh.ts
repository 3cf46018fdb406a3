/**
 * Simplified Chinese: the texts of the frame, of the lines that are no speech, and of the box.
 *
 * @module
 */

import type { TalkWords } from "./talk_en.ts";

/** The texts of the talk in Simplified Chinese. */
export const CHINESE_TALK: TalkWords = {
  cancel: "取消",
  rooms: "房间",
  peopleCount: (count) => `成员：${count} 人`,
  search: "搜索",
  settings: "设置",
  messagesIn: (room) => `${room} 的消息`,
  messagesWith: (name) => `与 ${name} 的消息`,
  messageTo: (talk) => `发消息给 ${talk}`,
  write: "写消息",
  send: "发送",
  youAre: (name) => `你是 ${name}。更改名字`,

  toNewest: (count) => count === 0 ? "回到最新" : `回到最新（${count} 条新消息）`,
  fresh: "新消息",
  earlier: "更早的消息",
  nothingYet: "这里还没有人说过话。",
  sending: "正在发送…",
  unsure: "连接断开了，这条可能没有发出。",
  resend: "重新发送",
  takeBack: "放回输入框",

  tooLong: (bytes) => `超出 ${bytes} 字节`,
  left: (bytes) => `还可输入 ${bytes} 字节`,

  nameTitle: "你的名字",
  nameHint: "它会显示在你的消息旁边。不需要账号；留空则以游客身份进入。",
  nameField: "名字",
  nameEnter: "进入",
  nameChange: "更改",

  connecting: "正在连接…",
  at: (host) => `已连接到 ${host}。`,
  checking: "正在检查连接…",
  waiting: (seconds) => `未连接，${seconds} 秒后重试。`,
  ended: (reason) => reason === "" ? "连接已关闭。" : `连接被断开：${reason}`,
  connectNow: "立即连接",

  arrived: (names, more) => `${listed(names, more)}来了`,
  gone: (names, more) => `${listed(names, more)}离开了`,
  leftSaying: (name, words) => `${name} 离开了：${words}`,
  leftBecause: (name, reason) => `${name} 离开了（${reason}）`,
  putOut: (reason) => `你已不在这个房间${reason && `（${reason}）`}`,
  crowd: (verb, count) => `${count} 人${verb === "arrived" ? "来了" : "离开了"}`,
  renamed: (from, to) => `${from} 改名为 ${to}`,
  topic: (name, text) => text === "" ? `${name} 移除了话题` : `${name} 将话题改为：${text}`,
  setting: (setting, from, name, value) => {
    const isOn = value === "true";
    switch (setting) {
      case "private":
        return `${from} 将房间设为${isOn ? "私密" : "公开"}`;
      case "password":
        return `${from} ${isOn ? "设置了密码" : "移除了密码"}`;
      case "owner":
        return `${value} 现在是房主`;
      case "topic-lock":
        return `${from} ${isOn ? "锁定了话题" : "取消了话题锁定"}`;
      case "moderated":
        return isOn ? `${from} 将房间设为限制发言` : `${from} 取消了发言限制`;
      case "keep":
        return `${from} ${isOn ? "将房间设为长期保留" : "取消了房间的长期保留"}`;
      case "rank":
        if (value === "member") return `${from} 撤销了 ${name} 的级别`;
        return `${from} 将 ${name} 设为${value === "owner" ? "房主" : "版主"}`;
      case "voice":
        return isOn ? `${from} 准许 ${name} 发言` : `${from} 收回了 ${name} 的发言许可`;
    }
    return undefined;
  },
  gap: "此处可能缺少消息，服务器已不再保留。",
  skipped: (count) => `连接太慢，跳过了 ${count} 条消息。`,
  unknownCommand: (name) => `没有 /${name} 这个命令。要原样发送，请输入 //${name}`,
  outside: (room) => `你现在不在 #${room}。要重新进入，请写 /join ${room}`,
  usage: (usage) => `用法：${usage}`,

  heard: (from, text) => `${from}：${text}`,
  heardAction: (from, text) => `${from} ${text}`,
  heardMany: (count) => `${count} 条新消息`,
};

function listed(names: readonly string[], more: number): string {
  return more > 0 ? `${names.join("、")} 等 ${names.length + more} 人` : `${names.join("、")} `;
}
