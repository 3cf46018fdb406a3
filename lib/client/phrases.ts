/**
 * The catalogue: every phrase of the client's own, in every language. English is the contract's
 * wording, letter for letter. Nothing else in the client writes words for people.
 *
 * @module
 */

/** The languages that the catalogue has in full. */
export type Language = "en" | "zh";

/** All that the client says in its own words; one value of it a language. */
export interface Phrases {
  /** To you, on entry. */
  you(name: string): string;
  /** Who is here on entry; `more` people are not named. */
  alsoHere(names: readonly string[], more: number): string;
  /** On entry to an empty room. */
  readonly nobodyElse: string;
  /** Somebody came, or several at once. */
  arrived(names: readonly string[], more: number): string;
  /** Somebody went, or several at once. */
  left(names: readonly string[], more: number): string;
  /** Somebody went with words of farewell. */
  leftSaying(name: string, words: string): string;
  /** The daemon let somebody go. */
  leftBecause(name: string, reason: string): string;
  /** Somebody chose another name. */
  renamed(from: string, to: string): string;
  /** One person in the answer to `/who`; durations are ready to show. */
  member(who: { name: string; id: number; here: string; idle: string; address: string }): string;
  /** Lines were skipped because the client read too slowly. */
  skipped(count: number): string;
  /** The daemon let you go. */
  disconnected(reason: string): string;
  /** A command that nobody knows. */
  unknownCommand(name: string): string;
  /** A command lacks its argument. */
  usage(usage: string): string;
  /** Lines were missed between two connections. */
  missed(count: number): string;
  /** The connection is gone and will be sought again. */
  readonly lost: string;
  /** The prompt's state while there is no connection; `seconds` until the next attempt. */
  offline(seconds: number): string;
  /** The prompt's state while a connection is being made. */
  readonly connecting: string;
  /** The system does not let the client stop itself. */
  readonly cannotSuspend: string;
  /** What was typed cannot be sent now, and stays where it was typed. */
  readonly notConnected: string;
  /** What was typed was not sent. */
  readonly notSent: string;
  /** Stands between what was said before and what is said now. */
  readonly historyEnds: string;
  /** Stands before what was said before. */
  readonly historyBegins: string;
  /** A new day. */
  day(date: Date): string;
  /** Asks about a paste of several lines. */
  askPaste(lines: number): string;
  /** Asks about a line that looks like a mistyped command. */
  askTypo(line: string, meant: string): string;
  /** Asks about a line that is a command behind a space. */
  askSpace(line: string): string;
  /** The prompt of the search in the history. */
  search(query: string, isFound: boolean): string;
  /** A paste that is too long was cut. */
  pasteCut(lines: number): string;
  /** Arrivals and departures are hidden now, or shown again. */
  quiet(isQuiet: boolean): string;
  /** What a command is for, by its name; empty for one that the catalogue does not know. */
  summary(command: string): string;
  /** The connection could not be made. */
  cannotConnect(address: string, why: string): string;
  /** The connection was lost in a pipe, or with `--no-reconnect`. */
  connectionLost(address: string): string;
  /** A file named on the command line cannot be read. */
  cannotRead(path: string, why: string): string;
  /** The connection ended, or stayed silent, before the daemon had welcomed the client. */
  readonly noWelcome: string;
}

/** English: the wording of the contract. */
export const ENGLISH: Phrases = {
  you: (name) => `You are ${name}`,
  alsoHere: (names, more) => `Also here: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  nobodyElse: "Nobody else is here",
  arrived: (names, more) => crowd(names, more, "has arrived", "have arrived"),
  left: (names, more) => crowd(names, more, "has left", "have left"),
  leftSaying: (name, words) => `${name} has left: ${words}`,
  leftBecause: (name, reason) => `${name} has left (${reason})`,
  renamed: (from, to) => `${from} is now known as ${to}`,
  member: ({ name, id, here, idle, address }) =>
    `-- ${name} #${id}, here ${here}, idle ${idle}${address === "" ? "" : `, from ${address}`}`,
  skipped: (count) => `-- ${count} ${count === 1 ? "message" : "messages"} skipped`,
  disconnected: (reason) => `-- disconnected: ${reason}`,
  unknownCommand: (name) => `-- unknown command /${name}; try /help`,
  usage: (usage) => `-- usage: ${usage}`,
  missed: (count) => `-- ${count} ${count === 1 ? "message" : "messages"} missed while offline`,
  lost: "-- the connection was lost; trying again (/reconnect tries at once)",
  offline: (seconds) => `offline, retry ${seconds} s`,
  connecting: "connecting",
  cannotSuspend: "-- the client may not suspend itself here",
  notConnected: "not connected: the line is kept",
  notSent: "-- not connected: the line was not sent",
  historyBegins: "-- history",
  historyEnds: "-- now",
  day: (date) => `-- ${date.toLocaleDateString("en-GB", LONG_DATE)}`,
  askPaste: (lines) => `${lines} lines were pasted: [s]end them, [j]oin into one, [c]ancel?`,
  askTypo: (line, meant) => `${line}: did you mean /${meant}? [y]es, [s]ay it as it is, [e]dit`,
  askSpace: (line) => `${line}: [r]un the command, [s]ay it as it is, [e]dit`,
  search: (query, isFound) => `(${isFound ? "" : "not found: "}search: ${query}) `,
  pasteCut: (lines) => `-- only the first ${lines} lines of the paste were kept`,
  quiet: (isQuiet) =>
    isQuiet
      ? "-- arrivals and departures are hidden; /quiet shows them again"
      : "-- arrivals and departures are shown",
  summary: (command) => ENGLISH_SUMMARIES.get(command) ?? "",
  cannotConnect: (address, why) => `cannot connect to ${address}: ${why}`,
  connectionLost: (address) => `the connection to ${address} was lost`,
  cannotRead: (path, why) => `cannot read ${path}: ${why}`,
  noWelcome: "it did not answer as a hubbub daemon does",
};

/** Simplified Chinese. */
export const CHINESE: Phrases = {
  you: (name) => `你是 ${name}`,
  alsoHere: (names, more) => `在场：${names.join("、")}${more > 0 ? ` 以及另外 ${more} 人` : ""}`,
  nobodyElse: "没有其他人在场",
  arrived: (names, more) =>
    `${names.join("、")}${more > 0 ? ` 等 ${names.length + more} 人` : ""} 来了`,
  left: (names, more) =>
    `${names.join("、")}${more > 0 ? ` 等 ${names.length + more} 人` : ""} 离开了`,
  leftSaying: (name, words) => `${name} 离开了：${words}`,
  leftBecause: (name, reason) => `${name} 离开了（${reason}）`,
  renamed: (from, to) => `${from} 改名为 ${to}`,
  member: ({ name, id, here, idle, address }) =>
    `-- ${name} #${id}，已在场 ${here}，静默 ${idle}${address === "" ? "" : `，来自 ${address}`}`,
  skipped: (count) => `-- 跳过了 ${count} 条消息`,
  disconnected: (reason) => `-- 连接被断开：${reason}`,
  unknownCommand: (name) => `-- 未知命令 /${name}；请试试 /help`,
  usage: (usage) => `-- 用法：${usage}`,
  missed: (count) => `-- 离线期间错过了 ${count} 条消息`,
  lost: "-- 连接已断开，正在重试（/reconnect 立即重试）",
  offline: (seconds) => `离线，${seconds} 秒后重试`,
  connecting: "正在连接",
  cannotSuspend: "-- 客户端在这里无法挂起",
  notConnected: "尚未连接：这一行已保留",
  notSent: "-- 尚未连接：这一行没有发送",
  historyBegins: "-- 历史消息",
  historyEnds: "-- 以下为新消息",
  day: (date) => `-- ${date.toLocaleDateString("zh-CN", LONG_DATE)}`,
  askPaste: (lines) => `粘贴了 ${lines} 行：[s] 逐行发送，[j] 合并为一行，[c] 取消？`,
  askTypo: (line, meant) => `${line}：是否想输入 /${meant}？[y] 是，[s] 原样发送，[e] 编辑`,
  askSpace: (line) => `${line}：[r] 执行命令，[s] 原样发送，[e] 编辑`,
  search: (query, isFound) => `（${isFound ? "" : "未找到，"}搜索：${query}）`,
  pasteCut: (lines) => `-- 只保留了粘贴内容的前 ${lines} 行`,
  quiet: (isQuiet) => isQuiet ? "-- 已隐藏进出消息；再次输入 /quiet 恢复显示" : "-- 已显示进出消息",
  summary: (command) => CHINESE_SUMMARIES.get(command) ?? "",
  cannotConnect: (address, why) => `无法连接到 ${address}：${why}`,
  connectionLost: (address) => `与 ${address} 的连接已断开`,
  cannotRead: (path, why) => `无法读取 ${path}：${why}`,
  noWelcome: "对方的应答不像 hubbub 服务",
};

/**
 * The language that the environment asks for: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that
 * is set decides; English for all that the catalogue does not have. Never throws.
 */
export function languageOf(env: (name: string) => string | undefined): Language {
  const locale = env("LC_ALL") || env("LC_MESSAGES") || env("LANG") || "";
  return /^zh(?![a-z])/i.test(locale) ? "zh" : "en";
}

/** The phrases of a language. Never throws. */
export function phrasesFor(language: Language): Phrases {
  return language === "zh" ? CHINESE : ENGLISH;
}

const LONG_DATE: Intl.DateTimeFormatOptions = {
  weekday: "long",
  year: "numeric",
  month: "long",
  day: "numeric",
};

const ENGLISH_SUMMARIES: ReadonlyMap<string, string> = new Map([
  ["nick", "take another name"],
  ["who", "list who is here"],
  ["me", "say what you do: * NAME waves"],
  ["ping", "get an answer, to see that the line works"],
  ["help", "list the commands"],
  ["quit", "leave; the others are told the reason"],
  ["quiet", "hide or show arrivals and departures"],
  ["reconnect", "connect again at once"],
  ["clear", "clear the screen"],
]);

const CHINESE_SUMMARIES: ReadonlyMap<string, string> = new Map([
  ["nick", "换一个名字"],
  ["who", "列出在场的人"],
  ["me", "描述动作：* 名字 挥手"],
  ["ping", "请求应答，检查连接是否正常"],
  ["help", "列出命令"],
  ["quit", "离开；其他人会看到理由"],
  ["quiet", "隐藏或显示进出消息"],
  ["reconnect", "立即重新连接"],
  ["clear", "清屏"],
]);

function crowd(names: readonly string[], more: number, one: string, many: string): string {
  const rest = more > 0 ? ` and ${more} more` : "";
  return `${names.join(", ")}${rest} ${names.length + more === 1 ? one : many}`;
}
