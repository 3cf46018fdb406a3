/**
 * The daemon's answers to what was asked. PURE.
 *
 * @module
 */

import { fold } from "../text/mentions.ts";
import type { Answer, Ban, Found, RoomListed, Whois, Wire } from "./change.ts";
import { count, moment, objects, text, texts } from "./fields.ts";
import type { Line, SpokenLine } from "./line.ts";
import { contentOf } from "./reading_lines.ts";
import { endHello } from "./entering.ts";
import { readRank } from "./room_rules.ts";
import type { State } from "./state.ts";

/** The answer to `who`: it is exact. */
export function hearMembers(state: State, object: Wire): void {
  const talk = state.room(text(object.room));
  if (talk === undefined) return;
  const members = objects(object.members);
  const names = members.map(({ name }) => text(name));
  talk.members.list(names, names.length + count(object.more));
  for (const { name, away, rank, voice } of members) {
    talk.members.note(text(name), {
      away: away === undefined ? undefined : text(away),
      rank: readRank(rank),
      hasVoice: voice === true,
    });
  }
  state.peopleChanged(talk);
}

/** The answer to `whois`: for a panel, unless the model itself has asked for the user's own ranks. */
export function hearWhois(state: State, object: Wire): void {
  const person = readWhois(object);
  const isYou = fold(person.name) === fold(state.you);
  for (const { room, rank } of person.rooms) {
    const talk = state.room(room);
    if (talk === undefined) continue;
    talk.members.note(person.name, { rank, away: person.away });
    if (isYou) talk.rank = rank;
    state.peopleChanged(talk);
  }
  if (isYou && state.isOperator !== person.isOperator) {
    state.isOperator = person.isOperator;
    state.changed({ kind: "you" });
  }
  if (isYou && state.selfAsked > 0) {
    state.selfAsked -= 1;
    endHello(state);
  } else answered(state, { kind: "whois", person });
}

/** The answer to `topic` and `room` without a text: these have no number. */
export function hearShown(state: State, object: Wire): void {
  const talk = state.room(text(object.room));
  if (talk === undefined) return;
  if (object.type === "topic") talk.topic = text(object.text);
  else {
    talk.settings = {
      isPrivate: object.private === true,
      hasPassword: object.password === true,
      isTopicLocked: object.topicLock === true,
      isModerated: object.moderated === true,
      isKept: object.keep === true,
    };
  }
  state.changed({ kind: "room", talk });
}

/** An answer that a panel shows; false if it is none. */
export function hearAnswer(state: State, object: Wire, at: number): boolean {
  switch (object.type) {
    case "rooms": {
      const rooms = objects(object.rooms).map(readRoom);
      answered(state, { kind: "rooms", rooms, more: count(object.more) });
      return true;
    }
    case "found": {
      const lines = objects(object.events).flatMap((event) => readFound(state, event, at));
      answered(state, { kind: "found", lines, hasMore: object.more === true });
      return true;
    }
    case "bans": {
      const bans = objects(object.bans).map(readBan);
      const room = text(object.room);
      answered(state, { kind: "bans", room, bans, more: count(object.more) });
      return true;
    }
    case "ignored": {
      const names = texts(object.names);
      state.ignored.clear();
      for (const name of names) state.ignored.add(fold(name));
      answered(state, { kind: "ignored", names });
      return true;
    }
    default:
      return false;
  }
}

function answered(state: State, answer: Answer): void {
  state.changed({ kind: "answer", answer });
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

function readFound(state: State, event: Wire, at: number): Found[] {
  const isOwn = (name: string) => fold(name) === fold(state.you);
  const content = contentOf(event, { at, isOwn, isCall: () => false });
  if (content?.kind !== "message" && content?.kind !== "action") return [];
  const line: Line = { ...content, key: state.nextKey() };
  return [{ room: text(event.room), line: line satisfies SpokenLine }];
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
