/**
 * The line dialect, for people with `nc` or telnet: parses their lines, and encodes messages in their
 * language. The core has sanitised every text in a message, so no output contains a control character.
 *
 * @module
 */

import type { Command } from "../../core/command.ts";
import type { Language } from "../../core/language.ts";
import type { LeaveReason, Message } from "../../core/message.ts";
import type { Notice } from "../../core/notice.ts";
import type { Codec } from "../codec.ts";
import { edit } from "./editing.ts";
import { departureLine, farewellLine, greetingLines, memberLines } from "../../words/lines.ts";
import type { Wording } from "../../words/wording.ts";
import { ENGLISH_WORDING } from "../../words/en/wording.ts";
import { CHINESE_WORDING } from "../../words/zh/wording.ts";

const RENAME_PREFIX = "rename|";

/** The line dialect of docs/protocol.md, in English, the default language. */
export const textCodec: Codec = codecIn("text", ENGLISH_WORDING);

/** The same in Simplified Chinese. */
export const chineseTextCodec: Codec = codecIn("text-zh", CHINESE_WORDING);

/** The line dialect in every language. */
export const textCodecs: Readonly<Record<Language, Codec>> = {
  en: textCodec,
  zh: chineseTextCodec,
};

function codecIn(name: string, wording: Wording): Codec {
  return {
    name,
    hearing: { detail: "gathered" },
    parse,
    // Most messages are plain speech, which needs no wording.
    encode: (message) =>
      message.kind === "message" ? `${message.from}: ${message.text}\n` : encode(message, wording),
  };
}

/** Applies editing characters such as backspace first. */
function parse(raw: string): Command {
  const line = edit(raw);
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
    case "left": {
      const { name, reason } = message;
      return `${
        departureLine(wording, name, { by: reason.by, words: wordsOf(reason, wording) })
      }\n`;
    }
    case "renamed":
      return `${wording.renamed(message.from, message.to)}\n`;
    case "crowd":
      return `${wording.crowd(message.verb, message.count)}\n`;
    case "welcome":
      return linesOf(greetingLines(wording, message));
    case "members":
      return linesOf(memberLines(wording, message.members, message.more));
    case "notice":
      return noticeLines(message.notice, wording);
    case "skipped":
      return `${wording.skipped(message.count)}\n`;
    case "pong":
      return message.token === "" ? "-- pong\n" : `-- pong ${message.token}\n`;
    case "bye":
      return linesOf(farewell(message.reason, wording));
    default:
      return message satisfies never;
  }
}

/** The UTF-8 notice is in both languages: without UTF-8 a person may not be able to choose one. */
function noticeLines(notice: Notice, wording: Wording): string {
  const isInBoth = notice.code === "not-utf8" && wording === ENGLISH_WORDING;
  const wordings = isInBoth ? [wording, CHINESE_WORDING] : [wording];
  return wordings.map((each) => `-- ${each.notice(notice)}\n`).join("");
}

function wordsOf(reason: LeaveReason, wording: Wording): string | undefined {
  if (reason.by === "daemon") return wording.reason(reason);
  return reason.code === "quit" ? reason.text : undefined;
}

/** A client that left by itself gets no farewell line. */
function farewell(reason: LeaveReason, wording: Wording): string[] {
  if (reason.by === "member") return [];
  return [farewellLine(wording, reason.code, wording.reason(reason))];
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
