/**
 * English: the wording of docs/protocol.md, letter for letter.
 *
 * @module
 */

import { LOBBY } from "../lobby.ts";
import { sayNotice, sayReason } from "../notice_words.ts";
import type { Wording } from "../wording.ts";
import { ENGLISH_NOTICES, ENGLISH_REASONS } from "./notices.ts";

/** The daemon's words in English. */
export const ENGLISH_WORDING: Wording = {
  you: (name) => `You are ${name}`,
  alsoHere: (names, more) => `Also here: ${listed(names, more)}`,
  nobodyElse: "Nobody else is here",
  arrived: (names, more) => several(names, more, "has arrived", "have arrived"),
  left: (names, more) => several(names, more, "has left", "have left"),
  leftSaying: (name, words) => `${name} has left: ${words}`,
  leftBecause: (name, reason) => `${name} has left (${reason})`,
  crowd: (verb, count) => count === 1 ? `1 person has ${verb}` : `${count} people have ${verb}`,
  renamed: (from, to) => `${from} is now known as ${to}`,
  roomAlsoHere: (room, names, more) => `-- #${room}: also here: ${listed(names, more)}`,
  roomEmpty: (room) => `-- #${room}: nobody else is here`,
  topic: (room, text) => text === "" ? `-- #${room} has no topic` : `-- #${room} topic: ${text}`,
  topicSet: (name, text) =>
    text === "" ? `${name} removed the topic` : `${name} changed the topic to: ${text}`,
  roomChanged: (change) => {
    switch (change.setting) {
      case "private":
        return `${change.from} made the room ${change.value ? "private" : "public"}`;
      case "password":
        return `${change.from} ${change.value ? "set a password" : "removed the password"}`;
      case "owner":
        return `${change.value} owns the room now`;
      case "topic-lock":
        return `${change.from} ${change.value ? "locked" : "unlocked"} the topic`;
      case "moderated":
        return change.value
          ? `${change.from} made the room moderated`
          : `${change.from} lets everybody speak again`;
      case "keep":
        return `${change.from} keeps the room${change.value ? "" : " no longer"}`;
      case "rank":
        return change.value === "member"
          ? `${change.from} took the rank of ${change.name} away`
          : `${change.from} made ${change.name} ${
            change.value === "owner" ? "an owner" : "a moderator"
          }`;
      case "voice":
        return change.value
          ? `${change.from} gave ${change.name} a voice`
          : `${change.from} took the voice of ${change.name} away`;
    }
  },
  roomShown: ({ room, isPrivate, hasPassword, isTopicLocked, isModerated, isKept }) =>
    `-- #${room}: ${isPrivate ? "private" : "public"}, ${hasPassword ? "with a" : "no"} password` +
    `${isTopicLocked ? ", topic locked" : ""}${isModerated ? ", moderated" : ""}` +
    `${isKept ? ", kept" : ""}`,
  room: (room, people, topic) => `-- #${room}, ${people} here${topic === "" ? "" : `: ${topic}`}`,
  moreRooms: (count) => `-- and ${count} more`,
  member: ({ name, id, here, idle, address, away }) =>
    `-- ${name} #${id}, here ${here}, idle ${idle}` +
    `${address ? `, from ${address}` : ""}${away ? `, away: ${away}` : ""}`,
  moreMembers: (count) => `-- and ${count} more`,
  person: ({ name, id, isOperator, since, idle, away }) =>
    `-- ${name} #${id}${isOperator ? ", operator" : ""}${since ? `, here since ${since}` : ""}` +
    `, idle ${idle}${away ? `, away: ${away}` : ""}`,
  roomsOf: (name, rooms) =>
    `-- ${name} is in ${
      rooms.map(({ room, rank }) => `#${room}${rank === "member" ? "" : ` (${rank})`}`).join(", ")
    }`,
  connection: ({ name, address, transport, program, queued, skipped }) =>
    `-- ${name} comes${address ? ` from ${address}` : ""} over ${transport}` +
    `${program ? ` with ${program}` : ""}; ` +
    `${queued} ${queued === 1 ? "byte waits" : "bytes wait"}, ` +
    `${skipped} ${skipped === 1 ? "line was" : "lines were"} skipped`,
  ban: ({ on, network, by, since, until, reason }) =>
    `-- ${on}${network ? ` (${network})` : ""}: banned${by ? ` by ${by}` : ""}${
      since ? ` ${since}` : ""
    }` +
    `${until ? ` until ${until}` : ""}${reason ? `: ${reason}` : ""}`,
  moreBans: (count) => `-- and ${count} more`,
  bansNobody: (room) =>
    room === LOBBY ? "-- nobody is banned from this server" : `-- nobody is banned from #${room}`,
  ignores: (names) => `-- you ignore ${names.join(", ")}`,
  ignoresNobody: "-- you ignore nobody",
  recorded: "-- this room is recorded",
  roomRecorded: (room) => `-- #${room}: this room is recorded`,
  historyBegin: (where, count, since) =>
    `-- ${where}history: ${count} ${count === 1 ? "line" : "lines"}${
      since === undefined ? "" : ` since ${since} UTC`
    }`,
  historyEmpty: (where) => `-- ${where}history: no lines`,
  historyEnd: (where) => `-- ${where}end of history`,
  historyEarlier: (command) => `-- earlier: ${command}`,
  gap: (count) => `-- ${count} ${count === 1 ? "line is" : "lines are"} missing here`,
  foundNothing: "-- nothing found",
  foundMore: "-- more: /search more",
  skipped: (count) => `-- ${count} ${count === 1 ? "message" : "messages"} skipped`,
  disconnected: (reason) => `-- disconnected: ${reason}`,
  notice: (notice) => sayNotice(ENGLISH_NOTICES, notice),
  reason: (reason) => sayReason(ENGLISH_REASONS, reason),
};

function listed(names: readonly string[], more: number): string {
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function several(names: readonly string[], more: number, one: string, many: string): string {
  if (names.length === 1 && more === 0) return `${names[0]} ${one}`;
  const rest = more > 0 ? ` and ${more} more` : "";
  return `${names.join(", ")}${rest} ${names.length + more === 1 ? one : many}`;
}
