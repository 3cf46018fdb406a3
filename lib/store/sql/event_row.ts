/**
 * Events of rooms as rows of the table `event`, and back.
 *
 * @module
 */

import type { LeaveReason, RoomMessage } from "../../core/message.ts";
import type { RoomSetting } from "../../core/room_change.ts";
import type { Nick } from "../../core/reading/names.ts";
import type { Rank } from "../../core/state/access.ts";
import type { Millis, RoomName } from "../../core/units.ts";

/** The columns of an event beside its id. */
export interface EventRow {
  /** When it was told, since the epoch. */
  readonly time: Millis;
  /** See {@linkcode EVENT_KINDS}. */
  readonly kind: number;
  /** Whom it is about: who said it, arrived, left, had this name before; empty for a new owner. */
  readonly name: string;
  /** What was said, the new topic, the new name, the new owner, the member with another rank; otherwise empty. */
  readonly text: string;
  /** What else there is, as JSON: the reason of a departure, a setting and its value; or null. */
  readonly detail: string | null;
}

/** The kinds by number, as the file has them; a number is never given to another kind. */
export const EVENT_KINDS: Readonly<Record<RoomMessage["kind"], number>> = {
  message: 1,
  action: 2,
  joined: 3,
  left: 4,
  renamed: 5,
  topic: 6,
  room: 7,
};

/** The highest kind of what is said: messages and actions alone are searched and counted. */
export const LAST_SAID_KIND: number = EVENT_KINDS.action;

/** The part of an id that is the place is this many bits higher than the part that is the number. */
const SEQ_RANGE = 2 ** 32;

/** The highest `seq` that an event can have in the file. */
export const MAX_SEQ = SEQ_RANGE - 1;

/** The id of an event. Numbers beyond `MAX_SEQ` have none: the caller has looked. Never throws. */
export function eventId(place: number, seq: number): number {
  return place * SEQ_RANGE + seq;
}

/** The place and the number in an id. Never throws. */
export function partsOfId(id: number): { readonly place: number; readonly seq: number } {
  return { place: Math.floor(id / SEQ_RANGE), seq: id % SEQ_RANGE };
}

/** Whether it is a message or an action. Never throws. */
export function isSaid(message: RoomMessage): boolean {
  return message.kind === "message" || message.kind === "action";
}

/** The columns of an event. Never throws. */
export function toRow(message: RoomMessage): EventRow {
  const { time } = message;
  const kind = EVENT_KINDS[message.kind];
  const row = (name: string, text = "", detail: unknown = null): EventRow => ({
    time,
    kind,
    name,
    text,
    detail: detail === null ? null : JSON.stringify(detail),
  });
  switch (message.kind) {
    case "message":
    case "action":
    case "topic":
      return row(message.from, message.text);
    case "joined":
      return row(message.name);
    case "left":
      return row(message.name, "", message.reason);
    case "renamed":
      return row(message.from, message.to);
    case "room": {
      if (message.setting === "owner") return row("", message.value, { setting: "owner" });
      const { from, setting, value } = message;
      return row(from, "name" in message ? message.name : "", { setting, value });
    }
    default:
      return message satisfies never;
  }
}

/**
 * The event of a row. The texts of the file passed the rules when they were written.
 *
 * @throws {SyntaxError} if the row has no meaning: the file is damaged, or of a later version.
 */
export function fromRow(row: EventRow, room: RoomName, seq: number): RoomMessage {
  const stamp = { seq, time: row.time, room };
  const name = row.name as Nick;
  switch (row.kind) {
    case EVENT_KINDS.message:
      return { kind: "message", from: name, text: row.text, ...stamp };
    case EVENT_KINDS.action:
      return { kind: "action", from: name, text: row.text, ...stamp };
    case EVENT_KINDS.topic:
      return { kind: "topic", from: name, text: row.text, ...stamp };
    case EVENT_KINDS.joined:
      return { kind: "joined", name, ...stamp };
    case EVENT_KINDS.left:
      return { kind: "left", name, reason: detailOf(row) as LeaveReason, ...stamp };
    case EVENT_KINDS.renamed:
      return { kind: "renamed", from: name, to: row.text as Nick, ...stamp };
    case EVENT_KINDS.room: {
      const change = detailOf(row) as
        | { readonly setting: "owner" }
        | { readonly setting: "rank"; readonly value: Rank }
        | { readonly setting: "voice" | RoomSetting; readonly value: boolean };
      const other = row.text as Nick;
      if (change.setting === "owner") {
        return { kind: "room", setting: "owner", value: other, ...stamp };
      }
      const event = { kind: "room", from: name, ...stamp } as const;
      if (change.setting === "rank") return { ...event, ...change, name: other };
      if (change.setting === "voice") {
        return { ...event, setting: "voice", name: other, value: change.value };
      }
      return { ...event, setting: change.setting, value: change.value };
    }
    default:
      throw new SyntaxError(`An event of the unknown kind ${row.kind}`);
  }
}

function detailOf({ detail }: EventRow): object {
  const value: unknown = detail === null ? undefined : JSON.parse(detail);
  if (typeof value === "object" && value !== null) return value;
  throw new SyntaxError("An event lacks its detail");
}
