/**
 * The line dialect, for people with `nc` or telnet: what they type, and what they read, in their
 * language. Every text in a message has been sanitised by the core, so nothing here can carry a
 * control character.
 *
 * @module
 */

import type { Command } from "../core/command.ts";
import { formatDuration } from "../core/duration.ts";
import type { Language } from "../core/language.ts";
import type { LeaveReason, MemberInfo, Message, PrivateMessage } from "../core/message.ts";
import type { Notice } from "../core/notice.ts";
import type { Codec } from "./codec.ts";
import type { Wording } from "../words/wording.ts";
import { ENGLISH_WORDING } from "../words/en/wording.ts";
import { CHINESE_WORDING } from "../words/zh/wording.ts";

/** A greeting names so many people at most. */
const MAX_NAMES_IN_GREETING = 50;

const RENAME_PREFIX = "rename|";

/** The line dialect of docs/protocol.md, as everybody reads it where nobody has chosen a language. */
export const textCodec: Codec = codecIn("text", ENGLISH_WORDING);

/** The same in Simplified Chinese, for who has asked for it. */
export const chineseTextCodec: Codec = codecIn("text-zh", CHINESE_WORDING);

/** The line dialect in every language. */
export const textCodecs: Readonly<Record<Language, Codec>> = {
  en: textCodec,
  zh: chineseTextCodec,
};

function codecIn(name: string, wording: Wording): Codec {
  return {
    name,
    audience: "people",
    parse,
    // What is said is most of what there is, and needs no words of ours.
    encode: (message) =>
      message.kind === "message" ? `${message.from}: ${message.text}\n` : encode(message, wording),
  };
}

function parse(line: string): Command {
  if (line === "") return { kind: "blank" };
  switch (line.charCodeAt(0)) {
    case 0x2f: // a slash
      if (line.charCodeAt(1) === 0x2f) return said(line.slice(1));
      return asked(line.slice(1));
    case 0x77: // w
      if (line.trimEnd() === "who") return { kind: "ask", name: "who", input: "" };
      break;
    case 0x72: // r
      if (line.startsWith(RENAME_PREFIX)) {
        return { kind: "ask", name: "nick", input: line.slice(RENAME_PREFIX.length) };
      }
  }
  return said(line);
}

function said(text: string): Command {
  return { kind: "ask", name: "say", input: text };
}

function asked(line: string): Command {
  const space = line.search(/\s/);
  return space < 0
    ? { kind: "ask", name: line, input: "" }
    : { kind: "ask", name: line.slice(0, space), input: line.slice(space + 1) };
}

function encode(message: Exclude<Message, { kind: "message" }>, wording: Wording): string {
  switch (message.kind) {
    case "action":
      return `* ${message.from} ${message.text}\n`;
    case "joined":
      return `${wording.arrived([message.name], 0)}\n`;
    case "left":
      return `${departure(message.name, message.reason, wording)}\n`;
    case "renamed":
      return `${wording.renamed(message.from, message.to)}\n`;
    case "crowd":
      return `${wording.crowd(message.verb, message.count)}\n`;
    case "welcome":
      return greeting(message, wording);
    case "members":
      return message.members.map((member) => memberLine(member, wording)).join("");
    case "notice":
      return noticeLines(message.notice, wording);
    case "skipped":
      return `${wording.skipped(message.count)}\n`;
    case "pong":
      return message.token === "" ? "-- pong\n" : `-- pong ${message.token}\n`;
    case "bye":
      return farewell(message.reason, wording);
    default:
      return message satisfies never;
  }
}

/** Whose terminal is no UTF-8 may not have been able to ask for a language, and is told in both. */
function noticeLines(notice: Notice, wording: Wording): string {
  const isInBoth = notice.code === "not-utf8" && wording === ENGLISH_WORDING;
  const wordings = isInBoth ? [wording, CHINESE_WORDING] : [wording];
  return wordings.map((each) => `-- ${each.notice(notice)}\n`).join("");
}

/** The leaver's words stand after a colon; parentheses are the daemon's alone. */
function departure(name: string, reason: LeaveReason, wording: Wording): string {
  if (reason.by === "daemon") return wording.leftBecause(name, wording.reason(reason));
  const words = reason.code === "quit" ? reason.text : undefined;
  return words === undefined ? wording.left([name], 0) : wording.leftSaying(name, words);
}

function greeting(
  { you, members, population }: Extract<PrivateMessage, { kind: "welcome" }>,
  wording: Wording,
): string {
  const others = members.filter((name) => name !== you).slice(0, MAX_NAMES_IN_GREETING);
  const more = population - 1 - others.length;
  const here = others.length === 0
    ? wording.nobodyElse
    : wording.alsoHere(others, Math.max(0, more));
  return `${wording.you(you)}\n${here}\n`;
}

function memberLine(member: MemberInfo, wording: Wording): string {
  const { name, id, here, idle, address = "" } = member;
  return `${wording.member({ name, id, here: rough(here), idle: rough(idle), address })}\n`;
}

/** A duration as people say it: whole seconds. */
function rough(millis: number): string {
  return formatDuration(Math.floor(millis / 1000) * 1000);
}

function farewell(reason: LeaveReason, wording: Wording): string {
  if (reason.by === "member") return "";
  const words = wording.reason(reason);
  return reason.code === "shutdown" ? `-- ${words}\n` : `${wording.disconnected(words)}\n`;
}
