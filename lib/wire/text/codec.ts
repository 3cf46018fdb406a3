/**
 * The line dialect, for people with `nc` or telnet: parses their lines, and encodes messages in their
 * language. The core has sanitised every text in a message, so no output contains a control character.
 *
 * @module
 */

import type { Command } from "../../core/command.ts";
import type { Language } from "../../core/language.ts";
import type { History, LeaveReason, Message } from "../../core/message.ts";
import type { Notice } from "../../core/notice.ts";
import { LOBBY } from "../../core/units.ts";
import type { Codec } from "../codec.ts";
import { edit } from "./editing.ts";
import { linesFor, type ReasonShown, type Told } from "../../words/lines.ts";
import { speechPieces } from "../../words/speech.ts";
import type { Wording } from "../../words/wording.ts";
import { ENGLISH_WORDING } from "../../words/en/wording.ts";
import { CHINESE_WORDING } from "../../words/zh/wording.ts";

const RENAME_PREFIX = "rename|";

/** The line dialect of docs/protocol.md, in English, the default language. */
export const textCodec: Codec = codecIn("text", "en", ENGLISH_WORDING);

/** The same in Simplified Chinese. */
export const chineseTextCodec: Codec = codecIn("text-zh", "zh", CHINESE_WORDING);

/** The line dialect in every language. */
export const textCodecs: Readonly<Record<Language, Codec>> = {
  en: textCodec,
  zh: chineseTextCodec,
};

function codecIn(name: string, language: Language, wording: Wording): Codec {
  return {
    name,
    dialect: { kind: "text", language },
    hearing: { detail: "gathered", isProgram: false },
    parse,
    encode: (message) => encode(message, wording),
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

function encode(message: Message, wording: Wording): string {
  if (message.kind === "message" || message.kind === "action") {
    const [before, name, after] = speechPieces(message);
    const line = `${before}${name}${after}\n`;
    return message.room === LOBBY ? line : `${prefixOf(message)}${line}`;
  }
  if (message.kind === "crowd" && message.only !== undefined) return encode(message.only, wording);
  if (message.kind === "own") return encode(message.event, wording);
  if (message.kind === "notice") return lines(noticeLines(message.notice, wording));
  return lines(linesFor(wording, toldOf(message)), prefixOf(message));
}

function toldOf(
  message: Exclude<Message, { kind: "message" | "action" | "notice" | "own" }>,
): Told {
  if (message.kind === "history") return { ...message, earlier: earlierThan(message) };
  return "reason" in message ? { ...message, reason: reasonShown(message.reason) } : message;
}

/** What to type for the page before this one. What is shown on entry was not asked for. */
function earlierThan(history: History): string | undefined {
  const { shown, events, limit, hasEarlier } = history;
  const { before = events[0]?.seq } = history;
  if (shown === "entry" || !hasEarlier || before === undefined) return undefined;
  return `/history ${limit} before ${before}`;
}

/**
 * What the lines of a message begin with: the room, if they are told to a room other than the lobby. No
 * name begins with `#`, so nothing that is said in the lobby looks like it.
 */
function prefixOf(message: Exclude<Message, { kind: "own" }>): string {
  switch (message.kind) {
    case "message":
    case "action":
    case "joined":
    case "left":
    case "renamed":
    case "topic":
    case "room":
    case "crowd":
    case "skipped":
    case "gap":
      return message.room === LOBBY ? "" : `#${message.room} `;
    case "welcome":
    case "entered":
    case "rooms":
    case "room-shown":
    case "topic-shown":
    case "members":
    case "notice":
    case "pong":
    case "bye":
    case "private":
    case "whois":
    case "bans":
    case "ignored":
    // Their lines have rooms of their own.
    case "history":
    case "found":
      return "";
    default:
      return message satisfies never;
  }
}

/** The UTF-8 notice is in both languages: without UTF-8 a person may not be able to choose one. */
function noticeLines(notice: Notice, wording: Wording): string[] {
  const isInBoth = notice.code === "not-utf8" && wording === ENGLISH_WORDING;
  const wordings = isInBoth ? [wording, CHINESE_WORDING] : [wording];
  return wordings.flatMap((each) => linesFor(each, { kind: "notice", known: notice, text: "" }));
}

function reasonShown(reason: LeaveReason): ReasonShown {
  const { by, code } = reason;
  if (reason.by === "daemon") return { by, code, known: reason };
  return { by, code, text: reason.code === "quit" ? reason.text : undefined, known: undefined };
}

function lines(each: readonly string[], prefix: string = ""): string {
  return each.map((line) => `${prefix}${line}\n`).join("");
}
