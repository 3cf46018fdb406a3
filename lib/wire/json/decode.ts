/**
 * Decodes the lines of the daemon in the JSON dialect, for a client: the counterpart of `encode.ts`. A
 * daemon may be newer, older or hostile. A missing value is replaced by a harmless one, an unknown type
 * is reported as unknown, and every text in an event has passed the sanitiser.
 *
 * @module
 */

import type { RoomSetting } from "../../core/room_change.ts";
import { sanitize } from "../../text/sanitize.ts";
import type { MemberShown, ReasonShown } from "../../words/lines.ts";
import { readBans } from "./bans.ts";
import { readRows } from "./commands.ts";
import type { DaemonEvent, DaemonLine, RoomEvent, RoomListed, RoomStamp } from "./daemon_event.ts";
import { readNotice, readReason } from "./notice.ts";
import { type Fields, isFields, parseObject, readCount, readText, readTime } from "./object.ts";
import { readPerson, readRank } from "./whois.ts";

/** The settings of a room that are on or off. */
const SETTINGS: readonly RoomSetting[] = ["private", "password", "topic-lock", "moderated", "keep"];

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

/** Undefined also for an event of a room that this client does not know. */
function readRoomEvent(fields: Fields): RoomEvent | undefined {
  switch (fields.type) {
    case "message":
    case "action":
      return {
        kind: fields.type,
        ...stamp(fields),
        from: text(fields.from),
        text: text(fields.text),
        ...token(fields),
      };
    case "joined":
      return { kind: "joined", ...stamp(fields), name: text(fields.name) };
    case "left":
      return { kind: "left", ...stamp(fields), name: text(fields.name), reason: reason(fields) };
    case "renamed":
      return { kind: "renamed", ...stamp(fields), from: text(fields.from), to: text(fields.to) };
    case "topic":
      if (fields.seq === undefined) return undefined;
      return { kind: "topic", ...stamp(fields), from: text(fields.from), text: text(fields.text) };
    case "room":
      return fields.seq === undefined ? undefined : change(fields);
    default:
      return undefined;
  }
}

/** The events of a room that were told before. */
function past(value: unknown): readonly RoomEvent[] {
  return list(value).filter(isFields).flatMap((fields) => readRoomEvent(fields) ?? []);
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
      return { kind: "crowd", room: roomOf(fields), verb, count: count(fields.count) };
    }
    case "pong":
      return { kind: "pong", token: text(fields.token) };
    case "bye":
      return { kind: "bye", reason: reason(fields) };
    case "private":
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

function token(fields: Fields): { token?: string } {
  const token = readText(fields.token);
  return token === undefined ? {} : { token };
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

/** Undefined for a setting that this client does not know. */
function change(fields: Fields): RoomEvent | undefined {
  const { setting, value } = fields;
  if (setting === "owner") {
    return { kind: "room", ...stamp(fields), setting, value: text(value) };
  }
  const event = { kind: "room", ...stamp(fields), from: text(fields.from) } as const;
  if (setting === "rank") {
    return { ...event, setting, name: text(fields.name), value: readRank(value) ?? "member" };
  }
  if (setting === "voice") {
    return { ...event, setting, name: text(fields.name), value: value === true };
  }
  const known = SETTINGS.find((each) => each === setting);
  return known && { ...event, setting: known, value: value === true };
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

/** A daemon that names no room has only the lobby. */
function roomOf(fields: Fields): string {
  return readText(fields.room) ?? "lobby";
}

/** An empty topic is none. */
function topic(fields: Fields): { topic?: string } {
  const topic = text(fields.topic);
  return topic === "" ? {} : { topic };
}

function stamp(fields: Fields): RoomStamp {
  return {
    room: roomOf(fields),
    seq: count(fields.seq),
    time: instant(fields.time),
  };
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

function reason(fields: Fields): ReasonShown {
  return {
    by: fields.by === "member" ? "member" : "daemon",
    code: text(fields.code),
    text: fields.reason === "" ? undefined : readText(fields.reason),
    known: readReason(fields),
  };
}

function text(value: unknown): string {
  return readText(value) ?? "";
}

function count(value: unknown): number {
  return readCount(value) ?? 0;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function instant(value: unknown): Date | undefined {
  const time = readTime(value);
  return time === undefined ? undefined : new Date(time);
}
