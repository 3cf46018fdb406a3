/**
 * The JSON dialect, for programs: one object a line in both directions, see docs/protocol.md.
 *
 * @module
 */

import type { Command } from "../../core/command.ts";
import type { LeaveReason, Message, RoomMessage } from "../../core/message.ts";
import type { Notice } from "../../core/notice.ts";
import type { Codec } from "../codec.ts";
import { ownRowsJson } from "./commands.ts";
import { noticeFields, reasonFields } from "./notice.ts";
import { type Fields, parseObject } from "./object.ts";

/** The JSON dialect of docs/protocol.md. */
export const jsonCodec: Codec = { name: "json", hearing: { detail: "every" }, parse, encode };

/** The contents of a first line that opens the JSON dialect. */
export interface Hello {
  /** The name wanted, if one was given. */
  readonly nick?: string | undefined;
  /** Problems with its other fields, as commands that are answered after the welcome. */
  readonly problems: readonly Command[];
}

/** The version of this dialect. */
const VERSION = 1;

/**
 * Parses a first line that opens the JSON dialect: an object whose `hello` is the number of the wanted
 * version. Undefined for any other line, such as `{"hello":"world"}`, which people paste when they talk
 * about JSON. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseHello } from "./codec.ts";
 *
 * assertEquals(parseHello('{"hello":1,"nick":"ann"}')?.nick, "ann");
 * assertEquals(parseHello("hello"), undefined);
 * assertEquals(parseHello('{"hello":"world"}'), undefined);
 * ```
 */
export function parseHello(line: string): Hello | undefined {
  if (!line.trimStart().startsWith("{")) return undefined;
  const fields = parseObject(line);
  if (fields === undefined || !Object.hasOwn(fields, "hello")) return undefined;
  const { hello, nick } = fields;
  if (typeof hello !== "number") return undefined;
  const problems = hello === VERSION ? [] : [otherVersion(hello)];
  if (nick === undefined || typeof nick === "string") return { nick, problems };
  return { problems: [...problems, malformed({ code: "bad-field", why: "hello-nick" })] };
}

/** The notice for another version, which is then served as the existing one. */
function otherVersion(wanted: number): Command {
  return malformed({ code: "hello-version", wanted, spoken: VERSION });
}

function parse(line: string): Command {
  if (line === "") return { kind: "blank" };
  const fields = parseObject(line);
  if (fields === undefined) return malformed({ code: "bad-json" });
  const { type } = fields;
  if (typeof type !== "string") return malformed({ code: "bad-field", why: "type" });
  return { kind: "ask", name: type, input: fields };
}

function malformed(notice: Notice): Command {
  return { kind: "malformed", notice };
}

function encode(message: Message): string {
  if (message.kind === "welcome") return welcome(message);
  const object = toObject(message);
  return object === undefined ? "" : JSON.stringify(object) + "\n";
}

function welcome(message: Extract<Message, { kind: "welcome" }>): string {
  const { room, you, id, members, seq, tally, server, maxLine } = message;
  const time = timestamp(message.time);
  const object = { type: "welcome", you, id, room, seq, ...tally, time, members, server, maxLine };
  return `${JSON.stringify(object).slice(0, -1)},"commands":${ownRowsJson()}}\n`;
}

function toObject(
  message: Exclude<Message, { kind: "welcome" }>,
): Record<string, unknown> | undefined {
  switch (message.kind) {
    case "message":
    case "action":
      return { ...stamp(message), from: message.from, text: message.text };
    case "joined":
      return { ...stamp(message), name: message.name };
    case "left":
      return { ...stamp(message), name: message.name, ...reasonFields(message.reason) };
    case "renamed":
      return { ...stamp(message), from: message.from, to: message.to };
    case "crowd":
      return undefined;
    case "members": {
      const { room, members, more } = message;
      return { type: "members", room, members, ...(more > 0 && { more }) };
    }
    case "notice":
      return { type: "notice", ...noticeFields(message.notice) };
    case "skipped":
      return { type: "skipped", room: message.room, count: message.count };
    case "pong":
      return { type: "pong", token: message.token };
    case "bye":
      return { type: "bye", ...farewell(message.reason) };
    default:
      return message satisfies never;
  }
}

function stamp(message: RoomMessage): Record<string, unknown> {
  const { kind, seq, time, room } = message;
  return { type: kind, seq, time: timestamp(time), room };
}

/** RFC 3339 in UTC, with milliseconds. */
function timestamp(time: number): string {
  return new Date(time).toISOString();
}

/** The fields of a bye, which always has a reason. */
function farewell(reason: LeaveReason): Fields {
  const fields = reasonFields(reason);
  return fields.reason === "" ? { ...fields, reason: reason.code.replaceAll("-", " ") } : fields;
}
