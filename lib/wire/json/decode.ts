/**
 * Decodes the lines of the daemon in the JSON dialect, for a client: the counterpart of `encode.ts`. A
 * daemon may be newer, older or hostile. A missing value is replaced by a harmless one, an unknown type
 * is reported as unknown, and every text in an event has passed the sanitiser.
 *
 * @module
 */

import { sanitize } from "../../text/sanitize.ts";
import type { MemberShown } from "../../words/lines.ts";
import { readBans } from "./bans.ts";
import { readRows } from "./commands.ts";
import type { DaemonEvent, DaemonLine, RoomListed } from "./daemon_event.ts";
import { readNotice } from "./notice.ts";
import { type Fields, isFields, parseObject, readCount, readText } from "./object.ts";
import { past, readRoomEvent } from "./room_event.ts";
import { count, instant, list, reason, roomOf, text, token } from "./values.ts";
import { readPerson } from "./whois.ts";

/**
 * Decodes one line without its end. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseDaemonLine } from "./decode.ts";
 *
 * assertEquals(parseDaemonLine('{"type":"pong","token":"t"}'), {
 *   kind: "event",
 *   event: { kind: "pong", token: "t" },
 *   object: { type: "pong", token: "t" },
 * });
 * assertEquals(parseDaemonLine('{"type":"of-tomorrow"}').kind, "unknown");
 * assertEquals(parseDaemonLine("-- the server is full").kind, "plain");
 * ```
 */
export function parseDaemonLine(line: string): DaemonLine {
  const object = parseObject(line);
  if (object === undefined) return { kind: "plain", text: sanitize(line) };
  const event = readEvent(object);
  return event === undefined ? { kind: "unknown", object } : { kind: "event", event, object };
}

function readEvent(fields: Fields): DaemonEvent | undefined {
  return readRoomEvent(fields) ?? readPrivate(fields);
}

function readPrivate(fields: Fields): DaemonEvent | undefined {
  switch (fields.type) {
    case "welcome":
      return welcome(fields);
    case "topic":
      // With a number it is the event.
      if (fields.seq !== undefined) return undefined;
      return { kind: "topic-shown", room: roomOf(fields), text: text(fields.text) };
    case "room":
      return fields.seq === undefined ? settings(fields) : undefined;
    case "entered":
      return {
        kind: "entered",
        room: roomOf(fields),
        ...people(fields),
        seq: count(fields.seq),
        ...tally(fields),
        time: instant(fields.time),
        ...topic(fields),
        isPublic: fields.public === true,
        ...recorded(fields),
      };
    case "rooms":
      return {
        kind: "rooms",
        rooms: list(fields.rooms).filter(isFields).map(room),
        more: count(fields.more),
      };
    case "members":
      return {
        kind: "members",
        room: roomOf(fields),
        members: list(fields.members).filter(isFields).map(member),
        more: count(fields.more),
      };
    case "notice":
      return {
        kind: "notice",
        code: text(fields.code),
        text: text(fields.text),
        known: readNotice(fields),
        ...token(fields),
      };
    case "skipped":
      return { kind: "skipped", room: roomOf(fields), count: count(fields.count) };
    case "crowd": {
      const verb = fields.verb === "left" ? "left" : "arrived";
      const seq = readCount(fields.seq);
      const many = {
        kind: "crowd",
        room: roomOf(fields),
        verb,
        count: count(fields.count),
      } as const;
      return seq === undefined ? many : { ...many, seq };
    }
    case "pong":
      return { kind: "pong", token: text(fields.token) };
    case "bye":
      return { kind: "bye", reason: reason(fields) };
    case "private":
      if (text(fields.from) === "" || text(fields.to) === "") return undefined;
      return {
        kind: "private",
        from: text(fields.from),
        to: text(fields.to),
        text: text(fields.text),
        time: instant(fields.time),
        id: count(fields.id),
        ...token(fields),
      };
    case "whois":
      return { kind: "whois", ...readPerson(fields) };
    case "ignored":
      return { kind: "ignored", names: list(fields.names).map(text) };
    case "bans":
      return { kind: "bans", room: roomOf(fields), ...readBans(fields) };
    case "history": {
      const [room, events] = [roomOf(fields), past(fields.events)];
      const before = readCount(fields.before);
      const more = fields.more === true;
      return { kind: "history", room, events, more, ...(before !== undefined && { before }) };
    }
    case "gap": {
      const [from, to] = [count(fields.from), count(fields.to)];
      return { kind: "gap", room: roomOf(fields), from, to: Math.max(from, to) };
    }
    case "found":
      return { kind: "found", events: past(fields.events), more: fields.more === true };
    default:
      return undefined;
  }
}

function welcome(fields: Fields): DaemonEvent {
  const maxLine = count(fields.maxLine);
  return {
    kind: "welcome",
    room: roomOf(fields),
    you: text(fields.you),
    ...people(fields),
    seq: count(fields.seq),
    ...tally(fields),
    time: instant(fields.time),
    ...(maxLine > 0 && { maxLine }),
    ...topic(fields),
    ...recorded(fields),
    commands: readRows(fields.commands),
  };
}

function people(fields: Fields): { members: readonly string[]; population?: number } {
  const members = list(fields.members).map(text);
  const population = readCount(fields.people);
  return population === undefined ? { members } : { members, population };
}

function recorded({ recorded }: Fields): { isRecorded?: boolean } {
  return typeof recorded === "boolean" ? { isRecorded: recorded } : {};
}

/** Both or neither. */
function tally({ epoch: value, said }: Fields): { epoch?: string; said?: number } {
  const epoch = readText(value);
  return epoch === undefined || typeof said !== "number" ? {} : { epoch, said: count(said) };
}

function settings(fields: Fields): DaemonEvent {
  return {
    kind: "room-shown",
    room: text(fields.room),
    isPrivate: fields.private === true,
    hasPassword: fields.password === true,
    isTopicLocked: fields.topicLock === true,
    isModerated: fields.moderated === true,
    isKept: fields.keep === true,
  };
}

function room(fields: Fields): RoomListed {
  return {
    room: roomOf(fields),
    people: count(fields.people),
    ...topic(fields),
    isPublic: fields.public === true,
    isYours: fields.yours === true,
  };
}

/** An empty topic is none. */
function topic(fields: Fields): { topic?: string } {
  const topic = text(fields.topic);
  return topic === "" ? {} : { topic };
}

function member(fields: Fields): MemberShown {
  return {
    name: text(fields.name),
    id: count(fields.id),
    here: count(fields.here),
    idle: count(fields.idle),
    address: readText(fields.address),
    away: readText(fields.away),
  };
}
