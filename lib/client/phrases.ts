/**
 * The catalogue: every phrase of the client's own, in every language, added to what both programs
 * say of the daemon's messages. Nothing else in the client writes words for people.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import type { Wording } from "../wire/wording.ts";
import { ENGLISH_WORDING } from "../wire/wording_en.ts";
import { CHINESE_WORDING } from "../wire/wording_zh.ts";

/** What can be wrong with a TLS connection. */
export type TlsFault =
  | "unknown-issuer"
  | "expired"
  | "not-yet"
  | "other-host"
  | "authority"
  | "no-tls";

/** All that the client says in its own words; one value of it a language. */
export interface Phrases extends Wording {
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
  /** Answers the choice of this language. */
  readonly thisLanguage: string;
  /** The connection could not be made. */
  cannotConnect(address: string, why: string): string;
  /** A file that should hold certificates holds none. */
  noCertificate(path: string): string;
  /** There is no host of that name. */
  readonly noSuchHost: string;
  /** Why TLS failed; the detail is a date, or the names that a certificate is for. */
  tls(fault: TlsFault, detail: string): string;
  /** The connection was lost in a pipe, or with `--no-reconnect`. */
  connectionLost(address: string): string;
  /** A file named on the command line cannot be read. */
  cannotRead(path: string, why: string): string;
  /** The connection ended, or stayed silent, before the daemon had welcomed the client. */
  readonly noWelcome: string;
}

/** English. */
export const ENGLISH: Phrases = {
  ...ENGLISH_WORDING,
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
  thisLanguage: "-- this is the language now",
  summary: (command) => ENGLISH_SUMMARIES.get(command) ?? "",
  cannotConnect: (address, why) => `cannot connect to ${address}: ${why}`,
  noCertificate: (path) => `there is no certificate in ${path}`,
  noSuchHost: "no such host",
  tls: (fault, detail) => ENGLISH_TLS[fault](detail),
  connectionLost: (address) => `the connection to ${address} was lost`,
  cannotRead: (path, why) => `cannot read ${path}: ${why}`,
  noWelcome: "it did not answer as a hubbub daemon does",
};

/** Simplified Chinese. */
export const CHINESE: Phrases = {
  ...CHINESE_WORDING,
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
  thisLanguage: "-- 现在使用这种语言",
  summary: (command) => CHINESE_SUMMARIES.get(command) ?? "",
  cannotConnect: (address, why) => `无法连接到 ${address}：${why}`,
  noCertificate: (path) => `${path} 中没有证书`,
  noSuchHost: "找不到该主机",
  tls: (fault, detail) => CHINESE_TLS[fault](detail),
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

/** The phrases of a language, for one run, which may change its mind. Never throws. */
export function phrasesFor(language: Language): Phrases {
  return { ...language === "zh" ? CHINESE : ENGLISH };
}

/**
 * What `/lang` does: turns the phrases of this run into those of another language, for whoever holds
 * them. Returns the sentence to answer with. Never throws.
 */
export function chooseLanguage(phrases: Phrases, wanted: string): string {
  const language = LANGUAGES.find((each) => each === wanted.trim().toLowerCase());
  if (language === undefined) return phrases.usage("/lang en|zh");
  Object.assign(phrases, phrasesFor(language));
  return phrases.thisLanguage;
}

// The client's own copy: it takes nothing but types from the daemon's core.
const LANGUAGES: readonly Language[] = ["en", "zh"];

const LONG_DATE: Intl.DateTimeFormatOptions = {
  weekday: "long",
  year: "numeric",
  month: "long",
  day: "numeric",
};

type TlsSentences = Readonly<Record<TlsFault, (detail: string) => string>>;

const ENGLISH_TLS: TlsSentences = {
  "unknown-issuer": () =>
    "nobody whom this machine trusts has signed its certificate; --ca FILE names one to trust",
  "expired": (date) => `its certificate was valid until ${date}`,
  "not-yet": (date) => `its certificate is not valid before ${date}; is the clock right?`,
  "other-host": (names) => `its certificate is for another host: ${names}`,
  "authority": () => "its certificate is that of an authority, not of a host",
  "no-tls": () => "it does not speak TLS; try without tls://",
};

const CHINESE_TLS: TlsSentences = {
  "unknown-issuer": () => "本机不信任其证书的签发者；可用 --ca FILE 指定要信任的证书",
  "expired": (date) => `其证书已于 ${date} 过期`,
  "not-yet": (date) => `其证书在 ${date} 之前无效；本机时钟是否正确？`,
  "other-host": (names) => `其证书属于另一主机：${names}`,
  "authority": () => "其证书属于证书颁发机构，而不是主机",
  "no-tls": () => "对方不使用 TLS；请去掉 tls:// 再试",
};

const ENGLISH_SUMMARIES: ReadonlyMap<string, string> = new Map([
  ["nick", "take another name"],
  ["who", "list who is here"],
  ["me", "say what you do: * NAME waves"],
  ["ping", "get an answer, to see that the line works"],
  ["lang", "choose the language of these words"],
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
  ["lang", "选择这些话的语言"],
  ["help", "列出命令"],
  ["quit", "离开；其他人会看到理由"],
  ["quiet", "隐藏或显示进出消息"],
  ["reconnect", "立即重新连接"],
  ["clear", "清屏"],
]);
