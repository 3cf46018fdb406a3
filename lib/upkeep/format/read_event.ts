/**
 * Reads the object of an event as the event that it was, strictly: a missing or wrong field is named. Texts
 * are sanitised. Names are not, because a name that had to be changed would be another person's. Pure.
 *
 * @module
 */

import type { LeaveReason, RoomMessage } from "../../core/message.ts";
import { type Nick, parseNick } from "../../core/reading/names.ts";
import type { Millis, RoomName } from "../../core/units.ts";
import type { RoomSetting } from "../../core/room_change.ts";
import { readReason } from "../../wire/json/notice.ts";
import { MAX_SEQ } from "../../store/sql/event_row.ts";
import type { LineFault } from "../../words/upkeep.ts";
import { type Fields, readCount, readText } from "../../wire/json/object.ts";
import { readRank } from "../../wire/json/whois.ts";

/** The last instant with a year of four digits. */
const LAST_INSTANT: Millis = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A time as the daemon writes it, or as RFC 3339 allows: in UTC, with a fraction of any length. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** The names that the daemon gives: `guest-7`, `127.0.0.1:40321`, `[::1]:40321`. */
const GIVEN_NAME =
  /^(?:guest-\d{1,16}|(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}(?:%[\w.-]{1,20})?\]):\d{1,5})$/;

/** The settings of a room that are on or off. */
const SETTINGS: readonly RoomSetting[] = ["private", "password", "topic-lock", "moderated", "keep"];

/** A field cannot be used. */
class BadField extends Error {
  /** For the field of this name. */
  constructor(readonly field: string) {
    super(`the field ${field} is missing or wrong`);
  }
}

/** The event that an object is; otherwise what is wrong with it. `room` has been looked at. Never throws. */
export function readEvent(fields: Fields, room: RoomName): RoomMessage | LineFault {
  try {
    return eventOf(fields, room) ?? { code: "unknown-type", type: readText(fields.type) ?? "" };
  } catch (error) {
    if (!(error instanceof BadField)) throw error;
    return { code: "bad-field", field: error.field };
  }
}

/** A name as it may stand in a record; undefined if it is none. Never throws. */
export function readName(value: unknown): Nick | undefined {
  if (typeof value !== "string") return undefined;
  const name = parseNick(value);
  if (typeof name === "string") return name === value ? name : undefined;
  // Words that are reserved, and scripts that do not mix, are rules for new names and may change.
  const isShapely = name.code === "name-reserved" || name.code === "name-mixed-scripts";
  const isOld = isShapely && value.normalize("NFKC") === value;
  return isOld || GIVEN_NAME.test(value) ? value as Nick : undefined;
}

/** An instant as it may stand in a record; undefined if it is none. Never throws. */
export function readInstant(value: unknown): Millis | undefined {
  if (typeof value !== "string" || !TIME.test(value)) return undefined;
  const time = Date.parse(value);
  if (!(time >= 0 && time <= LAST_INSTANT)) return undefined;
  // The runtime takes the 30th of February for the 2nd of March.
  return new Date(time).toISOString().slice(0, 19) === value.slice(0, 19) ? time : undefined;
}

/** Undefined for a type that no event has. Throws {@linkcode BadField}. */
function eventOf(fields: Fields, room: RoomName): RoomMessage | undefined {
  switch (fields.type) {
    case "message":
    case "action":
    case "topic":
      return {
        ...stamp(fields, room),
        kind: fields.type,
        from: name(fields, "from"),
        text: text(fields, "text"),
      };
    case "joined":
      return { ...stamp(fields, room), kind: "joined", name: name(fields, "name") };
    case "left":
      return {
        ...stamp(fields, room),
        kind: "left",
        name: name(fields, "name"),
        reason: reason(fields),
      };
    case "renamed":
      return {
        ...stamp(fields, room),
        kind: "renamed",
        from: name(fields, "from"),
        to: name(fields, "to"),
      };
    case "room":
      return change(fields, room);
    default:
      return undefined;
  }
}

function stamp(
  fields: Fields,
  room: RoomName,
): { readonly seq: number; readonly time: Millis; readonly room: RoomName } {
  const seq = readCount(fields.seq);
  if (seq === undefined || !Number.isInteger(seq) || seq < 1 || seq > MAX_SEQ) {
    throw new BadField("seq");
  }
  const time = readInstant(fields.time);
  if (time === undefined) throw new BadField("time");
  return { seq, time, room };
}

function change(fields: Fields, room: RoomName): RoomMessage {
  const { setting, value } = fields;
  if (setting === "owner") {
    return { ...stamp(fields, room), kind: "room", setting, value: name(fields, "value") };
  }
  const event = { ...stamp(fields, room), kind: "room", from: name(fields, "from") } as const;
  if (setting === "rank") {
    const rank = readRank(value);
    if (rank === undefined) throw new BadField("value");
    return { ...event, setting, name: name(fields, "name"), value: rank };
  }
  if (typeof value !== "boolean") throw new BadField("value");
  if (setting === "voice") return { ...event, setting, name: name(fields, "name"), value };
  const known = SETTINGS.find((each) => each === setting);
  if (known === undefined) throw new BadField("setting");
  return { ...event, setting: known, value };
}

function reason(fields: Fields): LeaveReason {
  const { by, code } = fields;
  if (by === "daemon") {
    const known = readReason(fields);
    if (known === undefined) throw new BadField("code");
    const isPutOut = known.code === "kicked" || known.code === "banned";
    if (isPutOut && readName(known.from) === undefined) throw new BadField("from");
    return known;
  }
  if (by !== "member") throw new BadField("by");
  switch (code) {
    case "quit": {
      const words = text(fields, "reason");
      return { by, code, ...(words !== "" && { text: words }) };
    }
    case "end-of-input":
    case "lost":
    case "part":
      return { by, code };
    default:
      throw new BadField("code");
  }
}

function name(fields: Fields, field: string): Nick {
  const found = readName(fields[field]);
  if (found === undefined) throw new BadField(field);
  return found;
}

function text(fields: Fields, field: string): string {
  const found = readText(fields[field]);
  if (found === undefined) throw new BadField(field);
  return found;
}
