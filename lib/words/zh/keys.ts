/**
 * Simplified Chinese: what the keys of the client do.
 *
 * @module
 */

import type { KeyWords } from "../keys.ts";

/** What each key does, in Simplified Chinese. */
export const CHINESE_KEYS: KeyWords = {
  "complete": "补全名字、房间或命令；再按一次换下一个",
  "recall": "翻看发送过的行",
  "search": "搜索发送过的行；再按一次找更早的",
  "room": "在该编号的房间发言；或用 F1 到 F9",
  "neighbour": "在上一个、下一个房间发言",
  "ends": "移到行首、行尾；或用 Home、End",
  "characters": "左移、右移一个字符；或用方向键",
  "words": "左移、右移一个词；或用 Ctrl 加方向键",
  "cut": "剪切到行尾、行首",
  "cut-word": "剪切前一个词、后一个词",
  "restore": "放回剪切的内容",
  "swap": "交换光标前后的两个字符",
  "undo": "撤销上一次修改，再按撤销更早的",
  "mark": "标记读到的位置，供 /since 使用",
  "escape": "关闭提问或搜索",
  "clear": "清屏；回滚区保留聊天内容",
  "suspend": "挂起客户端；在 shell 中用 fg 恢复",
  "interrupt": "清空这一行，或停止发送粘贴内容；连按两次离开",
  "leave": "空行时：等发送的内容得到应答后离开",
};
