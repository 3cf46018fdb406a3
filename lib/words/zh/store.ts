/**
 * Chinese: the notices about the store.
 *
 * @module
 */

import type { StoreFault } from "../../core/store_notice.ts";
import type { StoreWords } from "../notice_words.ts";

const FAULTS: Readonly<Record<StoreFault, string>> = {
  "in-use": "文件夹被另一个进程占用",
  "foreign": "文件属于其他程序",
  "newer": "文件由更新版本的 hubbub 写入",
  "damaged": "文件已损坏",
  "full": "磁盘已满",
  "locked": "文件被其他程序锁定",
  "gone": "无法打开文件",
  "denied": "没有权限",
  "not-a-folder": "应为文件夹的位置是一个文件",
  "other": "原因见日志",
};

/** Every notice about the store in Chinese. */
export const CHINESE_STORE: StoreWords = {
  "store-failed": ({ problem, waiting, dropped }) =>
    `无法写入磁盘：${FAULTS[problem]}；等待写入的事件 ${waiting} 个，已丢失 ${dropped} 个`,
  "store-works": ({ waiting, dropped }) =>
    `磁盘已恢复写入；等待写入的事件 ${waiting} 个，已丢失 ${dropped} 个`,
};
