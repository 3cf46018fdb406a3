/**
 * Reads the lines of an export, one after the other, and refuses what an export would not have. Pure.
 *
 * @module
 */

import type { OrderChange } from "../../core/order.ts";
import { parseRoom } from "../../core/reading/names.ts";
import type { RoomName } from "../../core/units.ts";
import { fold } from "../../text/fold.ts";
import { MAX_SEQ } from "../../store/sql/event_row.ts";
import { MAX_PLACES } from "../../store/sql/place_table.ts";
import type { LineFault } from "../../words/upkeep.ts";
import { type Fields, parseObject, readCount, readText } from "../../wire/json/object.ts";
import { ORDER_TYPES, readOrder } from "./order_line.ts";
import { readEvent, readInstant } from "./read_event.ts";
import type { EventRecord, RoomRecord } from "./record.ts";

/** As the daemon makes them. */
const EPOCH = /^[\w.-]{1,64}$/;

/** One line as what it stands for. */
export type Read =
  | { readonly kind: "room"; readonly room: RoomRecord }
  | { readonly kind: "event"; readonly record: EventRecord }
  | { readonly kind: "order"; readonly change: OrderChange }
  | { readonly kind: "bad"; readonly fault: LineFault };

/** A room, and the number of its last event so far. */
interface Place {
  readonly record: RoomRecord;
  seq: number;
}

/** Reads the lines of one export in their order. Holds the rooms, each about 300 bytes, and no events. */
export class RecordReader {
  readonly #maxRooms: number;
  /** The rooms by name, exactly as it is written, and then by epoch. */
  readonly #rooms = new Map<RoomName, Map<string, Place>>();
  /** Folded names with epochs, which are unique. */
  readonly #known = new Set<string>();
  #isPastRooms = false;

  /** At the first line. A test may set the most rooms. */
  constructor(maxRooms: number = MAX_PLACES) {
    this.#maxRooms = maxRooms;
  }

  /** Reads the next line, given without its end. After a bad line the reader may not be used. Never throws. */
  read(line: string): Read {
    const fields = parseObject(line);
    if (fields === undefined) return bad({ code: "not-object" });
    // An event about a setting of a room has the same type, and always a setting.
    const isRoom = fields.type === "room" && !Object.hasOwn(fields, "setting");
    if (isRoom) return this.#readRoom(fields);
    if (!ORDER_TYPES.includes(fields.type)) return this.#readEvent(fields);
    const change = readOrder(fields);
    return "code" in change ? bad(change) : { kind: "order", change };
  }

  #readRoom(fields: Fields): Read {
    const record = roomOf(fields);
    if ("code" in record) return bad(record);
    const { room, epoch } = record;
    if (this.#isPastRooms) return bad({ code: "room-late", room });
    const key = `${fold(room)} ${epoch}`;
    if (this.#known.has(key)) return bad({ code: "room-twice", room });
    if (this.#known.size >= this.#maxRooms) {
      return bad({ code: "too-many-rooms", limit: this.#maxRooms });
    }
    this.#known.add(key);
    const places = this.#rooms.get(room) ?? new Map<string, Place>();
    this.#rooms.set(room, places.set(epoch, { record, seq: 0 }));
    return { kind: "room", room: record };
  }

  #readEvent(fields: Fields): Read {
    this.#isPastRooms = true;
    const place = this.#placeOf(fields);
    if ("code" in place) return bad(place);
    const { epoch, room, seq: last } = place.record;
    const event = readEvent(fields, room);
    if ("code" in event) return bad(event);
    const { seq } = event;
    if (seq <= place.seq) return bad({ code: "seq-order", seq, before: place.seq });
    if (seq > last) return bad({ code: "seq-beyond", seq, last });
    place.seq = seq;
    return { kind: "event", record: { epoch, event } };
  }

  /** The room of an event. One that has no room may be no event at all, which is said instead. */
  #placeOf(fields: Fields): Place | LineFault {
    const { room: name, epoch } = fields;
    if (typeof name !== "string") {
      const event = readEvent(fields, "" as RoomName);
      const isUnknown = "code" in event && event.code === "unknown-type";
      return isUnknown ? event : { code: "bad-field", field: "room" };
    }
    const room = readText(name) ?? "";
    const places = this.#rooms.get(name as RoomName);
    if (places === undefined) return { code: "no-room", room };
    if (epoch !== undefined) {
      const place = typeof epoch === "string" ? places.get(epoch) : undefined;
      return place ?? { code: "no-room", room };
    }
    const [only] = places.values();
    return only === undefined || places.size > 1 ? { code: "needs-epoch", room } : only;
  }
}

function roomOf(fields: Fields): RoomRecord | LineFault {
  const { room, epoch } = fields;
  const name = typeof room === "string" ? parseRoom(room) : undefined;
  if (typeof name !== "string" || name !== room) return { code: "bad-field", field: "room" };
  if (typeof epoch !== "string" || !EPOCH.test(epoch)) return { code: "bad-field", field: "epoch" };
  const seq = whole(fields.seq);
  if (seq === undefined || seq > MAX_SEQ) return { code: "bad-field", field: "seq" };
  const state = stateOf(fields, seq);
  return "code" in state ? state : { room: name, epoch, seq, ...state };
}

/** The fields that an export leaves out if they are as usual. */
function stateOf(
  fields: Fields,
  seq: number,
): Omit<RoomRecord, "room" | "epoch" | "seq"> | LineFault {
  const said = whole(fields.said ?? 0);
  if (said === undefined) return { code: "bad-field", field: "said" };
  const topic = readText(fields.topic ?? "");
  if (topic === undefined) return { code: "bad-field", field: "topic" };
  const reserved = whole(fields.reserved ?? seq);
  if (reserved === undefined || reserved < seq) return { code: "bad-field", field: "reserved" };
  const openFrom = whole(fields.openFrom ?? 0);
  if (openFrom === undefined) return { code: "bad-field", field: "openFrom" };
  const closed = fields.closed === undefined ? undefined : readInstant(fields.closed);
  const isWrong = fields.closed !== undefined && closed === undefined;
  return isWrong
    ? { code: "bad-field", field: "closed" }
    : { said, topic, reserved, openFrom, closed };
}

function whole(value: unknown): number | undefined {
  const count = readCount(value);
  return count !== undefined && Number.isInteger(count) ? count : undefined;
}

function bad(fault: LineFault): Read {
  return { kind: "bad", fault };
}
