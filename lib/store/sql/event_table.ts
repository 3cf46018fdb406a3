/**
 * The table `event`: what rooms were told, and its entries in the index.
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { RoomMessage } from "../../core/message.ts";
import type { Millis } from "../../core/units.ts";
import {
  eventId,
  type EventRow,
  fromRow,
  LAST_SAID_KIND,
  MAX_SEQ,
  partsOfId,
  toRow,
} from "./event_row.ts";
import type { PlaceRow, PlaceTable } from "./place_table.ts";
import type { WordIndex } from "./word_index.ts";

/** A row with its id. */
export interface StoredRow extends EventRow {
  /** See `eventId`. */
  readonly id: number;
}

/** Which events of a place are meant; both bounds are included. */
export interface Span {
  /** The lowest number. */
  readonly from: number;
  /** The highest number. */
  readonly to: number;
}

const COLUMNS = "id, time, kind, name, text, detail";

/** So many messages are read at a time to be indexed. */
const INDEXED_AT_ONCE = 1000;

/** So many rows are written by one statement: a statement for each takes twice the time. */
const ROWS_AT_ONCE = 50;

/** Reads and writes events. Every method throws what SQLite throws. */
export class EventTable {
  readonly #places: PlaceTable;
  readonly #index: WordIndex;
  readonly #insert: StatementSync;
  readonly #insertMany: StatementSync;
  readonly #any: StatementSync;
  readonly #get: StatementSync;
  readonly #up: StatementSync;
  readonly #down: StatementSync;
  readonly #saidUp: StatementSync;
  readonly #saidDown: StatementSync;
  readonly #lastBefore: StatementSync;
  readonly #older: StatementSync;
  readonly #back: StatementSync;
  readonly #remove: StatementSync;

  /** The table of this database, which must have the present schema. */
  constructor(db: DatabaseSync, { places, index }: { places: PlaceTable; index: WordIndex }) {
    this.#places = places;
    this.#index = index;
    this.#insert = db.prepare(
      `INSERT INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    );
    const rows = Array.from({ length: ROWS_AT_ONCE }, () => "(?, ?, ?, ?, ?, ?)");
    this.#insertMany = db.prepare(
      `INSERT INTO event (${COLUMNS}) VALUES ${rows.join(", ")} ON CONFLICT (id) DO NOTHING`,
    );
    this.#any = db.prepare("SELECT 1 FROM event WHERE id BETWEEN ? AND ? LIMIT 1");
    this.#get = db.prepare(`SELECT ${COLUMNS} FROM event WHERE id = ?`);
    const select = `SELECT ${COLUMNS} FROM event WHERE id BETWEEN ? AND ?`;
    this.#up = db.prepare(`${select} ORDER BY id LIMIT ?`);
    this.#down = db.prepare(`${select} ORDER BY id DESC LIMIT ?`);
    const onlySaid = `${select} AND kind <= ${LAST_SAID_KIND}`;
    this.#saidUp = db.prepare(`${onlySaid} ORDER BY id LIMIT ?`);
    this.#saidDown = db.prepare(`${onlySaid} ORDER BY id DESC LIMIT ?`);
    this.#lastBefore = db.prepare(
      "SELECT id FROM event WHERE id >> 32 = ? AND time < ? ORDER BY time DESC, id DESC LIMIT 1",
    );
    this.#older = db.prepare(
      `SELECT ${COLUMNS} FROM event WHERE id >> 32 = ? AND time < ? ORDER BY time LIMIT ?`,
    );
    this.#back = db.prepare(
      "SELECT id FROM event WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1 OFFSET ?",
    );
    this.#remove = db.prepare("DELETE FROM event WHERE id = ?");
  }

  /** Writes an event of a place, and indexes it. One that is there already stays as it is. */
  insert(place: number, message: RoomMessage): void {
    const isSaid = this.append({ id: place, indexed: message.seq }, message);
    if (!isSaid) return;
    this.#places.countKept(place, 1);
    this.#places.setIndexed(place, message.seq);
  }

  /**
   * Writes an event of a place, and returns whether it is a message or an action, which the caller
   * counts. It is indexed later (`index`), unless a later one is already. One that is there already
   * stays as it is, and is not counted: a batch may come twice.
   */
  append(place: Pick<PlaceRow, "id" | "indexed">, message: RoomMessage): boolean {
    const id = eventId(place.id, message.seq);
    const { time, kind, name, text, detail } = toRow(message);
    const { changes } = this.#insert.run(id, time, kind, name, text, detail);
    if (Number(changes) === 0 || kind > LAST_SAID_KIND) return false;
    if (message.seq <= place.indexed) this.#index.insert({ id, name, text });
    return true;
  }

  /** As {@linkcode append} of each, which are by order; returns how many are counted. */
  appendAll(
    place: Pick<PlaceRow, "id" | "indexed">,
    messages: readonly RoomMessage[],
  ): number {
    let said = 0;
    let next = 0;
    if (this.#areNew(place, messages)) {
      for (; next + ROWS_AT_ONCE <= messages.length; next += ROWS_AT_ONCE) {
        said += this.#insertRows(place.id, messages.slice(next, next + ROWS_AT_ONCE));
      }
    }
    for (const message of messages.slice(next)) if (this.append(place, message)) said++;
    return said;
  }

  /** Indexes the messages of a place that are not in the index. */
  index({ id, indexed, seq }: PlaceRow): void {
    for (let from = indexed + 1; from <= seq;) {
      const rows = this.first(id, { from, to: seq }, INDEXED_AT_ONCE, true);
      this.#index.insertAll(rows);
      const last = rows.at(-1);
      if (last === undefined || rows.length < INDEXED_AT_ONCE) break;
      from = partsOfId(last.id).seq + 1;
    }
    this.#places.setIndexed(id, seq);
  }

  /** Removes events, with their entries in the index. */
  remove(rows: readonly StoredRow[]): void {
    for (const { id, kind, name, text } of rows) {
      if (kind <= LAST_SAID_KIND) {
        this.#index.remove({ id, name, text });
        this.#places.countKept(partsOfId(id).place, -1);
      }
      this.#remove.run(id);
    }
  }

  /** Whether none of them is there, and no later one is in the index. */
  #areNew(
    { id, indexed }: Pick<PlaceRow, "id" | "indexed">,
    messages: readonly RoomMessage[],
  ): boolean {
    const [first, last] = [messages[0], messages.at(-1)];
    if (first === undefined || last === undefined || first.seq <= indexed) return false;
    return this.#any.get(eventId(id, first.seq), eventId(id, last.seq)) === undefined;
  }

  /** Writes `ROWS_AT_ONCE` events that are not there; returns how many are messages or actions. */
  #insertRows(place: number, messages: readonly RoomMessage[]): number {
    const values: (number | string | null)[] = [];
    let said = 0;
    for (const message of messages) {
      const { time, kind, name, text, detail } = toRow(message);
      values.push(eventId(place, message.seq), time, kind, name, text, detail);
      if (kind <= LAST_SAID_KIND) said++;
    }
    this.#insertMany.run(...values);
    return said;
  }

  /** The row with this id; undefined if there is none. */
  get(id: number): StoredRow | undefined {
    return this.#get.get(id) as StoredRow | undefined;
  }

  /** The first rows of a place, by order; with `said` messages and actions alone. */
  first(place: number, { from, to }: Span, limit: number, said = false): StoredRow[] {
    const statement = said ? this.#saidUp : this.#up;
    return statement.all(eventId(place, from), eventId(place, bounded(to)), limit) as never;
  }

  /** The last rows of a place, the last first; with `said` messages and actions alone. */
  last(place: number, { from, to }: Span, limit: number, said = false): StoredRow[] {
    const statement = said ? this.#saidDown : this.#down;
    return statement.all(eventId(place, from), eventId(place, bounded(to)), limit) as never;
  }

  /**
   * The number of the latest event of a place before this time; 0 if there is none. If the system clock
   * was set back, an event between may be later.
   */
  lastBefore(place: number, time: Millis): number {
    const row = this.#lastBefore.get(place, time);
    return row === undefined ? 0 : partsOfId(Number(row["id"])).seq;
  }

  /** The number of the event of a place that has so many later ones; 0 if there are fewer. Reads all of them. */
  numberBack(place: number, later: number): number {
    const row = this.#back.get(eventId(place, 0), eventId(place, MAX_SEQ), later);
    return row === undefined ? 0 : partsOfId(Number(row["id"])).seq;
  }

  /** Rows of a place from before this time, the oldest first. */
  olderThan(place: number, time: Millis, limit: number): StoredRow[] {
    return this.#older.all(place, time, limit) as never;
  }
}

/** The event of a row of this place. Throws if it has no meaning, see `fromRow`. */
export function eventOf(row: StoredRow, { room }: Pick<PlaceRow, "room">): RoomMessage {
  return fromRow(row, room, partsOfId(row.id).seq);
}

function bounded(seq: number): number {
  return Math.min(seq, MAX_SEQ);
}
