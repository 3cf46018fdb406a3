/**
 * Decodes the events of a room, for a client; `decode.ts` decodes everything else.
 *
 * @module
 */

import type { RoomSetting } from "../../core/room_change.ts";
import type { RoomEvent, RoomStamp } from "./daemon_event.ts";
import { type Fields, isFields } from "./object.ts";
import { count, instant, list, reason, roomOf, text, token } from "./values.ts";
import { readRank } from "./whois.ts";

/** The settings of a room that are on or off. */
const SETTINGS: readonly RoomSetting[] = ["private", "password", "topic-lock", "moderated", "keep"];

/**
 * An event of a room; undefined for anything else, for an event that this client does not know, and for one without the
 * name of a person that it is about. Never throws.
 */
export function readRoomEvent(fields: Fields): RoomEvent | undefined {
  const event = read(fields);
  return event !== undefined && isNameless(event) ? undefined : event;
}

/** Whether a name is missing without which there is nothing to say. */
function isNameless(event: RoomEvent): boolean {
  switch (event.kind) {
    case "message":
    case "action":
      return event.from === "";
    case "joined":
    case "left":
      return event.name === "";
    case "renamed":
      return event.from === "" || event.to === "";
    default:
      return false;
  }
}

function read(fields: Fields): RoomEvent | undefined {
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

/** The events of a room that were told before, without those that this client does not know. Never throws. */
export function past(value: unknown): readonly RoomEvent[] {
  return list(value).filter(isFields).flatMap((fields) => readRoomEvent(fields) ?? []);
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

function stamp(fields: Fields): RoomStamp {
  return {
    room: roomOf(fields),
    seq: count(fields.seq),
    time: instant(fields.time),
  };
}
