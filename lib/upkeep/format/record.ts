/**
 * The lines of an export: one JSON object each. First comes a line for each room, then what was decided to
 * keep order (order_line.ts), then one line for each event, which is the object that programs were told, e.g.
 * `{"type":"message","seq":7,...}`. Pure.
 *
 * @module
 */

import type { RoomMessage } from "../../core/message.ts";
import type { Millis, RoomName } from "../../core/units.ts";
import { jsonCodec } from "../../wire/json/codec.ts";
import { textCodecs } from "../../wire/text/codec.ts";
import type { Language } from "../../core/language.ts";

/** What an export has of one room, in one epoch: the numbers of the events count within it. */
export interface RoomRecord {
  /** Its name. */
  readonly room: RoomName;
  /** Tells it from other rooms that had the same name. */
  readonly epoch: string;
  /** The number of the last event that was told; those of all kept events are at most this. */
  readonly seq: number;
  /** How many messages and actions were told, those that are kept no more included. */
  readonly said: number;
  /** Its topic; empty if it has none. */
  readonly topic: string;
  /** The last number that may have been told, after a crash; at least `seq`. */
  readonly reserved: number;
  /** What has this number or a lower one was said before the room became public; 0 if it always was. */
  readonly openFrom: number;
  /** When it vanished or became private, since the epoch; undefined while it is recorded. */
  readonly closed: Millis | undefined;
}

/** One event of a room, and the room's epoch. */
export interface EventRecord {
  /** The epoch. */
  readonly epoch: string;
  /** The event. */
  readonly event: RoomMessage;
}

/** Writes a room as a line, with its end; what is as usual is left out. Never throws. */
export function roomLine(record: RoomRecord): string {
  const { room, epoch, seq, said, topic, reserved, openFrom, closed } = record;
  const object = {
    ...{ type: "room", room, epoch, seq, said },
    ...(topic !== "" && { topic }),
    ...(reserved > seq && { reserved }),
    ...(openFrom > 0 && { openFrom }),
    ...(closed !== undefined && { closed: new Date(closed).toISOString() }),
  };
  return `${JSON.stringify(object)}\n`;
}

/** Writes events as lines, once it is known which names of rooms are not enough. Never throws. */
export class EventWriter {
  readonly #ambiguous: ReadonlySet<RoomName>;

  /** For an export of these rooms. If several have one name, their events say their epoch. */
  constructor(rooms: Iterable<Pick<RoomRecord, "room">>) {
    const known = new Set<RoomName>();
    const ambiguous = new Set<RoomName>();
    for (const { room } of rooms) {
      if (known.has(room)) ambiguous.add(room);
      known.add(room);
    }
    this.#ambiguous = ambiguous;
  }

  /** Writes an event as a line, with its end. Never throws. */
  line({ epoch, event }: EventRecord): string {
    const line = jsonCodec.encode(event);
    if (!this.#ambiguous.has(event.room)) return line;
    return `${line.trimEnd().slice(0, -1)},"epoch":${JSON.stringify(epoch)}}\n`;
  }
}

/**
 * Writes an event as a line for people, with its end: the time in UTC, and then what they were told, e.g.
 * `[2026-11-26 14:02:03] #dev ann: hello`. Never throws.
 */
export function textLine(event: RoomMessage, language: Language): string {
  const time = new Date(event.time).toISOString().slice(0, 19).replace("T", " ");
  return `[${time}] ${textCodecs[language].encode(event)}`;
}
