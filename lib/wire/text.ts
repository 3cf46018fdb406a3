/**
 * The line dialect, for people with `nc` or telnet: what they type, and what they read. Every text
 * in a message has been sanitised by the core, so nothing here can carry a control character.
 *
 * @module
 */

import type { Command } from "../core/command.ts";
import { formatDuration } from "../core/duration.ts";
import type { LeaveReason, MemberInfo, Message, PrivateMessage } from "../core/message.ts";
import type { Codec } from "./codec.ts";

/** A greeting names so many people at most. */
const MAX_NAMES_IN_GREETING = 50;

const RENAME_PREFIX = "rename|";

/** The line dialect of docs/protocol.md. */
export const textCodec: Codec = { name: "text", audience: "people", parse, encode };

function parse(line: string): Command {
  if (line === "") return { kind: "blank" };
  switch (line.charCodeAt(0)) {
    case 0x2f: // a slash
      if (line.charCodeAt(1) === 0x2f) return said(line.slice(1));
      return typed(line.slice(1));
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

function typed(line: string): Command {
  const space = line.search(/\s/);
  return space < 0
    ? { kind: "ask", name: line, input: "" }
    : { kind: "ask", name: line.slice(0, space), input: line.slice(space + 1) };
}

function encode(message: Message): string {
  switch (message.kind) {
    case "message":
      return `${message.from}: ${message.text}\n`;
    case "action":
      return `* ${message.from} ${message.text}\n`;
    case "joined":
      return `${message.name} has arrived\n`;
    case "left":
      return `${message.name} has left${because(message.reason)}\n`;
    case "renamed":
      return `${message.from} is now known as ${message.to}\n`;
    case "crowd":
      return message.count === 1
        ? `1 person has ${message.verb}\n`
        : `${message.count} people have ${message.verb}\n`;
    case "welcome":
      return greeting(message);
    case "members":
      return message.members.map(memberLine).join("");
    case "notice":
      return `-- ${message.text}\n`;
    case "skipped":
      return `-- ${message.count} ${message.count === 1 ? "message" : "messages"} skipped\n`;
    case "pong":
      return message.token === "" ? "-- pong\n" : `-- pong ${message.token}\n`;
    case "bye":
      return farewell(message.reason);
    default:
      return message satisfies never;
  }
}

/** The leaver's words stand after a colon; parentheses are the daemon's alone. */
function because(reason: LeaveReason): string {
  if (reason.text === undefined) return "";
  return reason.by === "member" ? `: ${reason.text}` : ` (${reason.text})`;
}

function greeting(
  { you, members, population }: Extract<PrivateMessage, { kind: "welcome" }>,
): string {
  const others = members.filter((name) => name !== you).slice(0, MAX_NAMES_IN_GREETING);
  const more = population - 1 - others.length;
  const here = others.length === 0
    ? "Nobody else is here"
    : `Also here: ${others.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `You are ${you}\n${here}\n`;
}

function memberLine({ name, id, here, idle, address }: MemberInfo): string {
  const from = address === undefined ? "" : `, from ${address}`;
  return `-- ${name} #${id}, here ${rough(here)}, idle ${rough(idle)}${from}\n`;
}

/** A duration as people say it: whole seconds. */
function rough(millis: number): string {
  return formatDuration(Math.floor(millis / 1000) * 1000);
}

function farewell(reason: LeaveReason): string {
  if (reason.by === "member") return "";
  return reason.code === "shutdown" ? `-- ${reason.text}\n` : `-- disconnected: ${reason.text}\n`;
}
