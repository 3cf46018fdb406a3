/**
 * The lines of an export with what was decided to keep order, written and read: a ban, a mute, the lockdown,
 * a kept room, e.g. `{"type":"ban","room":"lobby","network":"192.0.2.7",...}`. Pure.
 *
 * @module
 */

import type { KeptRoom, KeptSentence, OrderChange, OrderKept } from "../../core/order.ts";
import { parseRoom } from "../../core/reading/names.ts";
import type { Millis, RoomName } from "../../core/units.ts";
import { parseNetwork } from "../../ip/network.ts";
import { type Fields, readCount, readText } from "../../wire/json/object.ts";
import type { LineFault } from "../../words/upkeep.ts";
import { readInstant, readName } from "./read_event.ts";

/** The types of these lines. */
export const ORDER_TYPES: readonly unknown[] = ["lockdown", "kept", "ban", "mute"];

/** As the daemon makes them. */
const DIGEST = /^[0-9a-f]{64}$/;

/** Writes everything that is in force as lines, in a fixed order. Never throws. */
export function orderLines({ isLockedDown, rooms, bans, mutes }: OrderKept): string[] {
  return [
    ...isLockedDown ? [{ type: "lockdown" }] : [],
    ...rooms.map(roomObject),
    ...bans.map((ban) => sentenceObject("ban", ban)),
    ...mutes.map((mute) => sentenceObject("mute", mute)),
  ].map((object) => `${JSON.stringify(object)}\n`);
}

/** What a line of one of {@linkcode ORDER_TYPES} says; otherwise what is wrong with it. Never throws. */
export function readOrder(fields: Fields): OrderChange | LineFault {
  const { type } = fields;
  if (type === "lockdown") return { kind: "lockdown", isOn: true };
  const name = typeof fields.room === "string" ? parseRoom(fields.room) : undefined;
  if (typeof name !== "string" || name !== fields.room) return wrong("room");
  if (type === "kept") return readRoom(fields, name);
  return readSentence(fields, name, type === "ban" ? "ban" : "mute");
}

function roomObject(kept: KeptRoom): object {
  const { room, isPrivate, isTopicLocked, isModerated, password, openFrom } = kept;
  return {
    ...{ type: "kept", room },
    ...(isPrivate && { private: true }),
    ...(isTopicLocked && { topicLock: true }),
    ...(isModerated && { moderated: true }),
    password,
    ...(openFrom > 0 && { openFrom }),
  };
}

function sentenceObject(type: "ban" | "mute", sentence: KeptSentence): object {
  const { room, network, name, until, by, reason, since } = sentence;
  return {
    ...{ type, room, network, name },
    ...(until !== undefined && { until: timeOf(until) }),
    ...(by !== "" && { by }),
    ...(reason !== "" && { reason }),
    since: timeOf(since),
  };
}

function timeOf(instant: Millis): string {
  return new Date(instant).toISOString();
}

function readRoom(fields: Fields, room: RoomName): OrderChange | LineFault {
  const { topicLock = false, moderated = false, password, openFrom: from = 0 } = fields;
  const isPrivate = fields.private ?? false;
  if (typeof isPrivate !== "boolean") return wrong("private");
  if (typeof topicLock !== "boolean") return wrong("topicLock");
  if (typeof moderated !== "boolean") return wrong("moderated");
  const isDigest = typeof password === "string" && DIGEST.test(password);
  if (password !== undefined && !isDigest) return wrong("password");
  const openFrom = readCount(from);
  if (openFrom === undefined || !Number.isInteger(openFrom)) return wrong("openFrom");
  return {
    ...{ kind: "room", room, isKept: true, isPrivate },
    ...{ isTopicLocked: topicLock, isModerated: moderated, openFrom },
    ...(isDigest && { password }),
  };
}

function readSentence(
  fields: Fields,
  room: RoomName,
  kind: "ban" | "mute",
): OrderChange | LineFault {
  const { network } = fields;
  if (typeof network !== "string" || parseNetwork(network) !== network) return wrong("network");
  const name = fields.name === undefined ? undefined : readName(fields.name);
  if (name === undefined && fields.name !== undefined) return wrong("name");
  const until = fields.until === undefined ? undefined : readInstant(fields.until);
  if (until === undefined && fields.until !== undefined) return wrong("until");
  const by = fields.by === undefined ? "" : readName(fields.by);
  if (by === undefined) return wrong("by");
  const reason = readText(fields.reason ?? "");
  if (reason === undefined) return wrong("reason");
  const since = readInstant(fields.since);
  if (since === undefined) return wrong("since");
  const ends = { ...(name !== undefined && { name }), ...(until !== undefined && { until }) };
  return { kind, room, network, by, reason, since, ...ends };
}

function wrong(field: string): LineFault {
  return { code: "bad-field", field };
}
