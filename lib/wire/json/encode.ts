/**
 * Encodes messages in the JSON dialect, one object a line. `decode.ts` is the counterpart, for clients.
 *
 * @module
 */

import type { RoomInfo } from "../../core/info.ts";
import type { Crowd, LeaveReason, Message, RoomMessage } from "../../core/message.ts";
import { ownRowsJson } from "./commands.ts";
import { banFields } from "./bans.ts";
import { noticeFields, reasonFields } from "./notice.ts";
import type { Fields } from "./object.ts";
import { ENGLISH_TONGUE, type Tongue } from "./tongue.ts";
import { personFields } from "./whois.ts";

/** Encodes a message as a line with its end, with sentences in this language. Never throws. */
export function encode(message: Message, tongue: Tongue = ENGLISH_TONGUE): string {
  if (message.kind === "welcome") return welcome(message, tongue);
  return JSON.stringify(toObject(message, tongue)) + "\n";
}

/** The kinds of messages without a sentence of the daemon's. */
const WORDLESS: ReadonlySet<Message["kind"]> = new Set(
  ["message", "action", "joined", "renamed", "topic", "room", "crowd"] as const,
);

/** Whether a message is the same in every language. Never throws. */
export function hasNoSentence(message: Message): boolean {
  if (message.kind === "left") return message.reason.by === "member";
  return WORDLESS.has(message.kind);
}

function welcome(message: Extract<Message, { kind: "welcome" }>, { language }: Tongue): string {
  const { room, you, id, members, population, seq, tally, server, maxLine, isRecorded, node } =
    message;
  const time = timestamp(message.time);
  const object = {
    ...{ type: "welcome", you, id, room, seq, ...tally, time, members, people: population },
    ...{ server, maxLine, ...topicField(message), recorded: isRecorded },
    ...(node !== undefined && { node }),
  };
  return `${JSON.stringify(object).slice(0, -1)},"commands":${ownRowsJson[language]()}}\n`;
}

function toObject(message: Exclude<Message, { kind: "welcome" }>, tongue: Tongue): Fields {
  switch (message.kind) {
    case "message":
    case "action":
      return { ...stamp(message), from: message.from, text: message.text };
    case "joined":
      return { ...stamp(message), name: message.name };
    case "left":
      return { ...stamp(message), name: message.name, ...reasonFields(message.reason, tongue) };
    case "renamed":
      return { ...stamp(message), from: message.from, to: message.to };
    case "topic":
      return { ...stamp(message), from: message.from, text: message.text };
    case "crowd":
      return crowdFields(message);
    case "own":
      return { ...toObject(message.event, tongue), ...tokenField(message) };
    case "entered":
      return entered(message);
    case "rooms": {
      const { rooms, more } = message;
      return { type: "rooms", rooms: rooms.map(roomFields), ...(more > 0 && { more }) };
    }
    case "room":
      return {
        ...stamp(message),
        ...("from" in message && { from: message.from }),
        setting: message.setting,
        ...("name" in message && { name: message.name }),
        value: message.value,
      };
    case "room-shown": {
      const { room, isPrivate, hasPassword, isTopicLocked, isModerated, isKept } = message;
      return {
        ...{ type: "room", room, private: isPrivate, password: hasPassword },
        ...{ topicLock: isTopicLocked, moderated: isModerated, keep: isKept },
      };
    }
    case "topic-shown":
      return { type: "topic", room: message.room, text: message.text };
    case "members": {
      const { room, members, more } = message;
      return { type: "members", room, members, ...(more > 0 && { more }) };
    }
    case "notice":
      return { type: "notice", ...noticeFields(message.notice, tongue), ...tokenField(message) };
    case "skipped":
      return { type: "skipped", room: message.room, count: message.count };
    case "pong":
      return { type: "pong", token: message.token };
    case "bye":
      return { type: "bye", ...farewell(message.reason, tongue) };
    case "private": {
      const { from, to, text, id } = message;
      const time = timestamp(message.time);
      return { type: "private", from, to, text, time, id, ...tokenField(message) };
    }
    case "whois":
      return { type: "whois", ...personFields(message) };
    case "bans": {
      const { room, bans, more } = message;
      return { type: "bans", room, bans: bans.map(banFields), ...(more > 0 && { more }) };
    }
    case "ignored":
      return { type: "ignored", names: message.names };
    case "history": {
      const { room, events, hasEarlier: more, before } = message;
      const page = {
        type: "history",
        room,
        events: events.map((event) => toObject(event, tongue)),
        more,
      };
      return before === undefined ? page : { ...page, before };
    }
    case "gap":
      return { type: "gap", room: message.room, from: message.from, to: message.to };
    case "found": {
      const events = message.events.map((event) => toObject(event, tongue));
      return { type: "found", events, more: message.more };
    }
    default:
      return message satisfies never;
  }
}

function entered(message: Extract<Message, { kind: "entered" }>): Fields {
  const { room, seq, tally, members, population, isPublic, isRecorded } = message;
  const time = timestamp(message.time);
  return {
    ...{ type: "entered", room, seq, ...tally, time, members, people: population },
    ...topicField(message),
    public: isPublic,
    recorded: isRecorded,
  };
}

function roomFields(info: RoomInfo): Fields {
  const { room, people, isPublic, isYours } = info;
  return { room, people, ...topicField(info), public: isPublic, yours: isYours };
}

function topicField({ topic }: { readonly topic?: string | undefined }): Fields {
  return topic === undefined ? {} : { topic };
}

function crowdFields({ room, verb, count, seq }: Crowd): Fields {
  return { type: "crowd", ...(seq !== undefined && { seq }), room, verb, count };
}

function tokenField({ token }: { readonly token?: string | undefined }): Fields {
  return token === undefined ? {} : { token };
}

function stamp(message: RoomMessage): Fields {
  const { kind, seq, time, room } = message;
  return { type: kind, seq, time: timestamp(time), room };
}

/** RFC 3339 in UTC, with milliseconds. */
function timestamp(time: number): string {
  return new Date(time).toISOString();
}

/** The fields of a bye, which always has a reason. */
function farewell(reason: LeaveReason, tongue: Tongue): Fields {
  const fields = reasonFields(reason, tongue);
  if (reason.by === "daemon" || fields.reason !== "") return fields;
  return { ...fields, reason: tongue.farewells[reason.code] };
}
