/**
 * The encoder and the decoder of the JSON dialect against each other, and the decoder against whatever
 * else may come.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { LeaveReason, Message, RoomMessage, Stamp } from "../../../lib/core/message.ts";
import { formatEvent, plainText } from "../../../lib/client/format.ts";
import { ownRows } from "../../../lib/wire/json/commands.ts";
import type { DaemonEvent, RoomEvent, RoomStamp } from "../../../lib/wire/json/daemon_event.ts";
import { parseDaemonLine } from "../../../lib/wire/json/decode.ts";
import { encode } from "../../../lib/wire/json/encode.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { ENGLISH_WORDING } from "../../../lib/words/en/wording.ts";
import type { ReasonShown } from "../../../lib/words/lines.ts";
import { CHINESE } from "../../../lib/words/zh/phrases.ts";
import { NASTY_TEXTS } from "../../fuzz/nasty.ts";
import { programMessages } from "../../support/message_arbitraries.ts";

/** Acts on a terminal: controls, except the tab, ends of lines, and turns of the direction. */
// deno-lint-ignore no-control-regex
const ACTING = /[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

Deno.test("a client reads in each message the facts that the daemon wrote", () => {
  fc.assert(
    fc.property(programMessages(), (message) => {
      const read = parseDaemonLine(encode(message).slice(0, -1));
      assertEquals<unknown>(read.kind === "event" && read.event, eventOf(message));
    }),
    { numRuns: 2000 },
  );
});

const json = fc.oneof(
  fc.jsonValue({ stringUnit: "binary" }),
  fc.constantFrom(...NASTY_TEXTS),
  fc.constantFrom("9999-12-31T23:59:59.999Z", "+275760-09-13T00:00:00Z", "-271821-04-20"),
);

/** The object of a message in which some values are replaced by others. */
const distorted = fc.tuple(
  programMessages(),
  fc.array(fc.tuple(fc.nat(), json), { maxLength: 6 }),
).map(([message, others]) => {
  const object: Record<string, unknown> = JSON.parse(encode(message));
  const keys = Object.keys(object).filter((key) => key !== "type");
  for (const [index, value] of others) object[keys[index % keys.length] ?? ""] = value;
  return JSON.stringify(object);
});

Deno.test("a client reads any JSON without a fault, and shows nothing that acts on a terminal", () => {
  const line = fc.oneof(distorted, json.map((value) => JSON.stringify(value)), fc.string());
  fc.assert(
    fc.property(line, (line) => {
      const read = parseDaemonLine(line);
      if (read.kind === "unknown") return;
      const shown = read.kind === "plain" ? [read.text] : [
        ...textsIn(read.event),
        ...formatEvent(read.event, ENGLISH).map(plainText),
        ...formatEvent(read.event, CHINESE).map(plainText),
      ];
      for (const text of shown) assert(!ACTING.test(text), JSON.stringify(text));
    }),
    { numRuns: 3000 },
  );
});

/** What a client must read. It reads neither its own id nor the program's name. */
function eventOf(message: Message): DaemonEvent {
  switch (message.kind) {
    case "message":
    case "action":
      return { kind: message.kind, ...stampOf(message), from: message.from, text: message.text };
    case "joined":
      return { kind: "joined", ...stampOf(message), name: message.name };
    case "left": {
      const { name, reason } = message;
      return { kind: "left", ...stampOf(message), name, reason: reasonOf(reason) };
    }
    case "renamed":
      return { kind: "renamed", ...stampOf(message), from: message.from, to: message.to };
    case "topic":
      return { kind: "topic", ...stampOf(message), from: message.from, text: message.text };
    case "room": {
      const { seq: _seq, time: _time, room: _room, ...change } = message;
      return { ...stampOf(message), ...change };
    }
    case "room-shown":
    case "topic-shown":
      return message;
    case "entered": {
      const { kind, room, members, population, seq, tally, time, isPublic, isRecorded } = message;
      const told = { ...tally, time: new Date(time), ...topicOf(message) };
      return { kind, room, members, population, seq, ...told, isPublic, isRecorded };
    }
    case "rooms":
      return {
        ...message,
        rooms: message.rooms.map((info) => {
          const { topic: _topic, ...rest } = info;
          return { ...rest, ...topicOf(info) };
        }),
      };
    case "welcome": {
      const { kind, room, you, members, population, seq, tally, time, maxLine, isRecorded } =
        message;
      const commands = JSON.parse(JSON.stringify(ownRows()));
      const told = { ...tally, time: new Date(time), maxLine, ...topicOf(message) };
      return { kind, room, you, members, population, seq, ...told, isRecorded, commands };
    }
    case "members": {
      const { kind, room, members, more } = message;
      return { kind, room, members, more };
    }
    case "notice": {
      const { kind, notice } = message;
      return { kind, code: notice.code, text: ENGLISH_WORDING.notice(notice), known: notice };
    }
    case "skipped":
      return { kind: "skipped", room: message.room, count: message.count };
    case "pong":
      return { kind: "pong", token: message.token };
    case "bye": {
      // There is always a reason, for a client that shows it.
      const { text = message.reason.code.replaceAll("-", " "), ...reason } = reasonOf(
        message.reason,
      );
      return { kind: "bye", reason: { ...reason, text } };
    }
    case "private":
      return { ...message, time: new Date(message.time) };
    case "whois": {
      const { away, connection, ...person } = message;
      return { ...person, away, ...(connection && { connection }) };
    }
    case "bans":
    case "ignored":
    case "gap":
      return message;
    case "history": {
      const { kind, room, events, hasEarlier, before } = message;
      const page = { kind, room, events: pastOf(events), more: hasEarlier };
      return before === undefined ? page : { ...page, before };
    }
    case "crowd":
      return message;
    case "own": {
      const { token, event } = message;
      return { ...eventOf(event), ...(token !== undefined && { token }) } as DaemonEvent;
    }
    case "found":
      return { ...message, events: pastOf(message.events) };
    default:
      return message satisfies never;
  }
}

function pastOf(events: readonly RoomMessage[]): RoomEvent[] {
  return events.map((event) => eventOf(event) as RoomEvent);
}

function topicOf({ topic }: { readonly topic?: string | undefined }): { topic?: string } {
  return topic === undefined ? {} : { topic };
}

function stampOf({ room, seq, time }: Stamp): RoomStamp {
  return { room, seq, time: new Date(time) };
}

function reasonOf(reason: LeaveReason): ReasonShown {
  const { by, code } = reason;
  if (reason.by === "daemon") {
    return { by, code, text: ENGLISH_WORDING.reason(reason), known: reason };
  }
  return { by, code, text: reason.code === "quit" ? reason.text : undefined, known: undefined };
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
