/**
 * Reads the daemon's answers for the panels that have asked: a part that is loaded with them. PURE.
 *
 * @module
 */

import type { Answer, Ban, Found, RoomListed, Whois, Wire } from "./change.ts";
import { count, moment, objects, readRank, text, texts } from "./fields.ts";

/** What the object answers; undefined if it is no answer. Never throws. */
export function readAnswer(object: Wire): Answer | undefined {
  const more = count(object.more);
  switch (object.type) {
    case "rooms":
      return { kind: "rooms", rooms: objects(object.rooms).map(readRoom), more };
    case "found": {
      const lines = objects(object.events).map(readFound);
      return { kind: "found", lines, hasMore: object.more === true };
    }
    case "bans": {
      const bans = objects(object.bans).map(readBan);
      return { kind: "bans", room: text(object.room), bans, more };
    }
    case "whois":
      return { kind: "whois", person: readWhois(object) };
    case "ignored":
      return { kind: "ignored", names: texts(object.names) };
    default:
      return undefined;
  }
}

function readRoom(object: Wire): RoomListed {
  return {
    room: text(object.room),
    people: count(object.people),
    topic: text(object.topic),
    isPublic: object.public === true,
    isYours: object.yours === true,
  };
}

function readFound(event: Wire): Found {
  return {
    room: text(event.room),
    seq: count(event.seq),
    isAction: event.type === "action",
    from: text(event.from),
    text: text(event.text),
    at: moment(event.time, 0),
  };
}

function readBan(object: Wire): Ban {
  return {
    name: text(object.name),
    network: text(object.network),
    by: text(object.by),
    since: moment(object.since, 0),
    until: object.until === undefined ? undefined : moment(object.until, 0),
    reason: text(object.reason),
  };
}

function readWhois(object: Wire): Whois {
  const optional = (value: unknown) => value === undefined ? undefined : text(value);
  const number = (value: unknown) => value === undefined ? undefined : count(value);
  return {
    name: text(object.name),
    id: count(object.id),
    isOperator: object.operator === true,
    since: moment(object.since, 0),
    idle: count(object.idle),
    away: optional(object.away),
    rooms: objects(object.rooms).map(({ room, rank }) => ({
      room: text(room),
      rank: readRank(rank),
    })),
    address: optional(object.address),
    transport: optional(object.transport),
    client: optional(object.client),
    queued: number(object.queued),
    skipped: number(object.skipped),
  };
}
