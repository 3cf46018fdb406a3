/**
 * Simplified Chinese: why a standard stream cannot be used.
 *
 * @module
 */

import type { StreamWords } from "../streams.ts";

/** Why a standard stream cannot be used, in Simplified Chinese. What the system says stays as it is. */
export const CHINESE_STREAMS: StreamWords = {
  problems: {
    "cannot-write": (why) => `无法写入输出：${why}`,
    "cannot-read": (why) => `无法读取标准输入：${why}`,
    "cannot-keep": (why) => `无法保存发送过的行：${why}`,
  },
  faults: {
    "no-space": () => "设备上没有剩余空间",
    "quota": () => "超出磁盘配额",
    "too-large": () => "文件太大",
    "io": () => "输入/输出错误",
    "bad-descriptor": () => "文件描述符无效",
    "directory": () => "这是一个目录",
    "denied": () => "权限不足",
    "other": ({ text }) => text,
  },
};
